"""Django's registration of VSV in Beeld."""

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "VSV in Beeld"

    def ready(self) -> None:
        from monitoring import checks  # noqa: F401  (registers the start-up checks)
        post_migrate.connect(_make_cache_table, sender=self)


def _make_cache_table(*, using: str, **kwargs) -> None:
    """Where the cache is a table (production), `migrate` makes it; elsewhere there is nothing to make."""
    call_command("createcachetable", database=using, verbosity=0)
