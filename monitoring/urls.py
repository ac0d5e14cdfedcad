"""Addresses of VSV in Beeld."""

from django.urls import path

from monitoring.views import (
    accounts, calendar, dashboards, deliveries, delivery_batch, delivery_history, delivery_proof, delivery_pupils,
    delivery_words, layouts, machine, machine_tokens, practice, public, pupils, search,
)  # fmt: skip

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
    path("aanleveren/kalender/", calendar.DeliveryCalendar.as_view(), name="delivery-calendar"),
    path("aanleveren/oefenen/", practice.Practice.as_view(), name="practice"),
    path("aanleveren/sleutels/", machine_tokens.MachineTokenList.as_view(), name="machine-tokens"),
    path(
        "aanleveren/sleutels/<int:pk>/intrekken/",
        machine_tokens.MachineTokenRevoke.as_view(),
        name="machine-token-revoke",
    ),
    path("aanleveren/machine/", machine.MachineDeliver.as_view(), name="machine-deliver"),
    path("aanleveren/machine/<int:pk>/", machine.MachineDelivery.as_view(), name="machine-delivery"),
    path("aanleveren/machine/<int:pk>/aannemen/", machine.MachineAccept.as_view(), name="machine-accept"),
    path("aanleveren/uitleg/", layouts.LayoutList.as_view(), name="layouts"),
    path("aanleveren/uitleg/<str:kind>/", layouts.LayoutDetail.as_view(), name="layout"),
    path("aanleveren/sjabloon/<str:name>", layouts.LayoutTemplate.as_view(), name="layout-template"),
    path("aanleveringen/samen/", delivery_batch.DeliveryBatch.as_view(), name="delivery-batch"),
    path("aanleveringen/<int:pk>/", deliveries.DeliveryDetail.as_view(), name="delivery"),
    path("aanleveringen/<int:pk>/voortgang/", deliveries.DeliveryProgress.as_view(), name="delivery-progress"),
    path("aanleveringen/<int:pk>/aannemen/", deliveries.DeliveryAccept.as_view(), name="delivery-accept"),
    path("aanleveringen/<int:pk>/antwoord/", deliveries.DeliveryReply.as_view(), name="delivery-reply"),
    path("aanleveringen/<int:pk>/leerlingen/", delivery_pupils.DeliveryPupils.as_view(), name="delivery-pupils"),
    path("aanleveringen/<int:pk>/vertalen/", delivery_words.DeliveryWords.as_view(), name="delivery-words"),
    path("aanleveringen/<int:pk>/ontvangst.pdf", delivery_proof.DeliveryReceipt.as_view(), name="delivery-receipt"),
    path("aanleveringen/<int:pk>/intrekken/", delivery_proof.DeliveryWithdraw.as_view(), name="delivery-withdraw"),
    path("aanleveren/geschiedenis/<str:brin>/", delivery_history.History.as_view(), name="delivery-history"),
    path("werklijst/", pupils.Worklist.as_view(), name="worklist"),
    path("jongere/<int:pk>/", pupils.PupilDetail.as_view(), name="pupil"),
    path("beheer/", accounts.AccountList.as_view(), name="accounts"),
]
