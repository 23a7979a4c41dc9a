"""Large files of the catalogue are read when one of their sentences is asked for, and nobody notices."""

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
def read(monkeypatch) -> list[str]:
    """The files that are read."""
    names: list[str] = []
    text_of = Path.read_text

    def noting(path: Path, *arguments: object, **named: object) -> str:
        names.append(path.stem)
        return text_of(path, *arguments, **named)

    monkeypatch.setattr(Path, "read_text", noting)
    return names


def test_what_phones_say_is_not_read_before_it_is_asked_for(read: list[str]) -> None:
    said = load_words("da")
    assert said("terminal.home.name") == "Tre skridt"
    assert "phone" not in read
    assert said("phone.join.new")
    assert read.count("phone") == 1
    assert said("phone.join.new")
    assert read.count("phone") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_read_later_holds_its_own_group_alone(language: str) -> None:
    for group in words._LATER:
        assert list(tomllib.loads((FOLDER / language / f"{group}.toml").read_text("utf-8"))) == [group]


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_a_group_or_for_all_gives_the_same_sentences(language: str) -> None:
    by_group = {f"{group}.{key}" for group in words._LATER for key in load_words(language).under(f"{group}.")}
    load_words.cache_clear()
    every = set(load_words(language).under(""))
    assert by_group == {key for key in every if key.partition(".")[0] in words._LATER}
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
