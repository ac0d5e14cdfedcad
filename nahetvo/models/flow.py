"""How many leaving pupils came where: counts without a pupil, and what is hidden of them."""

from django.db import models


class FlowRun(models.Model):
    """The one count of a school year that stands: as on which day, and what readers who see no pupil do not get."""

    PLAIN = {"school_year", "as_of", "masks"}

    school_year = models.CharField(max_length=9, primary_key=True)
    as_of = models.DateField()
    masks = models.JSONField()  # table of transition/flows.py → masks (monitoring/calculation/count_masks.py)


class FlowCell(models.Model):
    """A leaf cell: every number of the transition is a sum of these. Written by COPY, replaced per school year."""

    PLAIN = {
        "pk", "school_year", "brin", "vestiging", "municipality", "onderwijssoort", "whereabouts", "destination", "mbo_brin",
        "is_vulnerable", "n",
    }  # fmt: skip

    pk = models.CompositePrimaryKey(
        "school_year", "brin", "vestiging", "municipality", "onderwijssoort", "whereabouts", "destination", "mbo_brin",
        "is_vulnerable",
    )  # fmt: skip
    school_year = models.CharField(max_length=9)
    brin = models.CharField(max_length=4)  # of the sending school
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    onderwijssoort = models.CharField(max_length=14)
    whereabouts = models.CharField(max_length=14)
    destination = models.CharField(max_length=30)
    mbo_brin = models.CharField(max_length=4)
    is_vulnerable = models.BooleanField()
    n = models.IntegerField()
