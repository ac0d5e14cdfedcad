"""What happens in VSV in Beeld that others may want to know; it does not know who listens."""

from django.dispatch import Signal

deliveries_changed = Signal()  # kind, teljaar: a delivery was accepted or withdrawn
night = Signal()  # on: the nightly work of this day is done
demonstration_built = Signal()  # on: all files of the invented region were taken in, as on this day
