"""To be built."""

from django.views.generic import View


class RegionFigures(View):
    pass


class MunicipalityFigures(View):
    pass


class SchoolFigures(View):
    pass
