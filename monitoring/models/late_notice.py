"""That the coordinator was sent the list of late files: it is sent again only when it changed."""

from django.db import models


class LateNotice(models.Model):
    """One list as it was sent; `fingerprint` names the files on it."""

    PLAIN = {"id", "sent_on", "files", "fingerprint"}

    sent_on = models.DateField()
    files = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["-id"]
