"""Words that say something else than the method means are in no text that the program says."""

from __future__ import annotations

import re
from importlib import resources

import msgspec
import pytest

from prompts.language.words import LANGUAGES, load_words

NOT_SAID = {
    "da": (r"stab(en|ens|e|ene|enes)?", r"stabs\w+", r"støttefunktion\w*"),
    "en": (r"staff\w*", r"support functions?", r"support staff", r"staff groups?"),
    "nb": (r"stab(en|ens|er|ene|enes)?", r"stabs\w+", r"støttefunksjon\w*"),
}
"""The method means the groups of employees that do the work; staff and support functions sit elsewhere.

The English word is left out whole: to a Dane or a Norwegian it is the head office's staff.
"""


def strings_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in strings_in(each)]


def said_in(language: str) -> list[str]:
    """Every text of the shipped method, its packs and the interface."""
    folder = resources.files("prompts") / "methods" / "tre-skridt"
    files = [folder / f"{language}.toml"]
    files += [pack / f"{language}.toml" for pack in (folder / "packs").iterdir()]
    texts = [text for file in files for text in strings_in(msgspec.toml.decode(file.read_bytes()))]
    return texts + strings_in(load_words(language).under(""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_speaks_of_staff_where_employees_are_meant(language: str) -> None:
    wrong = re.compile(rf"\b({'|'.join(NOT_SAID[language])})\b", re.I)
    texts = said_in(language)
    assert len(texts) > 1000
    assert [text for text in texts if wrong.search(text)] == []


@pytest.mark.parametrize(
    ("language", "groups"),
    [("da", "medarbejdergrupper"), ("en", "groups of employees"), ("nb", "medarbeidergruppene")],
)
def test_the_first_step_asks_for_the_employees_groups(language: str, groups: str) -> None:
    assert sum(groups in text for text in said_in(language)) >= 2


@pytest.mark.parametrize(
    ("language", "own"), [("da", "værktøjets egne"), ("en", "tool's own"), ("nb", "verktøyets egne")]
)
def test_lead_is_named_as_the_source_and_never_as_the_author(language: str, own: str) -> None:
    naming = [text for text in said_in(language) if re.search(r"\bLEAD\b|lead\.eu", text)]
    assert naming
    assert [text for text in naming if own not in text] == []


def test_a_title_that_ends_in_a_mark_of_its_own_is_no_sentence_with_two() -> None:
    for language in ("da", "en", "nb"):
        sentence = str(load_words(language).under("phone.")["reflect.suggested"])
        assert "!." not in sentence.format(title="Gør det!")
