"""What was meant on 1 April, where a pupil came and how the first year went. Counts are made anew by the coming night."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nahetvo', '0004_warm_handover'),
    ]

    operations = [
        *(migrations.AddField('transition', name, models.CharField(max_length=length, default=''), preserve_default=False)
          for name, length in (('destination', 30), ('first_year', 14), ('intention', 14))),
        migrations.CreateModel(
            name='LeadTime',
            fields=[
                ('pk', models.CompositePrimaryKey('school_year', 'brin', 'step', blank=True, editable=False, primary_key=True, serialize=False)),
                ('school_year', models.CharField(max_length=9)),
                ('brin', models.CharField(max_length=4)),
                ('step', models.CharField(max_length=12)),
                ('half', models.IntegerField()),
                ('most', models.IntegerField()),
            ],
        ),
        migrations.DeleteModel('TransitionCell'),
        migrations.DeleteModel('TransitionCount'),
        migrations.CreateModel(
            name='TransitionCell',
            fields=[
                ('pk', models.CompositePrimaryKey('school_year', 'counted_on', 'brin', 'vestiging', 'municipality', 'onderwijssoort', 'whereabouts', 'destination', 'mbo_brin', 'first_year', 'intention', 'is_vulnerable', blank=True, editable=False, primary_key=True, serialize=False)),
                ('school_year', models.CharField(max_length=9)),
                ('counted_on', models.CharField(choices=[('nu', 'op de laatste dag die bekend is'), ('jaar_eerder', 'een jaar eerder op dezelfde dag')], max_length=12)),
                ('brin', models.CharField(max_length=4)),
                ('vestiging', models.CharField(max_length=2)),
                ('municipality', models.CharField(max_length=4)),
                ('onderwijssoort', models.CharField(max_length=14)),
                ('whereabouts', models.CharField(max_length=14)),
                ('destination', models.CharField(max_length=30)),
                ('mbo_brin', models.CharField(max_length=4)),
                ('first_year', models.CharField(max_length=14)),
                ('intention', models.CharField(max_length=14)),
                ('is_vulnerable', models.BooleanField()),
                ('n', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='TransitionCount',
            fields=[
                ('pk', models.CompositePrimaryKey('school_year', 'counted_on', blank=True, editable=False, primary_key=True, serialize=False)),
                ('school_year', models.CharField(max_length=9)),
                ('counted_on', models.CharField(choices=[('nu', 'op de laatste dag die bekend is'), ('jaar_eerder', 'een jaar eerder op dezelfde dag')], max_length=12)),
                ('as_of', models.DateField()),
                ('masks', models.JSONField()),
            ],
        ),
    ]
