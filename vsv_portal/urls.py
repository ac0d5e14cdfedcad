"""Every address of the portal: paths in Dutch, names in English."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from health_check.views import HealthCheckView

urlpatterns = [
    path("", include("monitoring.urls")),
    path("account/", include("allauth.urls")),
    path("gezondheid/", login_not_required(HealthCheckView.as_view()), name="health"),
]
