"""The first page: the region in released figures for a visitor; who has a role goes on to the place of its work."""

from django.shortcuts import redirect, render

from monitoring import access, clock
from monitoring.accounts import demonstration_accounts
from monitoring.context import demonstration
from monitoring.models import Meeting
from monitoring.open_face import released
from monitoring.open_face.visiting import VisitorPage
from monitoring.rehearsal import PASSWORD
from monitoring.views.news import news
from monitoring.views.open_figures import in_short
from monitoring.vocabulary import Method, Role

FIRST_PLACE = {
    Role.SCHOOL: "deliveries",
    Role.LEERPLICHT: "today",
    Role.DOORSTROOMPUNT: "today",
    Role.BELEID: "figures",
    Role.REGIO: "figures",
    Role.BEHEER: "accounts",
    Role.FG: "read-log",
}
TEASERS = 3


class Home(VisitorPage):
    """Computes nothing: the figures are those of the latest release, as on the page of open figures."""

    def get(self, request):
        own = access.memberships_of(request.user)
        if own:
            return redirect(FIRST_PLACE[own[0].role])
        release, on = released.latest(Method.REGIO), clock.today()
        context = in_short(release) if release else {}
        context |= {
            "news": news(on)[:TEASERS],
            "meetings": Meeting.objects.visible_to(None).filter(day__gte=on, is_cancelled=False)[:TEASERS],
        }
        if demonstration() and not request.user.is_authenticated:
            context |= {"accounts": demonstration_accounts(), "password": PASSWORD}
        return render(request, "monitoring/home.html", context)
