"""Where every leaving pupil stands on the way from vo to mbo, and the aanmeldingen that belong to nobody."""

from datetime import date

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from monitoring import access
from monitoring.access_rows import ADULT, birthday
from monitoring.models import Pupil, Uptake
from nahetvo.vocabulary import TransitionStatus, UnmatchedReason


class TransitionQuerySet(models.QuerySet):
    def visible_to(self, user, on: date | None = None) -> "TransitionQuerySet":
        """The transitions that this user may see by name on that day (access.REACH, overstappers)."""
        return self.filter(access.transitions(user, on))

    def with_work(self, on: date) -> "TransitionQuerySet":
        """With is_minor on that day; and taken_on, taken_role, taken_holder: who took the pupil up since its status."""
        is_minor = Q(pupil__identity__born_on__gt=birthday(ADULT, on))
        since = Uptake.objects.filter(pupil_id=OuterRef("pupil_id"), on__gte=OuterRef("since"), on__lte=on)
        latest = since.order_by("-on", "-pk")
        return self.annotate(
            is_minor=Case(When(is_minor, then=Value(True)), default=Value(False)),
            taken_on=Subquery(latest.values("on")[:1]),
            taken_role=Subquery(latest.values("role")[:1]),
            taken_holder=Subquery(latest.values("holder")[:1]),
        )


class Transition(models.Model):
    """One pupil of an N01 in one school year, with its volgstatus as the dated rules give it. Written by COPY.

    A pure function of accepted deliveries and a day: the transitions of a school year are replaced together.
    `evidence`: rule, source (N01, N02, R01 or datum), brin, on, said.
    """

    PLAIN = {
        "pk", "school_year", "pupil", "brin", "vestiging", "municipality", "onderwijssoort", "cohort", "as_of", "mbo_brin",
        "level", "leerweg", "matched",
    }  # fmt: skip
    SENSITIVE = {
        "status", "since", "evidence", "step", "previous_step", "step_back_on", "exam_result", "intended", "extra_support",
        "warm_handover", "is_vulnerable", "destination", "first_year", "intention",
    }  # fmt: skip

    pk = models.CompositePrimaryKey("school_year", "pupil_id")
    school_year = models.CharField(max_length=9)  # the pupil leaves in the summer at its end
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="transitions")
    brin = models.CharField(max_length=4)  # of the sending school
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    onderwijssoort = models.CharField(max_length=14)
    cohort = models.SmallIntegerField()
    status = models.CharField(max_length=30, choices=TransitionStatus)
    since = models.DateField()
    evidence = models.JSONField()
    step = models.SmallIntegerField()  # transition/statuses.py: 0 not under way … 7 on 1 February
    previous_step = models.SmallIntegerField(null=True)  # the highest it ever stood on, where that is higher
    step_back_on = models.DateField(null=True)
    mbo_brin = models.CharField(max_length=4)
    level = models.SmallIntegerField(null=True)
    leerweg = models.CharField(max_length=3)
    exam_result = models.CharField(max_length=14)
    intended = models.CharField(max_length=14)
    extra_support = models.BooleanField()
    warm_handover = models.CharField(max_length=10)
    is_vulnerable = models.BooleanField()
    destination = models.CharField(max_length=30)  # transition/flows.py: level, route or volgstatus
    first_year = models.CharField(max_length=14)  # transition/first_year.py
    intention = models.CharField(max_length=14)  # transition/intention.py: as known on 1 April
    matched = models.BooleanField()  # an aanmelding of any school belongs to this pupil
    as_of = models.DateField()  # the day on which the rules looked

    objects = TransitionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["pupil"], name="transition_of_pupil"),
            models.Index(fields=["school_year", "status"], name="transition_status"),
        ]
        constraints = [
            models.CheckConstraint(
                name="transition_fell_from_higher",
                condition=Q(previous_step__isnull=True, step_back_on__isnull=True)
                | Q(previous_step__gt=F("step"), step_back_on__isnull=False),
            )
        ]


class UnmatchedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "UnmatchedQuerySet":
        """The unmatched aanmeldingen at the reader's own mbo school, and those that its own school should have named."""
        return self.filter(access.unmatched_applications(user))


class UnmatchedApplication(models.Model):
    """An aanmelding of a pupil who is in no N01 of the school year, with the likely reason."""

    PLAIN = {"pk", "school_year", "brin", "number", "pupil", "applied_on"}
    SENSITIVE = {"status", "reason"}

    pk = models.CompositePrimaryKey("school_year", "brin", "number")
    school_year = models.CharField(max_length=9)
    brin = models.CharField(max_length=4)  # of the mbo school
    number = models.CharField(max_length=40)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="+")
    status = models.CharField(max_length=32)
    applied_on = models.DateField()
    reason = models.CharField(max_length=20, choices=UnmatchedReason)

    objects = UnmatchedQuerySet.as_manager()
