"""What one reader may see of the figures, by its memberships: fetched once per request. Only figures.py asks."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from monitoring import access
from monitoring.access import Subject
from monitoring.masking import ELSEWHERE, subregions
from monitoring.models import Municipality
from monitoring.reference.places import municipalities_of


class NotForReader(Exception):
    """A split that this reader may not see at all."""


@dataclass(frozen=True)
class Scope:
    """Of which place: the whole region when empty, else one subregion, municipality, school or vestiging."""

    municipality: str = ""
    brin: str = ""
    vestiging: str = ""
    subregion: str = ""


REGION = Scope()


class Line(Protocol):
    """What a line of figures is about; empty where it was not asked for."""

    municipality: str
    brin: str
    vestiging: str
    subregion: str


@dataclass(frozen=True)
class Sight:
    """Everything (the operator), or what the memberships open."""

    everything: bool
    region: bool
    municipalities: frozenset[str]
    schools: bool
    exact_municipalities: frozenset[str]
    exact_schools: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, reader) -> "Sight":
        if reader is None:
            return cls(True, True, frozenset(), True, frozenset(), frozenset())
        if not hasattr(reader, "_sight"):
            reader._sight = cls._by_memberships(reader)
        return reader._sight

    @classmethod
    def _by_memberships(cls, reader) -> "Sight":
        seen = Municipality.objects.visible_to(reader).values_list("code", flat=True)
        elsewhere = {ELSEWHERE} if _reaches_region(reader, Subject.MUNICIPALITY) else set()
        return cls(
            everything=False,
            region=access.may_see(reader, Subject.REGION),
            municipalities=frozenset(seen) | elsewhere,
            schools=_reaches_region(reader, Subject.SCHOOL),
            exact_municipalities=frozenset(access.exact_municipalities(reader)),
            exact_schools=frozenset(access.exact_schools(reader)),
        )

    def check(self, keys: list[str], scope: Scope) -> None:
        """Raises NotForReader where the scope or the split is not for this reader."""
        if self.everything:
            return
        if scope.municipality and scope.municipality not in self.municipalities | self.exact_municipalities:
            raise NotForReader("Deze gemeente hoort niet bij uw rol.")
        if scope.brin and not self.schools and not self.owns(scope.brin, scope.vestiging):
            raise NotForReader("Deze school hoort niet bij uw rol.")
        if (scope.subregion or "subregion" in keys) and not self.sees_subregions:
            raise NotForReader("Cijfers van een subregio horen niet bij uw rol.")
        if not (scope.brin or scope.municipality or "brin" in keys or "municipality" in keys or self.region):
            raise NotForReader("Cijfers van de regio horen niet bij uw rol.")

    def may_see(self, line: Line, scope: Scope) -> bool:
        """Whether this line, in this scope, is one of the catalogue for this reader."""
        if self.everything:
            return True
        municipality, brin = line.municipality or scope.municipality, line.brin or scope.brin
        vestiging = line.vestiging or scope.vestiging
        if municipality and municipality not in self.municipalities | self.exact_municipalities:
            return bool(brin) and self.owns(brin, vestiging)
        if brin and not self.schools and not self.owns(brin, vestiging):
            return False
        subregion = line.subregion or scope.subregion
        crossed = bool(municipality and brin) or bool(vestiging) or bool(subregion and (municipality or brin))
        return not crossed or self.is_exact(line, scope)

    def is_exact(self, line: Line, scope: Scope) -> bool:
        """Whether small numbers are shown: to those who may see the pupils themselves (trust.md §4.3)."""
        if self.everything:
            return True
        municipality, brin = line.municipality or scope.municipality, line.brin or scope.brin
        own_school = bool(brin) and self.owns(brin, line.vestiging or scope.vestiging)
        if brin or municipality:
            return own_school or (bool(municipality) and municipality in self.exact_municipalities)
        named = line.subregion or scope.subregion
        return bool(named) and all(code in self.exact_municipalities for code, of in subregions().items() if of == named)

    @property
    def sees_subregions(self) -> bool:
        """Those who see every municipality of them; for others the sum would tell of municipalities that are not theirs."""
        own = self.municipalities | self.exact_municipalities
        return bool(subregions()) and all(code in own for code in subregions())

    def owns(self, brin: str, vestiging: str) -> bool:
        return (brin, "") in self.exact_schools or (
            bool(vestiging) and (brin, vestiging) in self.exact_schools
        )


def suppressed_catalogue() -> Sight:
    """Every place, never a small number: for what leaves the house. Who asks checks first whose place it is."""
    own = {place.code for place in municipalities_of(str(settings.RMC_REGION))}
    return Sight(
        everything=False, region=True, municipalities=frozenset(own | {ELSEWHERE}), schools=True,
        exact_municipalities=frozenset(), exact_schools=frozenset(),
    )  # fmt: skip


def _reaches_region(reader, subject: Subject) -> bool:
    return any(how is access.Reach.REGION for _, how in access.reach(reader, subject))
