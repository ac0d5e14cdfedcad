"""What one published figure is, and what can be said about a line that brings one."""

from dataclasses import dataclass
from decimal import Decimal

ERROR, ATTENTION, INFO = "fout", "let_op", "info"


@dataclass(frozen=True)
class Published:
    """One figure as its publisher printed it; series of different publishers are never merged."""

    publisher: str
    series: str
    teljaar: str
    area_kind: str
    area: str
    category: str
    pupils: int | None
    vsv: int | None
    percentage: Decimal | None  # keeps the decimals that were printed
    status: str
    source: str
    line: int

    @property
    def scope(self) -> tuple[str, ...]:
        """All that two figures must share before they may be added or compared."""
        return (self.publisher, self.series, self.teljaar, self.status)

    @property
    def key(self) -> tuple[str, ...]:
        """What the figure is about; one key and status has one figure."""
        return (*self.scope, self.area_kind, self.area, self.category)


@dataclass(frozen=True)
class Finding:
    """Something to tell about a line of the file; `line` is None for the whole file."""

    level: str
    code: str
    line: int | None
    column: str
    value: str
    message: str
    remedy: str
