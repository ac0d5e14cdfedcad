"""Who is followed after leaving school: episodes of the volggroep, and the leaf cells of kwetsbare jongeren."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from monitoring import access
from monitoring.models.figure import Computation
from monitoring.models.pupil import Pupil
from monitoring.vocabulary import EpisodeClosing, Followed


class EpisodeQuerySet(models.QuerySet):
    def visible_to(self, user, on: date | None = None) -> "EpisodeQuerySet":
        """The episodes of the pupils that this user may see by name on that day."""
        return self.filter(pupil__in=Pupil.objects.filter(access.pupils(user, on)))

    def running(self, on: date) -> "EpisodeQuerySet":
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class Episode(models.Model):
    """From leaving school to herinstroom, startkwalificatie, age limit, death or moving away (deliveries.md §6).

    A pure function of accepted deliveries: all episodes are replaced together when a stand has changed. School,
    woongemeente and category are those of the start population in which the pupil was counted.
    """

    PLAIN = {"pk", "pupil", "kind", "teljaar", "brin", "vestiging", "municipality", "category"}
    SENSITIVE = {"opened_on", "closed_on", "closing"}

    pk = models.CompositePrimaryKey("kind", "pupil_id", "opened_on")
    kind = models.CharField(max_length=10, choices=Followed)
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="episodes")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=20, choices=EpisodeClosing, blank=True)
    teljaar = models.CharField(max_length=9)  # in which the pupil was new
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    category = models.CharField(max_length=20)  # of the count; for kwetsbare jongeren the kind of education on t

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["pupil"], name="episode_of_pupil")]
        constraints = [
            models.CheckConstraint(
                name="episode_closed_with_reason",
                condition=Q(closed_on__isnull=True, closing="") | (Q(closed_on__isnull=False) & ~Q(closing="")),
            ),
            models.CheckConstraint(
                name="episode_closes_after_opening",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]


class VulnerableCell(models.Model):
    """A leaf cell of kwetsbare jongeren: where those of one kind of education on t are on the peildatum."""

    PLAIN = {"pk", "computation", "brin", "vestiging", "municipality", "kind", "whereabouts", "n"}

    pk = models.CompositePrimaryKey("computation_id", "brin", "vestiging", "municipality", "kind", "whereabouts")
    computation = models.ForeignKey(Computation, models.CASCADE, db_index=False)
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    kind = models.CharField(max_length=10)  # pro, vso, vmbo-bb, mbo-1
    whereabouts = models.CharField(max_length=20)
    n = models.IntegerField()


class FollowRun(models.Model):
    """The one run whose episodes and counts stand now: of which stands, and of which day (age limits pass with time).

    `masks`: table of counts → what is suppressed for readers who see no pupil (calculation/count_masks.py).
    """

    PLAIN = {"id", "fingerprint", "on", "done_at", "masks"}

    fingerprint = models.CharField(max_length=64)
    on = models.DateField()
    done_at = models.DateTimeField(auto_now_add=True)
    masks = models.JSONField(default=dict)


class FollowedCell(models.Model):
    """A leaf cell of the followed group on the day of the run: every number on the tabs is a sum of these."""

    PLAIN = {"pk", "run", "kind", "name", "brin", "vestiging", "municipality", "value", "n"}

    pk = models.CompositePrimaryKey("run_id", "kind", "name", "brin", "vestiging", "municipality", "value")
    run = models.ForeignKey(FollowRun, models.CASCADE, db_index=False)
    kind = models.CharField(max_length=10, choices=Followed)
    name = models.CharField(max_length=20)  # which table: calculation/followed_counts.py
    brin = models.CharField(max_length=4)
    vestiging = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    value = models.CharField(max_length=20)
    n = models.IntegerField()
