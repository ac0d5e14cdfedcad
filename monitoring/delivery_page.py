"""docs/aanleveren.md, made from the layouts: what a school delivers, column by column."""

from monitoring.ingest.layouts import LAYOUTS, Column, Layout

INTRODUCTION = """# Aanleveren

*Deze bladzijde is gemaakt uit de layouts (`manage.py delivery_page`); wijzig die, niet deze tekst.*

Lever elke maand één bestand per soort en per school (BRIN, of BRIN en vestiging). Het bestand is CSV (`;` `,` of tab; UTF-8,
UTF-16 of Windows-1252) of Excel (XLSX, eerste werkblad). De naam zegt wat het is: `R01_2026-03_27GZ.csv` of
`R01_2026-03_27GZ00.xlsx`. De volgorde van kolommen is vrij; hoofdletters, spaties, `_` en `-` in een kop maken niet uit.
Kolommen die hier niet staan, worden niet gelezen en niet bewaard.

Datums schrijft u als `31-12-2025`, `2025-12-31` of `20251231`. In een geboortedatum mag dag of maand `00` zijn.

Een levering vervangt uw vorige van dezelfde soort en maand helemaal. Staat er een fout in een regel, dan telt die niet mee.
Zijn er te veel fouten (meer dan 2 %), dan nemen we het bestand niet aan. U krijgt het terug met per regel wat er mis is.

Op de opdrachtregel: `manage.py deliver R01_2026-03_27GZ.csv --as NAAM`.
"""


def delivery_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRODUCTION, *(_section(layout) for layout in LAYOUTS.values())])


def _section(layout: Layout) -> str:
    lines = [f"## {layout.kind}: {layout.label}", "", layout.explanation, "", "| kolom | verplicht | betekenis | waarden |",
             "|---|---|---|---|"]  # fmt: skip
    return "\n".join([*lines, *(_line(column) for column in layout.columns), ""])


def _line(column: Column) -> str:
    codes = "; ".join(f"`{code}` {label}" for code, label in column.codes.items())
    example = f"bijvoorbeeld `{column.example}`" if column.example and not codes else ""
    also = f" Ook: {', '.join(f'`{alias}`' for alias in column.aliases[:4])}." if column.aliases else ""
    cells = (f"`{column.name}`", column.required, f"{column.label}. {column.explanation}{also}", codes or example)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
