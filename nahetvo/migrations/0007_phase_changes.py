"""The history of the phases of the yearly cycle."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nahetvo', '0005_intentions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PhaseChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(choices=[('orientatie', 'oriëntatie en keuze'), ('aanmelden', 'aanmelden'), ('na_1_april', 'nog niet aangemeld'), ('uitslag', 'examenuitslag'), ('zomer', 'zomerlijst'), ('start', 'start van de opleiding'), ('teldatum', 'teldatum 1 oktober'), ('terugkoppeling', 'terugkoppeling aan het vo'), ('tweede_teldatum', 'nog ingeschreven op 1 februari')], max_length=20)),
                ('month', models.PositiveSmallIntegerField()),
                ('day', models.PositiveSmallIntegerField()),
                ('owner', models.CharField(blank=True, max_length=80)),
                ('reason', models.CharField(max_length=300)),
                ('changed_at', models.DateTimeField(auto_now_add=True)),
                ('changed_by_name', models.CharField(max_length=150)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-changed_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='phase_change_has_reason')],
            },
        ),
    ]
