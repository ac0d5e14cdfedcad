"""Django's registration of Na het VO."""

from django.apps import AppConfig


class NaHetVoConfig(AppConfig):
    name = "nahetvo"
    verbose_name = "Na het VO"

    def ready(self) -> None:
        from monitoring.signals import deliveries_changed, demonstration_built, night
        from nahetvo import tasks

        deliveries_changed.connect(tasks.after_delivery, dispatch_uid="transitions after a delivery")
        demonstration_built.connect(tasks.after_building, dispatch_uid="transitions of the demonstration")
        night.connect(tasks.after_night, dispatch_uid="transitions at night")
