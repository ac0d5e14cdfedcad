"""publiccode.yml, as its standard asks (version 0.4): catalogues of public code refuse what does not hold."""

import re
from datetime import date

import yaml

from tests.architecture.sources import ROOT

MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description",
    "legal", "maintenance", "localisation",
}  # fmt: skip
SCOPES = {"education", "local-authorities"}  # of the standard's list: the two that are meant


def test_publiccode_holds_its_standard():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert told.keys() >= MANDATORY
    assert re.fullmatch(r"https://\S+", told["url"])
    assert date.fromisoformat(told["releaseDate"])
    assert set(told["intendedAudience"]["scope"]) == SCOPES
    for language, words in told["description"].items():
        assert re.fullmatch("[a-z]{2}", language)
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert max(map(len, words["features"])) <= 100
    assert told["legal"]["license"] == "EUPL-1.2"
    assert told["maintenance"] == {"type": "none"}  # no contact is made up
    assert isinstance(told["localisation"]["localisationReady"], bool)
    assert "nl" in told["localisation"]["availableLanguages"]
