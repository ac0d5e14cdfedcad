"""To be built."""

from django.views.generic import View


class DeliveryList(View):
    pass


class DeliveryDetail(View):
    pass


class DeliveryProgress(View):
    pass


class DeliveryAccept(View):
    pass


class DeliveryReply(View):
    pass
