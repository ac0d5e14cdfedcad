"""What may not be in the repository: addresses of package registries, keys, and numbers of real people."""

import re

from tests.architecture.sources import name_of, tracked

HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "npm" + "js.com",
]
REGISTRY = re.compile("|".join(map(re.escape, HOSTS)) + r"|--(extra-)?index-url")
KEY = re.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----")
TEXT = {
    ".py",
    ".toml",
    ".txt",
    ".md",
    ".html",
    ".css",
    ".js",
    ".csv",
    ".yaml",
    ".yml",
    ".sh",
    ".cfg",
    ".example",
    "",
}


def texts():
    for path in tracked():
        if path.suffix in TEXT and path.stat().st_size < 2_000_000:
            yield path, path.read_text(errors="replace")


def test_no_registry_is_named():
    assert not [name_of(path) for path, text in texts() if REGISTRY.search(text)]


def test_no_private_key_is_kept():
    assert not [name_of(path) for path, text in texts() if KEY.search(text)]
