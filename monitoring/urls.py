"""Addresses of VSV in Beeld."""

from django.urls import path

from monitoring.views import accounts, dashboards, deliveries, public, pupils, search

urlpatterns = [
    path("", public.Home.as_view(), name="home"),
    path("toegankelijkheid/", public.Accessibility.as_view(), name="accessibility"),
    path("privacy/", public.Privacy.as_view(), name="privacy"),
    path("over-de-cijfers/", public.AboutFigures.as_view(), name="about-figures"),
    path("cijfers/", dashboards.RegionFigures.as_view(), name="figures"),
    path("cijfers/gemeente/<str:code>/", dashboards.MunicipalityFigures.as_view(), name="municipality"),
    path("cijfers/school/<str:brin>/", dashboards.SchoolFigures.as_view(), name="school-figures"),
    path("zoeken/", search.Search.as_view(), name="search"),
    path("aanleveren/", deliveries.DeliveryList.as_view(), name="deliveries"),
    path("aanleveringen/<int:pk>/", deliveries.DeliveryDetail.as_view(), name="delivery"),
    path("aanleveringen/<int:pk>/voortgang/", deliveries.DeliveryProgress.as_view(), name="delivery-progress"),
    path("aanleveringen/<int:pk>/aannemen/", deliveries.DeliveryAccept.as_view(), name="delivery-accept"),
    path("aanleveringen/<int:pk>/antwoord/", deliveries.DeliveryReply.as_view(), name="delivery-reply"),
    path("werklijst/", pupils.Worklist.as_view(), name="worklist"),
    path("jongere/<int:pk>/", pupils.PupilDetail.as_view(), name="pupil"),
    path("beheer/", accounts.AccountList.as_view(), name="accounts"),
]
