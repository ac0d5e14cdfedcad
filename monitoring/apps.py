"""Django's registration of VSV in Beeld."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "VSV in Beeld"

    def ready(self) -> None:
        from monitoring import checks  # noqa: F401  (registers the start-up checks)
