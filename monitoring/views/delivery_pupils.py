"""Which pupils a delivery would bring, take away or change: for the school's own people, while it waits."""

from dataclasses import dataclass

import pandas as pd
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from monitoring import access, consequence, sealed
from monitoring.identities import read_identities
from monitoring.ingest.difference import Difference
from monitoring.models import Account, Delivery
from monitoring.views.deliveries import visible
from monitoring.vocabulary import ReadAction

MOST = 200  # names per way; more nobody reads
CHANGED = {"school": "Andere vestiging", "category": "Andere soort onderwijs", "municipality": "Andere woongemeente"}


@dataclass(frozen=True)
class Group:
    """The pupils of one way to change, by name."""

    title: str
    count: int
    names: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.names)


class DeliveryPupils(View):
    """The names behind the counts. Who would vanish is read from the register, and logged."""

    def get(self, request, pk):
        delivery = visible(request.user, pk)
        is_own = access.sees_findings(request.user, delivery)
        found = consequence.of_delivery(delivery) if is_own else None
        if found is None:
            raise Http404
        context = {
            "trail": [
                {"label": "Aanleveren", "url": reverse("deliveries")},
                {"label": f"Levering {delivery.pk}", "url": delivery.get_absolute_url()},
                {"label": "Leerlingen", "url": ""},
            ],
            "delivery": delivery,
            "groups": groups(delivery, found, by=request.user),
        }
        response = render(request, "monitoring/delivery_changed_pupils.html", context)
        response["Cache-Control"] = "no-store"
        return response


def groups(delivery: Delivery, found: Difference, *, by: Account) -> list[Group]:
    """Those who vanish from the register of names; all others as the file itself calls them."""
    vanished = [int(pupil) for pupil in found.vanished[:MOST]]
    known = read_identities(vanished, by=by, action=ReadAction.LIST, origin="delivery-pupils")
    gone = tuple(sorted(identity.full_name for identity in known.values()))
    staged = sealed.staged(delivery).drop_duplicates("pupil").set_index("pupil")
    return [
        Group("Niet meer in het bestand", len(found.vanished), gone),
        Group("Erbij gekomen", len(found.appeared), _names(staged, found.appeared)),
        *(
            Group(title, len(found.changed[way]), _names(staged, found.changed[way]))
            for way, title in CHANGED.items()
        ),
    ]


def _names(staged: pd.DataFrame, pupils) -> tuple[str, ...]:
    rows = staged.loc[pupils[:MOST], ["voornaam", "voorvoegsel", "achternaam"]]
    return tuple(sorted(" ".join(part for part in row if part) for row in rows.itertuples(index=False)))
