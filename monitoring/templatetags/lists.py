"""For the table of every list (django_tables2/portal.html)."""

from collections.abc import Iterable

from django import template

register = template.Library()


@register.filter
def once(cells: Iterable) -> list:
    """Columns with what stands in them, made once: the table shows each in its place, and below "Meer"."""
    return list(cells)
