"""`/.well-known/security.txt`: where to report a weakness of this portal (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from monitoring.open_face.visiting import VisitorPage

RENEWED = timedelta(days=90)


class SecurityTxt(VisitorPage):
    """Contact and expiry are settings; monitoring/checks.py warns before the expiry.

    Whoever runs a real portal says until when the contact holds; only the embedded portal renews it by itself.
    """

    def get(self, request):
        if settings.SECURITY_EXPIRES is None and settings.PRODUCTION:
            raise Http404
        expires = settings.SECURITY_EXPIRES or timezone.localdate() + RENEWED  # the real day: that is what is compared with
        lines = [
            *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS),
            f"Expires: {expires.isoformat()}T00:00:00Z",
            "Preferred-Languages: nl, en",
            f"Canonical: {settings.PORTAL_URL}{reverse('security-txt')}",
            *([f"Policy: {settings.SECURITY_POLICY}"] if settings.SECURITY_POLICY else []),
        ]
        return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
