"""Delivering: what is expected, the upload, and one delivery from check to receipt."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.generic import View
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from monitoring import access, clock, sealed, tasks
from monitoring.access import Subject
from monitoring.delivery_calendar import desk
from monitoring.forms import AcceptForm, UploadForm, WithdrawForm
from monitoring.ingest.digest import chosen, digest, from_summary, sections, tabs
from monitoring.ingest.translation import has_questions
from monitoring.models import Delivery, School
from monitoring.models.delivery import RECHECKABLE, NotNow
from monitoring.progress import progress
from monitoring.promotion import confirm
from monitoring.replies import has_reply, reply_file
from monitoring.staging import previous
from monitoring.uploading import PER_HOUR, Upload, is_too_busy, opened, take_in
from monitoring.views.delivery_batch import address
from monitoring.waterfall import waterfall_chart

PAGE = 20
NOTHING_NEW = 204
UNPROCESSABLE, TOO_MANY = 422, 429
TOO_BUSY = f"U kunt {PER_HOUR} bestanden per uur aanleveren. Probeer het over een uur opnieuw."


class DeliveryList(View):
    """What is to be done, the upload form, and the deliveries so far."""

    def get(self, request):
        form = UploadForm(schools=own_schools(request.user), today=clock.today())
        return render(request, "monitoring/delivery_list.html", self._context(form))

    def post(self, request):
        own, today = own_schools(request.user), clock.today()
        if not own:
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES, schools=own, today=today)
        if not form.is_valid():
            return self._answer(form, status=UNPROCESSABLE)
        files = opened(form.cleaned_data["files"])
        if is_too_busy(request.user, len(files), at=timezone.now()):
            form.add_error("files", TOO_BUSY)
            return self._answer(form, status=TOO_MANY)
        uploads = [take_in(file, form.said(), by=request.user, today=today) for file in files]
        for upload in uploads:
            if upload.delivery and not upload.was_here:
                tasks.queue(tasks.stage_delivery, upload.delivery.pk)
        if all(upload.delivery for upload in uploads):
            return self._onward(uploads)
        return self._answer(form, uploads, status=UNPROCESSABLE)

    def _onward(self, uploads: list[Upload]) -> HttpResponse:
        """To the delivery, or to all of them together when there are several."""
        one = len(uploads) == 1
        if one and uploads[0].was_here:
            messages.info(self.request, "Dit bestand hadden we al. Hieronder ziet u hoe het ermee staat.")
        if not one:
            new = sum(not upload.was_here for upload in uploads)
            messages.success(self.request, f"{len(uploads)} bestanden ontvangen, waarvan {new} nieuw.")
        target = uploads[0].delivery.get_absolute_url() if one else address([upload.delivery for upload in uploads])
        return HttpResponseClientRedirect(target) if self.request.htmx else redirect(target)

    def _answer(self, form: UploadForm, uploads: list[Upload] = (), *, status: int) -> HttpResponse:
        """What went wrong, beside the form; with script the chosen files stay chosen."""
        if self.request.htmx:
            found = {"form": form, "uploads": uploads}
            return render(self.request, "monitoring/delivery_upload_answer.html", found)
        context = self._context(form) | {"uploads": uploads}
        return render(self.request, "monitoring/delivery_list.html", context, status=status)

    def _context(self, form: UploadForm) -> dict:
        user, today = self.request.user, clock.today()
        if not access.may_see(user, Subject.DELIVERY):
            raise PermissionDenied
        delivered = Delivery.objects.visible_to(user).select_related("school", "replaced_by")
        on_desk = desk(user, on=today)
        return {
            "trail": [{"label": "Aanleveren", "url": ""}],
            "form": form,
            "desk": on_desk,
            "own": on_desk.own,
            "today": today,
            "page": Paginator(delivered, PAGE).get_page(self.request.GET.get("bladzijde")),
        }


class DeliveryDetail(View):
    """One delivery: how far it is, what was found, what it changes, and its receipt."""

    def get(self, request, pk):
        return page(request, visible(request.user, pk))


class DeliveryProgress(View):
    """The moving part of the page: nothing while nothing changes; reloads the page on the result."""

    def get(self, request, pk):
        delivery = visible(request.user, pk)
        now = progress(delivery, at=timezone.now())
        if now.mark == request.GET.get("van"):
            return HttpResponse(status=NOTHING_NEW)
        if not now.is_busy or now.phase != request.GET.get("fase"):
            return HttpResponseClientRefresh()
        context = {"delivery": delivery, "progress": now}
        return render(request, "monitoring/delivery_progress.html", context)


class DeliveryAccept(View):
    """The click that makes a checked delivery count."""

    def get(self, request, pk):
        return redirect(visible(request.user, pk))

    def post(self, request, pk):
        delivery = visible(request.user, pk)
        if not access.may_deliver_for(request.user, delivery.brin, delivery.vestiging):
            raise PermissionDenied
        form = AcceptForm(request.POST, delivery=delivery)
        if not form.is_valid():
            return page(request, delivery, form, status=UNPROCESSABLE)
        try:
            confirm(
                delivery, reason=form.cleaned_data.get("reason", ""), by=request.user, reasons=form.reasons()
            )
        except NotNow as fault:
            messages.info(request, str(fault))
        else:
            tasks.queue(tasks.accept_delivery, delivery.pk)
        return redirect(delivery)


class DeliveryReply(View):
    """The uploaded file back, with what is wrong behind every line."""

    def get(self, request, pk):
        delivery = visible(request.user, pk)
        findings = sealed.findings(delivery) if access.sees_findings(request.user, delivery) else None
        if findings is None or not has_reply(findings):
            raise Http404
        answer = reply_file(delivery, findings)
        response = HttpResponse(answer.content, content_type=answer.content_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=answer.name)
        response["Cache-Control"] = "no-store"
        return response


def visible(user, pk: int) -> Delivery:
    """A delivery that this reader may follow; any other does not exist."""
    mine = Delivery.objects.visible_to(user).select_related("school", "replaced_by", "received_by")
    return get_object_or_404(mine, pk=pk)


def own_schools(user) -> list[School]:
    """The schools and vestigingen for which this user delivers."""
    seen = School.objects.visible_to(user)
    return [school for school in seen if access.may_deliver_for(user, school.brin, school.vestiging)]


def page(
    request,
    delivery: Delivery,
    form: AcceptForm | None = None,
    status: int = 200,
    withdrawal: WithdrawForm | None = None,
) -> HttpResponse:
    """The page of one delivery, as this reader may see it."""
    is_own = access.sees_findings(request.user, delivery)
    findings = sealed.findings(delivery) if is_own else None
    blocks = from_summary(delivery.summary) if findings is None else digest(findings)
    context = {
        "trail": [
            {"label": "Aanleveren", "url": reverse("deliveries")},
            {"label": f"Levering {delivery.pk}", "url": ""},
        ],
        "delivery": delivery,
        "is_own": is_own,
        "progress": progress(delivery, at=timezone.now()),
        "sections": chosen(sections(blocks), request.GET.get("tab", "")),
        "tabs": tabs(sections(blocks), request.GET.get("tab", "")),
        "chart": waterfall_chart(delivery) if is_own else None,
        "words": is_own and delivery.state in RECHECKABLE and has_questions(delivery.summary, delivery.kind),
        "has_reply": findings is not None and has_reply(findings),
        "has_rows": findings is not None,
        "previous": previous(delivery) if delivery.may_be_accepted else None,
        "replaced": delivery.replaces.all(),
        "form": form or AcceptForm(delivery=delivery),
        "withdrawal": withdrawal or WithdrawForm(),
    }
    return render(request, "monitoring/delivery_detail.html", context, status=status)
