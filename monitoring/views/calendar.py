"""The calendar of files on a page of its own: a whole teljaar for a school, all schools for the coordinator."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from monitoring import access, clock
from monitoring.access import Subject
from monitoring.calculation.school_year import SchoolYear
from monitoring.delivery_calendar import desk, months_of


class DeliveryCalendar(View):
    """Months × kinds of file, and the next thing to do on top."""

    def get(self, request):
        if not access.may_see(request.user, Subject.DELIVERY):
            raise PermissionDenied
        today = clock.today()
        running = SchoolYear.of(today)
        years = [running, running.previous()]
        chosen = next((year for year in years if year.name == request.GET.get("teljaar")), running)
        here = reverse("delivery-calendar")
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": "Kalender", "url": ""},
            ],
            "desk": desk(request.user, on=today, months=months_of(chosen, on=today)),
            "year": chosen,
            "tabs": [
                {"label": year.name, "url": f"{here}?teljaar={year}", "current": year == chosen} for year in years
            ],
        }
        return render(request, "monitoring/delivery_calendar_page.html", context)
