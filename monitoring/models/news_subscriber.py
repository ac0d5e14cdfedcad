"""Who gets the news by mail, after confirming the address; and which item went to whom."""

from django.db import models

from monitoring.models.article import Article
from monitoring.models.citation import new_token


class NewsSubscriber(models.Model):
    """An address. Without `confirmed_on` it gets nothing but one question, and goes after some days."""

    PLAIN = {"id", "asked_on", "confirmed_on"}
    SENSITIVE = {"token"}
    IDENTIFYING = {"email"}

    email = models.EmailField(unique=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"abonnee {self.pk}"


class NewsMail(models.Model):
    """That an item is sent to a subscriber: written before the mail goes out."""

    PLAIN = {"id", "subscriber", "article", "sent_on"}

    subscriber = models.ForeignKey(NewsSubscriber, models.CASCADE, related_name="mails")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    sent_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "article"], name="news_mail_once")]

    def __str__(self) -> str:
        return f"bericht {self.article_id} aan abonnee {self.subscriber_id}"
