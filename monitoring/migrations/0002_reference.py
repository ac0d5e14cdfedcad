"""All municipalities, RMC regions and published figures are there from the start."""

from django.db import migrations

from monitoring.reference.places import municipalities, regions
from monitoring.reference.published import published


def load(apps, schema_editor):
    region_model = apps.get_model("monitoring", "RmcRegion")
    region_model.objects.bulk_create(
        region_model(code=int(region.code), name=region.name, cbs_code=region.cbs_code) for region in regions()
    )
    municipality_model = apps.get_model("monitoring", "Municipality")
    municipality_model.objects.bulk_create(
        municipality_model(
            code=place.code, name=place.name, region_id=int(place.rmc_code), subregion=place.subregion,
            inhabitants=place.inhabitants,
        )
        for place in municipalities()
    )  # fmt: skip
    figure_model = apps.get_model("monitoring", "PublishedFigure")
    figure_model.objects.bulk_create(
        figure_model(
            publisher=row.publisher, series=row.series, school_year=row.teljaar, area_kind=row.area_kind,
            area=row.area, category=row.category, participants=row.pupils, vsv=row.vsv, percentage=row.percentage,
            status=row.status, source=row.source,
        )
        for row in published()
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
