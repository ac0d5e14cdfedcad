"""The ceilings and habits of the house that a machine can see."""

import ast
import re

from tests.architecture.sources import OURS, name_of, python_files, templates

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEMPLATE = 40, 300, 120
NO_ROOM = {"utils", "helpers", "services", "common", "misc", "tools"}
ROW_BY_ROW = re.compile(r"\.iterrows\(|axis=1\b.*\.apply|\.apply\(.*axis=1")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_functions_and_files_fit_on_a_screen():
    long = [
        f"{name_of(path)}: {name} {lines}"
        for path in python_files(*OURS, "tests")
        for name, lines in functions(path)
        if lines > LONGEST_FUNCTION
    ]
    for path in python_files(*OURS, "tests"):
        lines = len(path.read_text().splitlines())
        long += [f"{name_of(path)}: {lines}"] if lines > LONGEST_FILE else []
    assert not long, "\n".join(long)


def test_templates_fit_on_a_page():
    long = {name_of(path): len(path.read_text().splitlines()) for path in templates()}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_TEMPLATE}


def test_every_file_says_what_it_is_for():
    files = [path for path in python_files(*OURS, "tests") if path.read_text().strip()]
    silent = [name_of(path) for path in files if not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent, silent


def test_every_template_says_what_it_is_for():
    own = [path for path in templates() if "allauth" not in path.parts]
    silent = [name_of(path) for path in own if not path.read_text().lstrip().startswith("{#")]
    assert not silent, silent


def test_no_room_without_a_name():
    assert not [name_of(path) for path in python_files(*OURS) if path.stem in NO_ROOM]


def test_frames_are_not_walked_row_by_row():
    assert not [name_of(path) for path in python_files(*OURS) if ROW_BY_ROW.search(path.read_text())]


def test_nothing_is_kept_for_later():
    found = [path for path in [*python_files(*OURS), *templates()] if LATER.search(path.read_text())]
    assert not [name_of(path) for path in found]
