"""Up to which flag and change of a case file the morning mail told; who has it now starts at the newest."""

from django.db import migrations, models
from django.db.models import Max


def from_here(apps, schema_editor):
    flag, change = (apps.get_model("monitoring", name).objects for name in ("Flag", "CaseChange"))
    told = {"last_flag": flag.aggregate(newest=Max("pk"))["newest"] or 0}
    told["last_change"] = change.aggregate(newest=Max("pk"))["newest"] or 0
    apps.get_model("monitoring", "FlagMail").objects.exclude(last_sent_on=None).update(**told)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0020_release_approved_because")]

    operations = [
        migrations.AddField("flagmail", "last_flag", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("flagmail", "last_change", models.PositiveBigIntegerField(default=0)),
        migrations.RunPython(from_here, migrations.RunPython.noop),
    ]
