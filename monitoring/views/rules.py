"""The rules that raise flags: explained to everybody who is logged in, set by the coordinator. No pupil and no count."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import View

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.flag_mail import set_mail, wants_mail
from monitoring.rule_settings import NotSet, change_rule, rules_of_region
from monitoring.tasks import ask_for_flags
from monitoring.vocabulary import FlagRule


class RuleExplanation(View):
    """Every rule with its sentence, source and thresholds, in words that fit the algoritmeregister."""

    def get(self, request):
        may_ask = access.may_see(request.user, Subject.PUPIL)
        context = {
            "rules": rules_of_region(), "may_ask": may_ask, "has_mail": may_ask and wants_mail(request.user),
            "may_count": access.may_see(request.user, Subject.MUNICIPALITY),
        }  # fmt: skip
        return render(request, "monitoring/rules.html", context)

    def post(self, request):
        """Switch the morning mail on or off."""
        if not access.may_see(request.user, Subject.PUPIL):
            raise Http404
        set_mail(request.user, wanted=request.POST.get("mail") == "aan", on=clock.today())
        return redirect("rules")


class RuleList(View):
    """The same rules with fields to set them; `beheer` may look."""

    def dispatch(self, request, *args, **kwargs):
        if not access.may_see(request.user, Subject.RULE):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, refusal: str = "", code: str = ""):
        context = {
            "rules": rules_of_region(),
            "may_change": access.may_change_rules(request.user),
            "refusal": refusal,
            "refused": code,
        }
        return render(request, "monitoring/rule_list.html", context, status=422 if refusal else 200)

    def post(self, request):
        code, said = request.POST.get("regel", ""), request.POST
        if not access.may_change_rules(request.user) or code not in FlagRule.values:
            raise Http404
        wanted = {name.removeprefix("grens-"): value for name, value in said.items() if name.startswith("grens-")}
        try:
            change_rule(code, is_on="aan" in said, wanted=wanted, reason=said.get("reden", ""), by=request.user)
        except NotSet as refusal:
            return self.get(request, str(refusal), code)
        ask_for_flags()
        messages.success(request, f"Regel {code} is aangepast. De signalen worden opnieuw berekend.")
        return redirect("rule-list")
