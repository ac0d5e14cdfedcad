"""The mails about a registration and the calendar file of a meeting. A mail holds the own link, and nobody else's name."""

from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from icalendar import Calendar, Event

from monitoring.models import Meeting, MeetingNotice

log = structlog.get_logger("portal.mail")
TEMPLATE = "mail/meeting.txt"


def send(notice_id: int, *, at: datetime) -> bool:
    """Send one mail, unless it was sent; that it is sent is written down first. Returns whether it went out."""
    if not MeetingNotice.objects.filter(pk=notice_id, sent_at=None).update(sent_at=at):
        return False
    notice = MeetingNotice.objects.select_related("registration__meeting").get(pk=notice_id)
    registration, meeting = notice.registration, notice.registration.meeting
    context = {
        "notice": notice, "meeting": meeting, "sessions": registration.sessions.all(),
        "waits_for": registration.waits_for.all(),
        "link": settings.PORTAL_URL + reverse("registration", args=[registration.token]),
        "page": settings.PORTAL_URL + meeting.get_absolute_url(),
    }  # fmt: skip
    mail = EmailMessage(f"{meeting.title}: {notice.get_kind_display()}", render_to_string(TEMPLATE, context),
                        to=[registration.email])  # fmt: skip
    mail.attach("bijeenkomst.ics", calendar_file(meeting).decode(), "text/calendar")
    try:
        return bool(mail.send())
    except OSError as fault:  # SMTPException is one
        log.error("mail not sent", fault=type(fault).__name__, template=TEMPLATE)
        return False


def waiting() -> list[int]:
    """The mails that a broker that was down left behind."""
    return list(MeetingNotice.objects.filter(sent_at=None).values_list("pk", flat=True))


def calendar_file(meeting: Meeting) -> bytes:
    """RFC 5545: the UID stays, SEQUENCE rises with every change, and called off is CANCELLED."""
    calendar = Calendar()
    calendar.add("prodid", "-//VSV in Beeld//bijeenkomsten//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.is_cancelled else "PUBLISH")
    event = Event()
    event.add("uid", str(meeting.uid))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("dtstart", meeting.at(meeting.begins))
    event.add("dtend", meeting.at(meeting.ends))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    event.add("description", meeting.summary)
    event.add("url", settings.PORTAL_URL + meeting.get_absolute_url())
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    return calendar.to_ical()
