"""Django's registration of Na het VO."""

from django.apps import AppConfig


class NaHetVoConfig(AppConfig):
    name = "nahetvo"
    verbose_name = "Na het VO"
