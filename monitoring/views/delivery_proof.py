"""The receipt of a delivery as a file, and taking an accepted delivery back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.generic import View

from monitoring import access, tasks
from monitoring.forms import WithdrawForm
from monitoring.models.delivery import NotNow
from monitoring.printing import NoPrinter
from monitoring.receipts import receipt_pdf
from monitoring.views.deliveries import UNPROCESSABLE, page, visible
from monitoring.withdrawal import withdraw


class DeliveryReceipt(View):
    """The receipt as PDF, for whoever may follow the delivery."""

    def get(self, request, pk):
        delivery = visible(request.user, pk)
        if not delivery.has_receipt:
            raise Http404
        try:
            content = receipt_pdf(delivery)
        except NoPrinter as reason:
            messages.warning(request, str(reason))
            return redirect(delivery)
        response = HttpResponse(content, content_type="application/pdf")
        name = f"ontvangstbewijs_{delivery.pk}.pdf"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        response["Cache-Control"] = "no-store"
        return response


class DeliveryWithdraw(View):
    """The click that takes an accepted delivery back; a reason is always asked."""

    def get(self, request, pk):
        return redirect(visible(request.user, pk))

    def post(self, request, pk):
        delivery = visible(request.user, pk)
        if not access.may_deliver_for(request.user, delivery.brin, delivery.vestiging):
            raise PermissionDenied
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return page(request, delivery, withdrawal=form, status=UNPROCESSABLE)
        try:
            earlier = withdraw(delivery, reason=form.cleaned_data["reason"], by=request.user)
        except NotNow as fault:
            messages.info(request, str(fault))
            return redirect(visible(request.user, pk))
        tasks.queue(tasks.count_without, delivery.pk)
        again = f" Levering {earlier.pk} telt weer mee." if earlier else ""
        messages.success(request, f"De levering is ingetrokken.{again} De cijfers worden bijgewerkt.")
        return redirect(delivery)
