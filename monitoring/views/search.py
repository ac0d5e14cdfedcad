"""To be built."""

from django.views.generic import View


class Search(View):
    pass
