"""Start-up checks: settings that would break a promise stop the portal before it opens."""

from datetime import timedelta

from django.conf import settings
from django.core.checks import Error, Info, Tags, Warning, register
from django.utils import timezone

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


@register(Tags.security, deploy=True)
def somebody_answers_questions(app_configs, **kwargs):
    if not settings.CONTACT_EMAIL.endswith("@localhost"):
        return []
    told = "Zonder CONTACT_EMAIL noemen de verklaringen en de API geen adres waar iemand antwoordt."
    return [Info(told, id="portal.I002")]


@register(Tags.security, deploy=True)
def security_txt_holds(app_configs, **kwargs):
    """RFC 9116 §2.5.5: an expired file must not be used; a year ahead is too far."""
    expires, today = settings.SECURITY_EXPIRES, timezone.localdate()
    if expires is None:
        return [Info("Zonder SECURITY_EXPIRES is er geen security.txt.", id="portal.I001")]
    if expires < today + timedelta(days=30):
        return [Warning(f"security.txt verloopt op {expires}: zet SECURITY_EXPIRES later.", id="portal.W001")]
    if expires > today + timedelta(days=365):
        return [Warning(f"SECURITY_EXPIRES={expires} is meer dan een jaar vooruit.", id="portal.W002")]
    return []
