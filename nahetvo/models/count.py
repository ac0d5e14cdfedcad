"""How many leaving pupils came where: counts without a pupil, and what is hidden of them."""

from django.db import models

from nahetvo.vocabulary import CountedOn


class TransitionCount(models.Model):
    """One count of a school year: as on which day, and what readers who see no pupil do not get."""

    PLAIN = {"pk", "school_year", "counted_on", "as_of", "masks"}

    pk = models.CompositePrimaryKey("school_year", "counted_on")
    school_year = models.CharField(max_length=9)
    counted_on = models.CharField(max_length=12, choices=CountedOn)
    as_of = models.DateField()
    masks = models.JSONField()  # table of transition/flows.py → masks (monitoring/calculation/count_masks.py)


class LeadTime(models.Model):
    """Within how many days after an aanmelding half and nine in ten of the pupils stood on a step, of one mbo school.

    Only of ten or more (transition/lead_times.py). `brin` empty: of all mbo schools together.
    """

    PLAIN = {"pk", "school_year", "brin", "step", "half", "most"}

    pk = models.CompositePrimaryKey("school_year", "brin", "step")
    school_year = models.CharField(max_length=9)
    brin = models.CharField(max_length=4)
    step = models.CharField(max_length=12)
    half = models.IntegerField()
    most = models.IntegerField()


class TransitionCell(models.Model):
    """A leaf cell: every number of the transition is a sum of these. Written by COPY, replaced per count."""

    PLAIN = {
        "pk", "school_year", "counted_on", "brin", "vestiging", "municipality", "onderwijssoort", "whereabouts",
        "destination", "mbo_brin", "first_year", "intention", "is_vulnerable", "n",
    }  # fmt: skip

    pk = models.CompositePrimaryKey(
        "school_year", "counted_on", "brin", "vestiging", "municipality", "onderwijssoort", "whereabouts", "destination",
        "mbo_brin", "first_year", "intention", "is_vulnerable",
    )  # fmt: skip
    school_year = models.CharField(max_length=9)
    counted_on = models.CharField(max_length=12, choices=CountedOn)
    brin = models.CharField(max_length=4)  # of the sending school
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    onderwijssoort = models.CharField(max_length=14)
    whereabouts = models.CharField(max_length=14)
    destination = models.CharField(max_length=30)
    mbo_brin = models.CharField(max_length=4)
    first_year = models.CharField(max_length=14)
    intention = models.CharField(max_length=14)
    is_vulnerable = models.BooleanField()
    n = models.IntegerField()
