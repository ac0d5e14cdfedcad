"""The yardstick django-import-export, in its default mode: one instance, one query and one diff per row.

It gets a table of its own shape (a surrogate key, one unique constraint over what identifies a row, nothing
beside it) and the rules of R01 that look at one row. It need not make pseudonyms, keep the file, or compare
with the month before.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, models
from import_export import resources
from import_export.fields import Field
from import_export.widgets import IntegerWidget, Widget
from tablib import Dataset

from monitoring.ingest import codes
from monitoring.models import Municipality
from tests.benchmarks.timing import timed

IDENTIFIES = ["pgn", "brin", "volgnummer"]
DATES = ("geboortedatum", "datum_inschrijving", "datum_uitschrijving")
LISTS = {
    "geslacht": codes.GESLACHT,
    "onderwijssoort": codes.ONDERWIJSSOORT,
    "leerweg": codes.LEERWEG,
    "bekostigd": codes.JA_NEE,
    "reden_uitschrijving": codes.REDEN_UITSCHRIJVING,
    "bestemming": codes.BESTEMMING,
}
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
REQUIRED = ("achternaam", "voornaam", "geboortedatum", "gemeentecode", "brin", "datum_inschrijving")
AT_LEAVING = ("reden_uitschrijving", "bestemming")
TEXT_LENGTH = 100


class Inschrijving(models.Model):
    """One row of an R01 as django-import-export's own examples would store it."""

    pgn = models.CharField(max_length=9)
    leerlingnummer = models.CharField(max_length=40, blank=True)
    achternaam = models.CharField(max_length=TEXT_LENGTH)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    voornaam = models.CharField(max_length=TEXT_LENGTH)
    geboortedatum = models.DateField()
    geslacht = models.CharField(max_length=1, blank=True)
    gemeentecode = models.CharField(max_length=4)
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2, blank=True)
    volgnummer = models.CharField(max_length=20)
    onderwijssoort = models.CharField(max_length=14)
    leerjaar = models.IntegerField(null=True)
    leerweg = models.CharField(max_length=3, blank=True)
    opleidingscode = models.CharField(max_length=5, blank=True)
    bekostigd = models.CharField(max_length=1, blank=True)
    datum_inschrijving = models.DateField()
    datum_uitschrijving = models.DateField(null=True)
    reden_uitschrijving = models.CharField(max_length=2, blank=True)
    bestemming = models.CharField(max_length=20, blank=True)
    diploma = models.CharField(max_length=60, blank=True)
    datum_diploma = models.CharField(max_length=70, blank=True)

    class Meta:
        app_label = "monitoring"  # django-import-export asks for an app that is installed
        managed = False
        db_table = "benchmarks_inschrijving"
        constraints = [models.UniqueConstraint(fields=IDENTIFIES, name="benchmarks_inschrijving_once")]

    def __str__(self) -> str:
        return self.volgnummer


class Text(Widget):
    def clean(self, value, row=None, **kwargs):
        return (value or "").strip()


class Number(Text):
    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if text and sum(int(d) * w for d, w in zip(text.zfill(9), WEIGHTS, strict=True)) % 11 not in (0, 5):
            raise ValueError("Dit PGN voldoet niet aan de elfproef.")
        return text


class Day(Text):
    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None


class OneOf(Text):
    def __init__(self, known):
        super().__init__()
        self.known = known

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if text and text not in self.known:
            raise ValueError("Deze code bestaat niet.")
        return text


class Home(Text):
    """A woongemeente that exists: one query for all rows."""

    def __init__(self):
        super().__init__()
        self.known = set(Municipality.objects.values_list("code", flat=True)) | {"1999"}

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if text not in self.known:
            raise ValueError("Deze gemeente bestaat niet.")
        return text


def check_row(row: dict) -> None:
    """The rules of R01 that look at several columns of one row."""
    faults = {name: "Dit veld is verplicht." for name in REQUIRED if not row[name]}
    has_left = bool(row["datum_uitschrijving"])
    faults |= {name: "Past niet bij de uitschrijving." for name in AT_LEAVING if bool(row[name]) != has_left}
    if has_left and row["datum_uitschrijving"] < row["datum_inschrijving"]:
        faults["datum_uitschrijving"] = "De uitschrijving ligt vóór de inschrijving."
    if row["onderwijssoort"] in codes.SOORTEN_VO_MET_LEERJAAR and not row["leerjaar"]:
        faults["leerjaar"] = "Het leerjaar ontbreekt."
    if row["onderwijssoort"] in codes.MBO_SOORTEN and not row["leerweg"]:
        faults["leerweg"] = "De leerweg ontbreekt."
    if len(row["diploma"].split("+")) != len(row["datum_diploma"].split("+")):
        faults["datum_diploma"] = "Het aantal datums is niet gelijk aan het aantal diploma's."
    if faults:
        raise ValidationError(faults)


def resource() -> resources.ModelResource:
    """The resource with a field per column of R01; every option that is not named keeps its default."""
    widgets = {"pgn": Number(), "gemeentecode": Home(), "leerjaar": IntegerWidget()}
    widgets |= {name: Day() for name in DATES} | {name: OneOf(known) for name, known in LISTS.items()}
    names = [field.name for field in Inschrijving._meta.fields if field.name != "id"]
    fields = {name: Field(name, column_name=name, widget=widgets.get(name, Text())) for name in names}
    meta = type("Meta", (), {"model": Inschrijving, "import_id_fields": IDENTIFIES, "fields": names})
    methods = {"before_import_row": lambda self, row, **kwargs: check_row(row), "Meta": meta}
    return type("InschrijvingResource", (resources.ModelResource,), fields | methods)()


def seconds(content: bytes) -> float:
    """How long it takes to parse, check and store this file in an empty table."""
    with connection.schema_editor() as editor:
        editor.create_model(Inschrijving)
    results = []
    try:
        taken = timed(lambda: results.append(_brought_in(content)))
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Inschrijving)
    refused = [*results[0].error_rows, *results[0].invalid_rows]
    if refused:
        raise RuntimeError(f"django-import-export refused {len(refused)} rows: {vars(refused[0])}")
    return taken


def _brought_in(content: bytes):
    rows = Dataset().load(content.decode(), format="csv", delimiter=";")
    return resource().import_data(rows)
