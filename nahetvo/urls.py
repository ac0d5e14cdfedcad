"""Addresses of Na het VO."""

from django.urls import path

from nahetvo.views import board, cycle, flows, person, unmatched, warm_handover, work_lists

urlpatterns = [
    path("na-het-vo/", board.Board.as_view(), name="transitions"),
    path("na-het-vo/lijst/", board.TransitionList.as_view(), name="transition-list"),
    path("na-het-vo/werklijsten/", work_lists.WorkLists.as_view(), name="transition-work"),
    path("na-het-vo/jaarcyclus/", cycle.TransitionCycle.as_view(), name="transition-cycle"),
    path("na-het-vo/jaarcyclus/<str:code>/", cycle.PhaseEdit.as_view(), name="transition-phase"),
    path("na-het-vo/aanmeldingen/", unmatched.Unmatched.as_view(), name="unmatched-applications"),
    path("na-het-vo/jongere/<int:pk>/", person.TransitionDetail.as_view(), name="transition"),
    path(
        "na-het-vo/jongere/<int:pk>/overdracht/", warm_handover.WarmHandoverPage.as_view(), name="warm-handover"
    ),
    path("na-het-vo/cijfers/", flows.Flows.as_view(), name="transition-figures"),
    path(
        "na-het-vo/cijfers/gemeente/<str:code>/",
        flows.Flows.as_view(),
        name="transition-figures-municipality",
    ),
    path("na-het-vo/cijfers/school/<str:brin>/", flows.Flows.as_view(), name="transition-figures-school"),
]
