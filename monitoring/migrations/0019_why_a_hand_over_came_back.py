"""A reason from the list for a hand-over that is given back; what came back before, in words only, gets another reason."""

from django.db import migrations, models
from django.db.models import Q

REASONS = [
    ("woonplaats", "woont niet in ons werkgebied"), ("taak", "valt niet onder onze leeftijd of taak"),
    ("te_vroeg", "te vroeg voor een overdracht"), ("onvolledig", "er ontbreekt nog informatie"),
    ("begeleid", "wordt al door een andere organisatie begeleid"), ("anders", "andere reden"),
]  # fmt: skip
NOT_REFUSED = Q(refused_because="", refused_by_name="", refused_reason="")
REFUSED = Q(withdrawn_on__isnull=False) & ~Q(refused_reason="") & ~Q(refused_by_name="")
IN_WORDS = ~Q(refused_reason="anders") | ~Q(refused_because="")


def from_words(apps, schema_editor):
    hand_overs = apps.get_model("monitoring", "HandOver").objects
    hand_overs.exclude(refused_because="").update(refused_reason="anders")


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0018_hand_over_given_back")]

    operations = [
        migrations.RemoveConstraint("handover", "hand_over_refused_by_somebody"),
        migrations.AddField("handover", "refused_reason", models.CharField(blank=True, choices=REASONS, max_length=12)),
        migrations.RunPython(from_words, migrations.RunPython.noop),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(condition=NOT_REFUSED | REFUSED, name="hand_over_refused_by_somebody"),
        ),
        migrations.AddConstraint(
            "handover", models.CheckConstraint(condition=IN_WORDS, name="hand_over_refused_otherwise_in_words")
        ),
    ]
