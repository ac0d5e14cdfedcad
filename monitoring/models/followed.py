"""Who is followed after leaving school: episodes of the volggroep, and the leaf cells of kwetsbare jongeren."""

from django.db import models
from django.db.models import F, Q

from monitoring.models.figure import Computation
from monitoring.models.pupil import Pupil
from monitoring.vocabulary import EpisodeClosing, Followed


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
    category = models.CharField(max_length=20)

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
