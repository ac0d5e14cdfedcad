"""Absence as schools deliver it: reports (R02) and hours per week (R03). They feed no figure."""

from django.db import models

from monitoring.models.delivery import Delivery
from monitoring.models.pupil import Pupil


class AbsenceReport(models.Model):
    """One row of an accepted R02: a verzuimmelding. Written by COPY, like `Enrolment`.

    `reden` is the school's own text: only the pupil's own officers may read it.
    """

    PLAIN = {"pk", "delivery", "pupil", "line", "brin", "vestiging"}
    IDENTIFYING = {"meldingsnummer"}
    SENSITIVE = {"soort", "began_on", "ended_on", "hours", "status", "reden", "reden_afsluiting"}

    pk = models.CompositePrimaryKey("delivery_id", "pupil_id", "line")
    delivery = models.ForeignKey(Delivery, models.DO_NOTHING, db_index=False, db_constraint=False)
    pupil = models.ForeignKey(
        Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="absence_reports"
    )
    line = models.IntegerField()
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    meldingsnummer = models.CharField(max_length=40)
    soort = models.CharField(max_length=3)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    status = models.CharField(max_length=1)
    reden = models.CharField(max_length=200)
    reden_afsluiting = models.CharField(max_length=1)


class AbsenceHours(models.Model):
    """One row of an accepted R03: what one pupil missed in one ISO week (`2026-W11`)."""

    PLAIN = {"pk", "delivery", "pupil", "line", "brin", "vestiging", "week"}
    SENSITIVE = {"unauthorised", "authorised"}

    pk = models.CompositePrimaryKey("delivery_id", "pupil_id", "line")
    delivery = models.ForeignKey(Delivery, models.DO_NOTHING, db_index=False, db_constraint=False)
    pupil = models.ForeignKey(
        Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="absence_hours"
    )
    line = models.IntegerField()
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    week = models.CharField(max_length=8)
    unauthorised = models.DecimalField(max_digits=6, decimal_places=2)
    authorised = models.DecimalField(max_digits=6, decimal_places=2)
