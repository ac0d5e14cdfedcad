"""To be built."""

from django.views.generic import View


class Home(View):
    pass


class Accessibility(View):
    pass


class Privacy(View):
    pass


class AboutFigures(View):
    pass
