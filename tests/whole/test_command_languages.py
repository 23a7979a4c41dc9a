"""The command line answers in the facilitator's language; a workshop keeps the one it was made in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import load_words
from sessions.storage.session_file import peek
from workshop.demo.own_example import own_example
from workshop.hosting.open_sessions import opened
from workshop.launch.language import known_language, language_at_start


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("nb_NO.UTF-8", "nb"),
        ("no", "nb"),
        ("da", "da"),
        ("sv", None),
        ("", None),
        ("../en", None),
    ],
)
def test_a_language_goes_by_its_usual_names(text: str, language: str | None) -> None:
    assert known_language(text) == language


def test_the_option_beats_the_environment_and_the_last_one_counts() -> None:
    environment = {"WORKSHOP_LANG": "nb"}
    assert language_at_start(["list"], environment) == "nb"
    assert language_at_start(["--lang", "en", "list"], environment) == "en"
    assert language_at_start(["--lang", "en", "list", "--lang=da"], environment) == "da"
    assert language_at_start(["list"], {"WORKSHOP_LANG": "klingon"}) == "da"


def test_answers_and_errors_follow_the_language(tmp_path: Path) -> None:
    for language in ("da", "en", "nb"):
        words = load_words(language)
        assert workshop(tmp_path, "list", "--lang", language)[1].strip() == words("cli.no-sessions")
        assert (
            workshop(tmp_path, "--lang", language, "list")[1]
            == workshop(tmp_path, "list", language=language)[1]
        )
        _, _, refused = workshop(tmp_path, "run", "no-such-workshop", "--lang", language)
        assert refused.strip() == words("stored.missing", file="no-such-workshop")


def test_a_language_nobody_speaks_here_is_a_usage_error(tmp_path: Path) -> None:
    code, _, err = workshop(tmp_path, "list", "--lang", "sv\x1b[31m")
    assert code == 2
    assert "da, en, nb" in err
    assert "\x1b" not in err


@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_a_workshop_keeps_the_language_it_was_made_in(tmp_path: Path, language: str) -> None:
    code, out, _ = workshop(tmp_path, "new", "Away day", "--lang", language)
    (path,) = (tmp_path / "sessions").glob("*.db")
    said = load_words(language)("cli.created", title="Away day", name=path.stem)
    assert (code, out.strip()) == (0, said)
    assert peek(path).language == language
    with opened(path) as session:
        assert (session.method.language, session.live.words.language) == (language, language)


def test_the_help_is_written_in_the_language(tmp_path: Path) -> None:
    environment = os.environ | {"WORKSHOP_LANG": "nb", "COLUMNS": "200"}
    command = [sys.executable, "-m", "workshop", "--lang", "en", "new", "--help"]
    help_text = subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode()
    assert load_words("en")("cli.new") in help_text
    assert load_words("en")("cli.opt-organisation") in help_text
    help_text = subprocess.run(
        [*command[:3], "--help"], capture_output=True, check=True, env=environment
    ).stdout
    assert load_words("nb")("cli.opt-data-dir")[:40] in help_text.decode()


def shape(value: object) -> object:
    if isinstance(value, dict):
        return [shape(inner) for inner in value.values()]
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return type(value)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_example_is_the_same_workshop_in_every_language(language: str) -> None:
    import msgspec

    danish, told = (msgspec.to_builtins(own_example(each)) for each in ("da", language))
    assert told["language"] == language
    assert shape(told) == shape(danish)
    cards = [[card["id"] for card in case["initiatives"]] for case in (danish, told)]
    assert cards[0] == cards[1]
    assert {step["when"] for step in told["next_steps"]} == {step["when"] for step in danish["next_steps"]}


@pytest.mark.long
@pytest.mark.parametrize(("language", "stem"), [("en", "minutes"), ("nb", "referat")])
def test_a_whole_demo_is_played_in_the_language(tmp_path: Path, language: str, stem: str) -> None:
    out = tmp_path / "out"
    code, printed, err = workshop(
        tmp_path, "demo", "--headless", "--json", "--lang", language, "--out", str(out)
    )
    assert code == 0, err
    written = [Path(name) for name in json.loads(printed)["files"]]
    page = next(path for path in written if f"_{stem}_" in path.name and path.suffix == ".html").read_text(
        encoding="utf-8"
    )
    assert f'<html lang="{language}">' in page
    assert load_words(language)("minutes.agree.title") in page


def test_a_data_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "worksops"
    for language in ("da", "en", "nb"):
        status, told, _ = workshop(wrong, "list", "--lang", language)
        assert status == 0
        assert told.strip() == load_words(language)("cli.no-data-folder", folder=wrong)
    assert not wrong.exists(), "a list makes nothing"
    status, _, said = workshop(wrong, "export")
    assert status == 2
    assert str(wrong) in " ".join(said.split())
