"""Flags: which youngster, by which published rule, since when, on what evidence; and how the rules are set."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from monitoring import access
from monitoring.models.pupil import Pupil
from monitoring.vocabulary import FlagRule


class FlagQuerySet(models.QuerySet):
    def visible_to(self, user, on=None, of=None) -> "FlagQuerySet":
        """The flags of the kinds that this user may see, of the pupils (`of`: the one pupil) that it may see."""
        return self.filter(access.flags(user, on, of))

    def raised(self) -> "FlagQuerySet":
        """Those whose reason still holds."""
        return self.filter(cleared_on=None)


class Flag(models.Model):
    """One rule that holds for one pupil since a day. Raised and cleared with the stands; never deleted.

    `evidence` holds plain facts (codes, hours, days, BRIN), no name and no free text.
    """

    PLAIN = {"id", "pupil", "rule", "raised_on", "brin", "vestiging"}
    SENSITIVE = {"since", "evidence", "cleared_on"}

    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_constraint=False, related_name="flags")
    rule = models.CharField(max_length=4, choices=FlagRule)
    since = models.DateField()
    evidence = models.JSONField(default=dict)
    brin = models.CharField(max_length=4, blank=True)  # the school that the rule speaks of
    vestiging = models.CharField(max_length=2, blank=True)
    raised_on = models.DateField()  # the day on which the portal first saw it
    cleared_on = models.DateField(null=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cleared_on", "rule"], name="flag_raised"),
            models.Index(  # the worklist reads these and no more, of thousands at once
                fields=["pupil", "since", "rule", "brin", "vestiging"],
                condition=Q(cleared_on__isnull=True),
                name="flag_raised_of_pupil",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "rule", "since"], name="flag_once"),
            models.CheckConstraint(
                name="flag_cleared_after_raising",
                condition=Q(cleared_on__isnull=True) | Q(cleared_on__gte=F("raised_on")),
            ),
        ]


class AbsenceDistanceQuerySet(models.QuerySet):
    def visible_to(self, user, on=None) -> "AbsenceDistanceQuerySet":
        """Of the pupils that this user may see; a school sees the hours at itself."""
        return self.filter(access.absence(user, on))


class AbsenceDistance(models.Model):
    """How far a pupil is from sixteen hours in four school weeks, at one school. Replaced whole by every run.

    `hours`: in the last four school weeks that the school delivered; `highest`: in any four of them; `last_week`: the
    Monday of the last one; `days_left`: school days to go at this pace (0: reached).
    """

    PLAIN = {"id", "pupil", "brin", "vestiging", "weeks", "last_week", "as_of"}
    SENSITIVE = {"hours", "highest", "days_left"}

    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_constraint=False, related_name="absence_distances")
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    highest = models.DecimalField(max_digits=6, decimal_places=2)
    weeks = models.PositiveSmallIntegerField()
    last_week = models.DateField()
    days_left = models.PositiveIntegerField()
    as_of = models.DateField()

    objects = AbsenceDistanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "brin"], name="absence_distance_once")]


class RuleSetting(models.Model):
    """How this region uses a rule: on or off, and its thresholds where they differ from the published ones."""

    PLAIN = {"rule", "is_on", "thresholds", "changed_at", "reason"}
    IDENTIFYING = {"changed_by", "changed_by_name"}

    rule = models.CharField(max_length=4, primary_key=True, choices=FlagRule)
    is_on = models.BooleanField(default=True)
    thresholds = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150, blank=True)


class RuleChange(models.Model):
    """One change of a rule: what it became, why, by whom. Only added to, so that everybody can look back."""

    PLAIN = {"id", "rule", "is_on", "thresholds", "reason", "changed_at"}
    IDENTIFYING = {"changed_by", "changed_by_name"}

    rule = models.CharField(max_length=4, choices=FlagRule)
    is_on = models.BooleanField()
    thresholds = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [models.CheckConstraint(name="rule_change_has_reason", condition=~Q(reason=""))]


class FlagMail(models.Model):
    """That an officer wants a mail on mornings with new flags: counts and a link. No row: no mail.

    Up to which flag and which change of a case file it was told: what came in by day, after the mail, is new tomorrow.
    """

    PLAIN = {"account", "last_sent_on", "last_flag", "last_change"}

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="flag_mail"
    )
    last_sent_on = models.DateField(null=True)
    last_flag = models.PositiveBigIntegerField(default=0)
    last_change = models.PositiveBigIntegerField(default=0)
