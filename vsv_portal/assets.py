"""Serves plotly.js from the plotly wheel, so that no bundle is pasted into the repository."""

from pathlib import Path

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PREFIX = "plotly/"
BUNDLE = "plotly.min.js"


class PlotlyFinder(BaseFinder):
    """Finds `plotly/plotly.min.js` and nothing else of the wheel."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=Path(plotly.__file__).parent / "package_data")
        self.storage.prefix = PREFIX.rstrip("/")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = self.storage.path(BUNDLE) if path == PREFIX + BUNDLE else None
        return [found] if find_all and found else found or []

    def list(self, ignore_patterns):
        yield BUNDLE, self.storage
