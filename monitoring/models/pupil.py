"""Pupils: a pseudonym, a name in a table of its own, and the rows that deliveries own."""

from datetime import date

from django.db import models

from monitoring import access
from monitoring.models.delivery import Delivery


class PupilQuerySet(models.QuerySet):
    def visible_to(self, user, on: date | None = None) -> "PupilQuerySet":
        """The pupils that this user may see by name on that day (access.REACH)."""
        return self.filter(access.pupils(user, on))


class Pupil(models.Model):
    """A person over all schools. `id` is the first 63 bits of the pseudonym: rows need no look-up to point here."""

    PLAIN = {"id", "key_version"}
    IDENTIFYING = {"pseudonym"}

    id = models.BigIntegerField(primary_key=True)
    pseudonym = models.CharField(max_length=64)  # HMAC-SHA256 with PGN_KEY, hexadecimal
    key_version = models.PositiveSmallIntegerField()

    objects = PupilQuerySet.as_manager()

    def __str__(self) -> str:
        return f"jongere {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("pupil", args=[self.pk])


class Identity(models.Model):
    """Name, birth date and woongemeente as last delivered, read only through identities.py, which writes the access log."""

    PLAIN = {"pupil", "municipality", "fingerprint", "as_of"}
    IDENTIFYING = {"surname", "prefix", "given_name", "born_on", "pupil_number"}
    SENSITIVE = {"sex", "qualified_on"}

    pupil = models.OneToOneField(Pupil, models.CASCADE, primary_key=True, related_name="identity", db_constraint=False)
    surname = models.CharField(max_length=100)
    prefix = models.CharField(max_length=20, blank=True)
    given_name = models.CharField(max_length=100)
    born_on = models.DateField()
    sex = models.CharField(max_length=1, blank=True)
    pupil_number = models.CharField(max_length=40, blank=True)
    municipality = models.CharField(max_length=4, blank=True)  # where it lives, as last delivered
    qualified_on = models.DateField(null=True)  # first startkwalificatie that any school delivered
    as_of = models.CharField(max_length=18)  # levermaand and datum_inschrijving of the row that said so last
    fingerprint = models.BigIntegerField()  # of the fields above: unchanged names are not written again

    class Meta:
        indexes = [  # holds all that decides which residents an officer sees: the names are not read for that
            models.Index(fields=["municipality", "born_on", "qualified_on", "pupil"], name="identity_residents")
        ]

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.prefix, self.surname) if part)


class Enrolment(models.Model):
    """One row of an accepted R01: an inschrijving as the school delivered it.

    Written by COPY, in the order of its key; the references carry no constraint in the database because a row
    lives and dies inside the transaction that replaces its delivery. `cohort` stands in for the birth date.
    """

    PLAIN = {
        "pk", "delivery", "pupil", "line", "brin", "vestiging", "volgnummer", "municipality", "cohort", "category",
        "onderwijssoort", "leerjaar", "leerweg", "opleidingscode", "bekostigd", "started_on", "ended_on",
    }  # fmt: skip
    SENSITIVE = {"reason", "destination", "diploma", "diploma_dates", "qualified_on", "entree_on", "sex"}

    pk = models.CompositePrimaryKey("delivery_id", "pupil_id", "line")
    delivery = models.ForeignKey(Delivery, models.DO_NOTHING, db_index=False, db_constraint=False)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="enrolments")
    line = models.IntegerField()
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    volgnummer = models.CharField(max_length=20)
    municipality = models.CharField(max_length=4)
    cohort = models.SmallIntegerField()
    sex = models.CharField(max_length=1, default="")
    category = models.CharField(max_length=20)
    onderwijssoort = models.CharField(max_length=14)
    leerjaar = models.SmallIntegerField(null=True)
    leerweg = models.CharField(max_length=3)
    opleidingscode = models.CharField(max_length=5)
    bekostigd = models.BooleanField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=2)
    destination = models.CharField(max_length=20)
    diploma = models.CharField(max_length=60)
    diploma_dates = models.CharField(max_length=70)
    qualified_on = models.DateField(null=True)
    entree_on = models.DateField(null=True)


class DuoRow(models.Model):
    """One person of an accepted DUO file (A05, A04, A14, NRSP, NenR)."""

    PLAIN = {
        "pk", "delivery", "pupil", "line", "brin", "municipality", "category", "leerweg", "opleidingscode",
        "ended_on", "since",
    }  # fmt: skip
    SENSITIVE = {"reason"}

    pk = models.CompositePrimaryKey("delivery_id", "pupil_id", "line")
    delivery = models.ForeignKey(Delivery, models.DO_NOTHING, db_index=False, db_constraint=False)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="duo_rows")
    line = models.IntegerField()
    brin = models.CharField(max_length=4)
    municipality = models.CharField(max_length=4)
    category = models.CharField(max_length=20)
    leerweg = models.CharField(max_length=10)
    opleidingscode = models.CharField(max_length=10)
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=2)
    since = models.CharField(max_length=6)
