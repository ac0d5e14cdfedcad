"""Every address of the portal: paths in Dutch, names in English."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from health_check.views import HealthCheckView

NEEDED = ["health_check.checks.Database", "health_check.checks.Cache"]  # no DNS, no mail: the portal needs neither

urlpatterns = [
    path("", include("monitoring.urls")),
    path("", include("nahetvo.urls")),
    path("account/", include("allauth.urls")),
    path("gezondheid/", login_not_required(HealthCheckView.as_view(checks=NEEDED)), name="health"),
]
