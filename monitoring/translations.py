"""What a school said about its own words: read for a check, kept when it is said, forgotten when it is taken back."""

from monitoring.ingest.translation import LONGEST, Question, Translation
from monitoring.models import Account, CodeMapping, Delivery

NOT_USED = "-"  # what a form sends for a heading that is to be left out


def translation_of(delivery: Delivery) -> Translation:
    """The words of the school that this delivery is of, for its kind."""
    said = CodeMapping.objects.filter(school_id=delivery.school_id, kind=delivery.kind)
    return Translation.of(list(said.values_list("column", "written", "meant")))


def remember(question: Question, meant: str, *, delivery: Delivery, by: Account) -> None:
    """Keep the meaning of one word for this school and kind; a later answer replaces an earlier one."""
    if meant != NOT_USED and meant not in question.choices:
        raise ValueError("no such choice")
    CodeMapping.objects.update_or_create(
        school_id=delivery.school_id,
        kind=delivery.kind,
        column=question.column,
        written=question.written[:LONGEST],
        defaults={"meant": "" if meant == NOT_USED else meant, "said_by": by},
    )
