"""What those who approve the program read agrees with what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import pytest

from prompts.language.words import load_words
from workshop.doctor.firewall import MACOS_TOOL
from workshop.launch import language
from workshop.launch.settings import DEFAULT_PORT
from workshop.machine.folders import APPLICATION, DATA_VARIABLE, EXPORT_VARIABLE, METHODS_VARIABLE
from workshop.machine.logs import LEVEL_VARIABLE
from workshop.web.contract.server_settings import PORTS_TO_TRY

PAIRS = [("it.md", "it.en.md"), ("privacy.md", "privacy.en.md")]
IT = ["it.md", "it.en.md"]


def paper(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize(("danish", "english"), PAIRS)
def test_both_languages_have_the_same_headings_rows_and_commands(
    root: Path, danish: str, english: str
) -> None:
    """A row or a paragraph that is added in one language only would be missed by the other's readers."""

    def shape(text: str) -> list[str]:
        return re.findall(r"(?m)^(#+ |\| |- |\d\. |```\w*|(?:workshop|uv|pipx) .*)", text)

    assert shape(paper(root, english)) == shape(paper(root, danish))


@pytest.mark.parametrize(("name", "language"), [("privacy.md", "da"), ("privacy.en.md", "en")])
def test_the_paper_quotes_what_participants_read(root: Path, name: str, language: str) -> None:
    told = load_words(language)("phone.join.privacy", organisation="X")
    quoted = paper(root, name).rsplit("\n> ", 1)[1].strip()
    assert re.sub(r"\*\*\[.+?\]\*\*", "X", quoted) == told


@pytest.mark.parametrize(
    ("language", "controller"),
    [("da", "dataansvarlig"), ("en", "the data controller"), ("nb", "behandlingsansvarlig")],
)
def test_the_notice_names_the_organisation_as_controller_and_says_where_names_stand(
    language: str, controller: str
) -> None:
    """Names that participants give are in the minutes: whoever types one has to know before."""
    told = load_words(language)("phone.join.privacy", organisation="Nordby Kommune")
    assert controller in told.split(".")[0]
    assert told.startswith("Nordby Kommune ")
    assert {"da": "deltagernes navne", "en": "participants' names", "nb": "deltakernes navn"}[
        language
    ] in told


@pytest.mark.parametrize("name", IT)
def test_ports_and_folders_are_those_of_the_program(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = paper(root, name)
    assert f"TCP {DEFAULT_PORT}" in text
    assert str(DEFAULT_PORT + PORTS_TO_TRY) in text
    for variable in (DATA_VARIABLE, EXPORT_VARIABLE, "--data-dir"):
        assert f"`{variable}`" in text
    known = {DATA_VARIABLE, EXPORT_VARIABLE, METHODS_VARIABLE, language.VARIABLE, LEVEL_VARIABLE}
    assert set(re.findall(r"`(WORKSHOP_\w+)`", text)) == known
    assert MACOS_TOOL in text
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    for system in (platformdirs.unix.Unix, platformdirs.macos.MacOS):
        here = system(APPLICATION, appauthor=False)
        for place in (here.user_data_dir, here.user_log_dir):
            assert f"`{place.replace(str(Path.home()), '~')}`" in text


@pytest.mark.parametrize(("name", "language"), [("it.md", "da"), ("it.en.md", "en")])
def test_what_the_paper_quotes_is_what_the_program_says(root: Path, name: str, language: str) -> None:
    """The first column of the last table holds the program's own sentences, by their first words."""
    words = load_words(language)
    said = " ".join(
        [
            words("doctor.cannot-write", folder="…"),
            words("wire.port-taken", port=DEFAULT_PORT),
            *(str(text) for text in words.under("").values()),
        ]
    )
    quoted = re.findall(r"(?m)^\| “([^”]+)” \|", paper(root, name))
    assert len(quoted) == 6
    assert [text for text in quoted if text.rstrip(" …") not in said] == []


def test_the_statement_has_the_parts_that_the_law_asks_for(root: Path) -> None:
    text = paper(root, "accessibility-statement.md")
    for part in (
        "### Overensstemmelsesstatus",
        "### Indhold, der ikke er tilgængeligt",
        "### Udarbejdelse af erklæringen",
        "### Feedback og kontakt",
        "### Håndhævelsesprocedure",
    ):
        assert part in text
    known = paper(root, "accessibility.md")
    assert "**Not met in full:**" in known
    assert "3.1.2" in text
