"""Places: the municipalities and regions that every figure is cut by."""

import pytest

from monitoring.reference.places import (
    earlier_names,
    municipalities,
    municipalities_of,
    municipality,
    municipality_codes,
    region,
    region_name,
    region_of,
    regions,
    rmc_code,
)


def test_there_are_forty_regions_and_342_municipalities():
    assert [place.code for place in regions()] == [str(number) for number in range(1, 41)]
    assert len(municipality_codes()) == len(municipalities()) == 342


def test_every_municipality_lies_in_a_region_and_has_inhabitants():
    assert {place.rmc_code for place in municipalities()} == {place.code for place in regions()}
    assert all(place.inhabitants > 0 for place in municipalities())
    assert all(len(place.code) == 4 and place.code.isdigit() for place in municipalities())


def test_every_place_names_its_source():
    assert all(place.source for place in (*regions(), *municipalities(), *earlier_names()))


def test_zuidoost_brabant_has_its_21_municipalities_in_two_subregions():
    subregions = [place.subregion for place in municipalities_of("37")]
    assert subregions.count("Eindhoven-de Kempen") == 15
    assert subregions.count("Helmond-Peelland") == 6
    assert len(subregions) == 21


def test_only_zuidoost_brabant_is_divided_into_subregions():
    assert {place.rmc_code for place in municipalities() if place.subregion} == {"37"}


def test_haaglanden_has_its_nine_municipalities():
    codes = {place.code for place in municipalities_of("28")}
    assert codes == {"0503", "0518", "0603", "0629", "0637", "1783", "1842", "1916", "1926"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("37", "37"),
        ("05", "5"),
        ("MC05", "5"),
        ("MC41", "14"),
        ("REGIO 41", "14"),
        ("regio 28", "28"),
        ("REGIO 14", "14"),
        ("RMC 37", "37"),
        ("MC14", None),
        ("41", None),
        ("Utrecht", None),
        ("", None),
    ],
)
def test_three_codings_lead_to_the_law_s_number(written, code):
    assert rmc_code(written) == code


def test_arnhem_and_nijmegen_are_two_regions_now_and_were_one_before():
    assert region_name("14", "2016-2017") == "Arnhem/Nijmegen"
    assert region_name("14", "2025-2026") == "Arnhem"
    assert region_name("40", "2025-2026") == "Rijk van Nijmegen"
    assert region_name("99", "2025-2026") is None


def test_municipality_is_found_without_its_leading_zero():
    assert municipality("772").name == "Eindhoven"
    assert region_of("0772").name == region("37").name == "Zuidoost-Brabant"


def test_abroad_or_unknown_is_not_a_municipality():
    assert municipality("1999") is None
    assert region_of("1999") is None
