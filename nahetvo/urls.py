"""Addresses of Na het VO."""

from django.urls import path

from nahetvo.views import flows

urlpatterns = [
    path("na-het-vo/cijfers/", flows.Flows.as_view(), name="transition-figures"),
    path("na-het-vo/cijfers/gemeente/<str:code>/", flows.Flows.as_view(), name="transition-figures-municipality"),
    path("na-het-vo/cijfers/school/<str:brin>/", flows.Flows.as_view(), name="transition-figures-school"),
]
