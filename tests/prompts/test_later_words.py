"""Files of the catalogue are parsed when one of their sentences is asked for, and nobody notices."""

from __future__ import annotations

import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest

from prompts.language import words
from prompts.language.words import LANGUAGES, UnknownWordsError, load_words

FOLDER = Path(str(resources.files("prompts"))) / "language" / "interface"


@pytest.fixture(autouse=True)
def afresh():
    """Words that nobody has asked for anything yet."""
    load_words.cache_clear()
    yield
    load_words.cache_clear()


@pytest.fixture
def parsed(monkeypatch) -> list[str]:
    """The groups of each file that is parsed, one after the other."""
    groups: list[str] = []
    loads = tomllib.loads

    def noting(text: str) -> dict[str, object]:
        tree = loads(text)
        groups.extend(tree)
        return tree

    monkeypatch.setattr(words.tomllib, "loads", noting)
    return groups


def test_a_file_is_not_parsed_before_a_sentence_in_it_is_asked_for(parsed: list[str]) -> None:
    said = load_words("da")
    assert said("terminal.home.name") == "Tre skridt"
    assert "wire" not in parsed
    assert said("wire.bad-request")
    assert parsed.count("wire") == 1
    assert said("wire.bad-request")
    assert parsed.count("wire") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_a_group_or_for_all_gives_the_same_sentences(language: str) -> None:
    every = set(load_words(language).under(""))
    groups = {key.partition(".")[0] for key in every}
    load_words.cache_clear()
    by_group = {f"{group}.{key}" for group in groups for key in load_words(language).under(f"{group}.")}
    assert by_group == every
    files = {
        f"{group}."
        for file in (FOLDER / language).glob("*.toml")
        for group in tomllib.loads(file.read_text("utf-8"))
    }
    assert {f"{key.partition('.')[0]}." for key in every} == files


def test_two_threads_that_ask_at_once_both_hear_it() -> None:
    for _ in range(20):
        load_words.cache_clear()
        said, together = load_words("da"), threading.Barrier(4)

        def ask(_: int, said=said, together=together) -> str:
            together.wait()
            return said("phone.join.new")

        with ThreadPoolExecutor(4) as threads:
            assert len(set(threads.map(ask, range(4)))) == 1


def test_a_sentence_that_is_nowhere_is_a_defect() -> None:
    with pytest.raises(UnknownWordsError):
        load_words("da")("phone.no-such-sentence")
