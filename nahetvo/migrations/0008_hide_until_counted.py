"""Tables split by who is kwetsbaar have masks of their own: nothing is shown until those are chosen.

The coming night does that for the years that still move, `manage.py transitions` for all (docs/beheer.md).
"""

from django.db import migrations


def hide(apps, schema_editor):
    apps.get_model("nahetvo", "TransitionCount").objects.update(masks={})


class Migration(migrations.Migration):

    dependencies = [
        ("nahetvo", "0007_phase_changes"),
    ]

    operations = [
        migrations.RunPython(hide, migrations.RunPython.noop),
    ]
