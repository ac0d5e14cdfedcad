"""Beheer: who has an account, and what the workers still have to do. No pupil and no figure."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from monitoring import access
from monitoring.access import Subject
from monitoring.accounts import NotOneself, accounts_for, set_active
from monitoring.work_under_way import computations_under_way, deliveries_under_way

WISHES = {"open": True, "blokkeer": False}
DONE = {True: "Het account {} is weer open.", False: "Het account {} is geblokkeerd."}


class AccountList(View):
    """All accounts with their roles; a POST blocks one or opens it again."""

    def dispatch(self, request, *args, **kwargs):
        if not access.may_see(request.user, Subject.ACCOUNT):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        context = {
            "accounts": accounts_for(request.user),
            "deliveries": deliveries_under_way(),
            "computations": computations_under_way(),
        }
        return render(request, "monitoring/account_list.html", context)

    def post(self, request):
        pk = request.POST.get("account", "")
        account = get_object_or_404(accounts_for(request.user), pk=pk if pk.isdecimal() else None)
        active = WISHES.get(request.POST.get("doe"))
        if active is None:
            return redirect("accounts")
        try:
            set_active(account, active, by=request.user)
            messages.success(request, DONE[active].format(account.username))
        except NotOneself as refusal:
            messages.error(request, str(refusal))
        return redirect("accounts")
