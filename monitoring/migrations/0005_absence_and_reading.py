"""R02 and R03: two tables for their rows; and with a delivery what was read of it and what was mended."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("R01", "R01 leerlingen"),
    ("R02", "R02 verzuim"),
    ("R03", "R03 verzuimuren"),
    ("A05", "A05 startset (DUO)"),
    ("A04", "A04 actuele workload (DUO)"),
    ("A14", "A14 nagekomen maanden (DUO)"),
    ("NRSP", "NRSP startpopulatie (DUO)"),
    ("NENR", "NenR nieuwe vsv'ers (DUO)"),
]


def of_pupil(related_name: str) -> list:
    """The key of a row and whose it is, without constraints in the database, as for `Enrolment`."""
    unbound = {"db_constraint": False, "db_index": False, "on_delete": django.db.models.deletion.DO_NOTHING}
    key = models.CompositePrimaryKey(
        "delivery_id", "pupil_id", "line", blank=True, editable=False, primary_key=True, serialize=False
    )
    pupil = models.ForeignKey(to="monitoring.pupil", related_name=related_name, **unbound)
    return [
        ("pk", key),
        ("line", models.IntegerField()),
        ("brin", models.CharField(max_length=4)),
        ("vestiging", models.CharField(max_length=2)),
        ("delivery", models.ForeignKey(to="monitoring.delivery", **unbound)),
        ("pupil", pupil),
    ]


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_withdrawal_consequence_and_translation")]

    operations = [
        *(
            migrations.AlterField(model, "kind", models.CharField(choices=KINDS, max_length=4))
            for model in ("codemapping", "delivery", "duedelivery")
        ),
        migrations.AddField("delivery", "mending", models.JSONField(blank=True, default=dict)),
        migrations.AddField("delivery", "understood", models.JSONField(blank=True, default=list)),
        migrations.CreateModel(
            name="AbsenceReport",
            fields=[
                *of_pupil("absence_reports"),
                ("meldingsnummer", models.CharField(max_length=40)),
                ("soort", models.CharField(max_length=3)),
                ("began_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("hours", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("status", models.CharField(max_length=1)),
                ("reden", models.CharField(max_length=200)),
                ("reden_afsluiting", models.CharField(max_length=1)),
            ],
        ),
        migrations.CreateModel(
            name="AbsenceHours",
            fields=[
                *of_pupil("absence_hours"),
                ("week", models.CharField(max_length=8)),
                ("unauthorised", models.DecimalField(decimal_places=2, max_digits=6)),
                ("authorised", models.DecimalField(decimal_places=2, max_digits=6)),
            ],
        ),
    ]
