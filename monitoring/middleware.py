"""Nobody works with a one-time password, or without a second factor where that is required."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

ALWAYS_OPEN = ("account_", "mfa_", "health")


class AccountSafetyMiddleware:
    """Sends an account on to what it must do first: choose a password, switch on a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = getattr(request.resolver_match, "url_name", None) or ""
        if not request.user.is_authenticated or name.startswith(ALWAYS_OPEN):
            return None
        if request.user.password_is_temporary:
            messages.info(request, "Kies eerst een eigen wachtwoord. Het eenmalige wachtwoord vervalt daarna.")
            return redirect("account_change_password")
        if self._needs_second_factor(request.user):
            messages.info(request, "Zet eerst de tweede stap van het inloggen aan. Dat hoeft maar één keer.")
            return redirect("mfa_index")
        return None

    def _needs_second_factor(self, user) -> bool:
        return settings.MFA_REQUIRED and not user.is_demonstration and not is_mfa_enabled(user)
