"""Rows of N01 (overstappers) and N02 (aanmeldingen): what vo and mbo schools deliver about the way to the mbo."""

from django.db import models

from monitoring.models.delivery import Delivery
from monitoring.models.pupil import Pupil


class LeavingPupil(models.Model):
    """One row of an accepted N01: a pupil who leaves vo, pro or vso, as the school delivered it. Written by COPY."""

    PLAIN = {
        "pk", "delivery", "pupil", "line", "brin", "vestiging", "municipality", "cohort", "onderwijssoort", "leerjaar",
        "is_candidate", "intended_brin",
    }  # fmt: skip
    SENSITIVE = {"exam_result", "intended", "extra_support", "warm_handover"}

    pk = models.CompositePrimaryKey("delivery_id", "pupil_id", "line")
    delivery = models.ForeignKey(Delivery, models.DO_NOTHING, db_index=False, db_constraint=False)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="leavings")
    line = models.IntegerField()
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    cohort = models.SmallIntegerField()
    onderwijssoort = models.CharField(max_length=14)
    leerjaar = models.SmallIntegerField(null=True)
    is_candidate = models.BooleanField()  # examenkandidaat
    exam_result = models.CharField(max_length=14)
    intended = models.CharField(max_length=14)  # voorgenomen_bestemming
    intended_brin = models.CharField(max_length=4)
    extra_support = models.BooleanField()
    warm_handover = models.CharField(max_length=10)


class MboApplication(models.Model):
    """One row of an accepted N02: an aanmelding at an mbo school with one of the five statuses of the law."""

    PLAIN = {"pk", "delivery", "pupil", "line", "brin", "number", "opleidingscode", "level", "leerweg", "applied_on",
             "starts_on"}  # fmt: skip
    SENSITIVE = {"status", "status_on", "appeared"}

    pk = models.CompositePrimaryKey("delivery_id", "pupil_id", "line")
    delivery = models.ForeignKey(Delivery, models.DO_NOTHING, db_index=False, db_constraint=False)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="applications")
    line = models.IntegerField()
    brin = models.CharField(max_length=4)
    number = models.CharField(max_length=40)  # aanmeldnummer, unique per school
    opleidingscode = models.CharField(max_length=5)
    level = models.SmallIntegerField(null=True)
    leerweg = models.CharField(max_length=3)
    applied_on = models.DateField()
    status = models.CharField(max_length=32)
    status_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    appeared = models.BooleanField(null=True)  # verschenen; empty: not yet known
