"""A preview follows the files: what has no fault is shown, a fault is told and shows nothing new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import load_words
from prompts.methods.loading import list_methods, load_method
from workshop.launch.preview import RELOADS, Follower, LastGood
from workshop.live.method_files import method_to_keep


class Screen:
    """What a screen was told to do."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.ended_with: list[int] = []

    def call_from_thread(self, callback: Callable[..., object], *args: object) -> object:
        return callback(*args)

    def caption(self, text: str, seconds: float) -> None:
        self.told.append(text)

    def exit(self, result: int) -> None:
        self.ended_with.append(result)


@pytest.fixture
def author(tmp_path: Path) -> Path:
    workshop(tmp_path, "methods", "new", "vores")
    return tmp_path / "methods" / "vores"


@pytest.fixture
def good(author: Path, tmp_path: Path) -> LastGood:
    made = LastGood(author, tmp_path / "shelf")
    (tmp_path / "shelf").mkdir()
    assert made.take() == ()
    return made


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def title_shown(good: LastGood) -> str:
    return load_method(str(good.copy)).activity("retro-velkomst").title


def test_what_is_saved_without_fault_is_shown_anew(author: Path, good: LastGood) -> None:
    screen = Screen()
    follower = Follower(good, screen, load_words("da"))
    follower.look()
    assert (screen.told, screen.ended_with) == ([], [])
    change(author / "da.toml", 'title = "Velkommen"', 'title = "Godmorgen til jer"')
    follower.look()
    assert (screen.told, screen.ended_with) == ([], [RELOADS])
    assert title_shown(good) == "Godmorgen til jer"


def test_a_fault_is_told_where_it_stands_and_the_version_before_stays(author: Path, good: LastGood) -> None:
    screen = Screen()
    follower = Follower(good, screen, load_words("da"))
    change(author / "da.toml", 'title = "Velkommen"', "title = Velkommen")
    follower.look()
    follower.look()
    (told,) = screen.told
    assert "da.toml, linje" in told
    assert "    title = Velkommen\n" in told
    assert "Den sidste udgave uden fejl bliver stående." in told
    assert screen.ended_with == []
    assert title_shown(good) == "Velkommen"


def test_the_command_tells_faults_before_it_shows_anything(author: Path, tmp_path: Path) -> None:
    change(author / "method.toml", 'kind = "vote"', 'kind = "stem"')
    code, _, told = workshop(tmp_path, "methods", "preview", "vores")
    assert code == 2
    assert '    kind = "stem"' in told


def test_a_shipped_method_is_looked_at_under_another_key(tmp_path: Path) -> None:
    shipped = next(listing for listing in list_methods() if listing.key == "risikovaerksted")
    made = LastGood(shipped.path, tmp_path)
    assert made.take() == ()
    assert method_to_keep(tmp_path, made.copy.name, "da").method.title == shipped.title
