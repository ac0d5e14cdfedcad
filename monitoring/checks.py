"""Start-up checks: settings that would break a promise stop the portal before it opens."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from monitoring.deadlines import NoTerm, terms
from monitoring.reference.places import region


@register(Tags.security)
def region_exists(app_configs, **kwargs):
    if region(str(settings.RMC_REGION)):
        return []
    return [Error(f"RMC_REGION={settings.RMC_REGION} is geen RMC-regio (1 tot en met 40).", id="portal.E001")]


@register(Tags.security)
def deadlines_can_be_read(app_configs, **kwargs):
    try:
        terms(settings.DEADLINES)
    except NoTerm as fault:
        return [Error(str(fault), id="portal.E004")]
    return []


@register(Tags.security)
def production_has_a_real_broker(app_configs, **kwargs):
    if not settings.PRODUCTION or settings.CELERY_BROKER_URL.split(":")[0] in {"redis", "rediss", "amqp", "amqps"}:
        return []
    return [Error("Zet CELERY_BROKER_URL op het adres van Redis of RabbitMQ.", id="portal.E002")]


@register(Tags.security)
def production_has_postgresql(app_configs, **kwargs):
    if not settings.PRODUCTION or settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return []
    return [Error("Zet DATABASE_URL op het adres van PostgreSQL.", id="portal.E003")]
