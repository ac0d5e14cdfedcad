"""Published figures that cannot all be true: what is pointed out, and what rounding explains."""

import csv
from pathlib import Path

import pytest

from monitoring.reference.published import read_published
from tests.files.published import file_of, findings_of

SHARED = Path(__file__).parents[3] / "shared" / "data" / "cijfers"


@pytest.mark.parametrize(
    ("publisher", "pupils", "vsv", "percentage", "agrees"),
    [
        ("OCW/DUO", "394486", "18574", "4.71", True),
        ("OCW/DUO", "394486", "18574", "4.7", True),
        ("OCW/DUO", "394486", "18574", "5", True),
        ("OCW/DUO", "394486", "18574", "4.70", False),
        ("OCW/DUO", "394486", "18574", "4.8", False),
        ("OCW/DUO", "1000", "25", "2.50", True),
        ("OCW/DUO", "1000", "20", "2.40", False),
        ("OCW/DUO", "8", "1", "12.5", True),
        ("OCW/DUO", "0", "0", "0.0", False),
        ("OCW/DUO", "0", "0", "", True),
        ("CBS", "15890", "10", "0.1", True),  # 10 may be 14
        ("CBS", "1000", "20", "2.49", True),
        ("CBS", "1000", "20", "2.60", False),
        ("CBS", "1001", "20", "2.40", False),  # these counts were not rounded
    ],
)
def test_percentage_follows_from_its_counts_within_the_publisher_s_rounding(
    publisher, pupils, vsv, percentage, agrees
):
    line = {"uitgever": publisher, "deelnemers": pupils, "vsv": vsv, "percentage": percentage}
    assert findings_of(line) == ([] if agrees else [("let_op", "CIJFER-11", 2, "percentage")])


def counts(category: str, vsv: int, **more: str) -> dict[str, str]:
    return {"categorie": category, "deelnemers": "", "vsv": str(vsv), "percentage": "", **more}


TOTAL_IS_OFF = [("let_op", "CIJFER-12", 2, "vsv")]


@pytest.mark.parametrize(
    ("total", "parts", "findings"),
    [
        (("totaal", 27936), {"vo": 5153, "mbo": 22109, "vavo": 674}, []),
        (("totaal", 27950), {"vo": 5153, "mbo": 22109, "vavo": 674}, TOTAL_IS_OFF),
        (("totaal", 27262), {"vo": 5153, "mbo": 22109}, []),
        (("totaal", 27261), {"vo": 5153, "mbo": 22109}, TOTAL_IS_OFF),
        (("totaal", 29163), {"mbo": 22308}, []),
        (("totaal", 20000), {"mbo": 22308}, TOTAL_IS_OFF),
        (("mbo", 2351), {"mbo1": 466, "mbo2": 901, "mbo34": 984}, []),
        (("mbo", 2352), {"mbo1": 466, "mbo2": 901, "mbo34": 984}, TOTAL_IS_OFF),
        (("mbo", 2352), {"mbo1": 466, "mbo2": 901, "mbo3": 500, "mbo4": 484}, TOTAL_IS_OFF),
        (("vo", 9), {"vo_onderbouw": 1, "vmbo_bovenbouw": 4, "havovwo_bovenbouw": 4}, []),
        (
            ("totaal", 2744),
            {
                **{"vo_onderbouw": 59, "vmbo_bovenbouw": 261, "havovwo_bovenbouw": 72},
                **{"mbo1": 466, "mbo2": 901, "mbo34": 984},
            },
            TOTAL_IS_OFF,
        ),
    ],
)
def test_total_is_the_sum_of_its_categories(total, parts, findings):
    assert findings_of(counts(*total), *(counts(*part) for part in parts.items())) == findings


@pytest.mark.parametrize(("total", "findings"), [(32100, []), (32110, []), (32120, TOTAL_IS_OFF)])
def test_total_of_cbs_may_differ_by_its_rounding_to_tens(total, findings):
    parts = {"vo": 5310, "mbo": 24820, "vavo": 1960}
    lines = [counts("totaal", total), *(counts(*part) for part in parts.items())]
    assert findings_of(*(line | {"uitgever": "CBS"} for line in lines)) == findings


def test_parts_of_another_status_or_publisher_are_not_added():
    other_status = counts("mbo", 22308) | {"status": "voorlopig"}
    other_publisher = counts("mbo", 24820) | {"uitgever": "CBS"}
    assert findings_of(counts("totaal", 20000), other_status, other_publisher) == []


@pytest.mark.parametrize(("total", "findings"), [(80, []), (81, TOTAL_IS_OFF), (79, TOTAL_IS_OFF)])
def test_nation_is_the_sum_of_all_its_regions(total, findings):
    regions = [counts("totaal", 2, gebiedsoort="rmc", gebied=str(number)) for number in range(1, 41)]
    assert findings_of(counts("totaal", total), *regions) == findings


@pytest.mark.parametrize(("total", "findings"), [(9, []), (3, TOTAL_IS_OFF)])
def test_some_municipalities_may_not_exceed_their_region(total, findings):
    eindhoven = counts("totaal", 4, gebiedsoort="gemeente", gebied="0772")
    den_haag = counts("totaal", 400, gebiedsoort="gemeente", gebied="0518")
    assert (
        findings_of(counts("totaal", total, gebiedsoort="rmc", gebied="37"), eindhoven, den_haag) == findings
    )


def test_two_lines_that_contradict_each_other_are_pointed_out():
    assert findings_of({}, {"vsv": "18575"}) == [("let_op", "CIJFER-13", 3, "vsv")]
    assert findings_of({}, {"deelnemers": "", "vsv": "", "percentage": "4.9"}) == [
        ("let_op", "CIJFER-13", 3, "percentage")
    ]
    assert findings_of({}, {"percentage": "4.7"}) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the given figures (../shared) are not here")
def test_given_national_series_contradicts_itself_about_2012():
    lines = list(csv.DictReader((SHARED / "landelijk_reeks.csv").open(encoding="utf-8-sig")))
    content = file_of(
        *(
            {
                "uitgever": line["reeks"],
                "schooljaar": line["schooljaar"],
                "categorie": line["sector"],
                "deelnemers": line["deelnemers"],
                "vsv": line["vsv"],
                "percentage": line["vsv_pct_gepubliceerd"],
                "status": "voorlopig" if line["status"].startswith("voorlopig") else "definitief",
            }
            for line in lines
        )
    )
    rows, findings = read_published(content)
    assert len(rows) == len(lines)
    assert [(each.level, each.code, each.value) for each in findings] == [
        ("let_op", "CIJFER-12", "27950"),
        ("let_op", "CIJFER-13", "27950"),
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the given figures (../shared) are not here")
def test_given_cbs_figures_follow_from_their_rounded_counts():
    lines = list(csv.DictReader((SHARED / "cbs_vsv_tabellen_uittreksel.csv").open(encoding="utf-8-sig")))
    content = file_of(
        *(
            {
                "uitgever": "CBS",
                "reeks": f"{line['cbs_tabel']} {line['dimensie']} {line['categorie']}",
                "schooljaar": line["schooljaar"],
                "categorie": "totaal",
                "deelnemers": line["leerlingen"],
                "vsv": line["vsv"],
                "percentage": line["vsv_pct_gepubliceerd"],
                "status": line["status"],
            }
            for line in lines
        )
    )
    rows, findings = read_published(content)
    assert (len(rows), findings) == (len(lines), [])
