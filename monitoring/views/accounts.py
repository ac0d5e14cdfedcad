"""To be built."""

from django.views.generic import View


class AccountList(View):
    pass
