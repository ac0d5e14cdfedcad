"""Meetings for the demonstration: a conference that filled up, and one that was. Made through the pages' own functions."""

from datetime import date, time, timedelta

from monitoring.models import Meeting
from monitoring.open_face import attending

PROGRAMME = (
    ("Opening", "Welkom en de cijfers van dit jaar", time(9, 30), time(10, 30), "Grote zaal", None),
    ("Ronde 1", "Bellen op de derde dag", time(10, 45), time(12), "Zaal 1", 12),
    ("Ronde 1", "De overstap van vo naar mbo", time(10, 45), time(12), "Zaal 2", 20),
    ("Ronde 2", "Werken en leren combineren", time(13), time(14, 15), "Zaal 1", 15),
    ("Ronde 2", "Wat jongeren zelf zeggen", time(13), time(14, 15), "Zaal 3", 25),
    ("Afsluiting", "Afspraken voor het komende jaar", time(14, 30), time(15, 30), "Grote zaal", None),
)
SPEAKERS = (
    ("Noor Verzonnen", "Docent en mentor in het mbo. Zij vertelt hoe haar team elke afwezige student belt."),
    ("Sam Bedacht", "Werkt bij het Doorstroompunt en praat met jongeren die gestopt zijn."),
)
COMING, CAPACITY = 34, 32


def invent_meetings(*, on: date) -> None:
    """A conference five weeks from now that just filled up, and a meeting of a month ago. Nothing is mailed."""
    opened = on - timedelta(days=20)
    conference = _meeting("vsv-conferentie", "Jaarlijkse vsv-conferentie", on + timedelta(days=35), CAPACITY, opened)
    for round_name, title, begins, ends, room, capacity in PROGRAMME:
        conference.sessions.create(round=round_name, title=title, begins=begins, ends=ends, room=room, capacity=capacity)
    for name, about in SPEAKERS:
        conference.speakers.create(name=name, about=about)
    _register(conference, COMING, opened)
    past = on - timedelta(days=30)
    _register(_meeting("werksessie-verzuim", "Werksessie verzuim", past, 30, past - timedelta(days=40)), 18, past)


def _meeting(slug: str, title: str, day: date, capacity: int, opens_on: date) -> Meeting:
    return Meeting.objects.create(
        slug=slug, title=title, day=day, begins=time(9, 30), ends=time(15, 30), capacity=capacity, opens_on=opens_on,
        closes_on=day - timedelta(days=7), is_public=True, place="Het Verzonnen Theater, Oefenplein 1",
        organiser="Regiocoördinator (oefenomgeving)",
        summary="Scholen, gemeenten en jongeren wisselen uit wat helpt om op school te blijven.",
        body="Voor wie met jongeren werkt.\n\n- Toegang is gratis.\n- De zaal is **rolstoeltoegankelijk**.",
    )  # fmt: skip


def _register(meeting: Meeting, people: int, on: date) -> None:
    """Each with sessions that still have room; the mails count as sent."""
    for number in range(people):
        limited = [each for each in attending.sessions(meeting) if each.capacity and not attending.is_full(each)]
        chosen = {each.round: each.pk for each in limited}
        notice = attending.register(
            meeting, name=f"Deelnemer {number + 1}", email=f"deelnemer{number + 1}@voorbeeld.test",
            organisation="Oefenorganisatie", chosen=chosen.values(), on=min(on, meeting.closes_on),
        )  # fmt: skip
        notice.sent_at = notice.made_at
        notice.save(update_fields=["sent_at"])
