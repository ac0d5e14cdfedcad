"""The files that the architecture is tested on: all that git keeps, and what is new beside it."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("monitoring", "nahetvo", "vsv_portal")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, ignored ones left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(ROOT / name for name in sorted(set(listed)) if (ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """Python of these folders at the top, without migrations."""
    found = [
        path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    ]
    return [path for path in found if "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".html" and "templates" in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
