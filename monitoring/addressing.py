"""What is this file: which kind, school and stand? From its name, and from what the user adds."""

from monitoring.calculation.school_year import SchoolYear, Stand, UnknownPeriod
from monitoring.ingest.naming import FileName, parse_file_name
from monitoring.vocabulary import Kind

LATE_MONTHS = {"10", "11", "12"}  # of the A14: what became known after the teljaar closed
ANNUAL = {Kind.NRSP, Kind.NENR}
EXAMPLE = "Noem het bestand bijvoorbeeld R01_2026-03_27GZ.csv, of kies soort, school en maand zelf."


class Unaddressed(Exception):
    """Neither the file name nor the user says what this file is; the message says what is missing."""


def address(name: str, *, kind: str | None, month: str | None, school: str | None) -> FileName:
    """All that is known of this file, whole. Raises Unaddressed where something is missing or contradicts."""
    named = parse_file_name(name)
    found_kind = _kind(named, kind)
    brin, vestiging = _school(named, school)
    teljaar, stand = _period(named, found_kind, month)
    known = (("soort", found_kind), ("school", brin), ("maand", stand))
    missing = [word for word, value in known if not value]
    if missing:
        raise Unaddressed(f"Uit de bestandsnaam blijkt niet: {', '.join(missing)}. {EXAMPLE}")
    return FileName(found_kind, teljaar, stand, brin, vestiging)


def _kind(named: FileName, chosen: str | None) -> str | None:
    if named.kind and chosen and named.kind != chosen:
        raise Unaddressed(_contradiction(named.kind, chosen, "soort"))
    kind = named.kind or chosen
    if kind and kind not in Kind.values:
        welcome = ", ".join(Kind.values)
        raise Unaddressed(f"Een bestand {kind} kunt u hier nog niet aanleveren. Wel: {welcome}.")
    return kind


def _school(named: FileName, chosen: str | None) -> tuple[str, str]:
    """BRIN and vestiging; the more precise of name and choice where they agree."""
    in_name, chosen = (named.brin or "") + named.vestiging, (chosen or "").upper()
    longest = max(in_name, chosen, key=len)
    if not (longest.startswith(in_name) and longest.startswith(chosen)):
        raise Unaddressed(_contradiction(in_name, chosen, "school"))
    return longest[:4], longest[4:]


def _period(named: FileName, kind: str | None, month: str | None) -> tuple[str | None, str | None]:
    if named.stand:
        if month and named.stand.removesuffix("L") != month:
            raise Unaddressed(_contradiction(named.stand, month, "maand"))
        return named.teljaar, named.stand
    if not month:
        return None, None
    try:
        chosen = Stand.of_month(month)
    except UnknownPeriod as fault:
        raise Unaddressed(f"{fault}.") from None
    if kind in ANNUAL:
        raise Unaddressed(f"Een {kind}-bestand hoort niet bij een maand. Gebruik de bestandsnaam van DUO.")
    if kind == Kind.A14:
        return _late(chosen)
    return chosen.teljaar.name, chosen.code


def _late(chosen: Stand) -> tuple[str, str]:
    if chosen.code[5:] not in LATE_MONTHS:
        raise Unaddressed("Een A14-bestand is van oktober, november of december. Kies een van deze maanden.")
    ended: SchoolYear = chosen.teljaar.previous()
    return ended.name, f"{chosen.code}L"


def _contradiction(named: str, chosen: str, what: str) -> str:
    return f"De bestandsnaam noemt {named}, u koos {chosen}. Kies de {what} van het bestand."
