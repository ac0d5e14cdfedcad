"""Every file kind that schools and DUO deliver, by its code."""

from monitoring.ingest.layouts.duo_a04 import A04, A14
from monitoring.ingest.layouts.duo_a05 import A05
from monitoring.ingest.layouts.duo_nenr import NENR
from monitoring.ingest.layouts.duo_nrsp import NRSP
from monitoring.ingest.layouts.layout import Column, Layout
from monitoring.ingest.layouts.n01 import N01
from monitoring.ingest.layouts.n02 import N02
from monitoring.ingest.layouts.r01 import R01
from monitoring.ingest.layouts.r02 import R02
from monitoring.ingest.layouts.r03 import R03

__all__ = ["LAYOUTS", "Column", "Layout"]

LAYOUTS: dict[str, Layout] = {layout.kind: layout for layout in (R01, R02, R03, N01, N02, A05, A04, A14, NRSP, NENR)}
