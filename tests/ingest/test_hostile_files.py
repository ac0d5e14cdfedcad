"""Every odd or hostile file ends as it must, with a Dutch cause and a way out."""

import re

import pytest

from monitoring.ingest.checking import Expectation, check
from monitoring.ingest.naming import parse_file_name
from monitoring.ingest.reading import Unreadable, read
from tests.files.build import ACCEPTED, CASES, FAULTY, REFUSED, Case
from tests.files.r01 import MUNICIPALITIES

DUTCH = re.compile(
    r"\b(de|het|een|is|niet|geen|op|van|in|deze|dit|meer|of|en|bij|hetzelfde|met)\b", re.IGNORECASE
)


def outcome(case: Case) -> tuple[str, list[tuple[str, str, str]]]:
    """How the file ends, and every (code, message, remedy) that its sender gets to see."""
    try:
        sheet = read(case.content, case.name)
    except Unreadable as refusal:
        return REFUSED, [(refusal.code, refusal.message, refusal.remedy)]
    name = parse_file_name(case.name)
    checked = check(
        sheet, Expectation("R01", name.teljaar, name.stand, name.brin, name.vestiging, MUNICIPALITIES)
    )
    told = list(checked.findings[["code", "message", "remedy"]].itertuples(index=False, name=None))
    if checked.refused:
        return REFUSED, told
    assert (
        checked.rows_read
        == checked.rows_used + checked.rows_faulty
        == len(checked.rows) + checked.rows_faulty
    )
    return (FAULTY if checked.rows_faulty else ACCEPTED), told


@pytest.mark.parametrize("name", CASES)
def test_file_ends_as_expected_and_says_why(name):
    case = CASES[name]
    ending, told = outcome(case)
    assert (ending, case.code in {code for code, *_ in told} or not case.code) == (case.expected, True), told[
        :5
    ]
    for code, message, remedy in told:
        for sentence in (message, remedy):
            assert DUTCH.search(sentence), (code, sentence)
            assert sentence.endswith("."), (code, sentence)


def test_an_accepted_file_without_a_code_gives_no_findings_at_all():
    quiet = [name for name, case in CASES.items() if case.expected == ACCEPTED and not case.code]
    assert {name: outcome(CASES[name])[1] for name in quiet} == {name: [] for name in quiet}
