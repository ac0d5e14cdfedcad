"""To be built."""

from django.views.generic import View


class Worklist(View):
    pass


class PupilDetail(View):
    pass
