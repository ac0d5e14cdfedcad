"""`/.well-known/security.txt`: where to report a weakness of this portal (RFC 9116)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View


@method_decorator(login_not_required, name="dispatch")
class SecurityTxt(View):
    """Contact and expiry are settings; monitoring/checks.py warns before the expiry."""

    def get(self, request):
        lines = [
            *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS),
            f"Expires: {settings.SECURITY_EXPIRES.isoformat()}T00:00:00Z",
            "Preferred-Languages: nl, en",
            f"Canonical: {settings.PORTAL_URL}{reverse('security-txt')}",
            *([f"Policy: {settings.SECURITY_POLICY}"] if settings.SECURITY_POLICY else []),
        ]
        return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
