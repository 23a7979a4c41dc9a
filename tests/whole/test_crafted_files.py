"""Files that somebody has crafted or broken: refused or read, never a crash, a hang or a raw control sign."""

from __future__ import annotations

import contextlib
import functools
import json
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import workshop as command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "exports"))
from case_state import MADE, METHOD, VERSION, read_case, state_of_case

import prompts.methods
from exports.formats import json_format
from exports.minutes import build_minutes
from prompts.methods.loading import DEFAULT_METHOD
from sessions.storage.file_writes import rows_of
from sessions.storage.store import SessionStore
from workshop.cli.exit_codes import DAMAGED, OK, STORAGE, USAGE
from workshop.demo.case import CaseError, load_case

pytestmark = pytest.mark.timeout(300)

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds; on a busy machine, a good file takes about one."""
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
TEXTS = (
    "\x1b]0;EVIL\x07", "\x9b31m", "\u202eabc", "\x00", "", " ", "x" * 50_000, "../../etc/passwd", "[/red]",
    "CON", "9999-99-99", "2026-13-45T25:61:61Z", "facilitator", "null", "[]", '{"a":1}', "-1", "{{7*7}}",
)  # fmt: skip
NUMBERS = st.one_of(st.integers(-(2**63), 2**63 - 1), st.floats())
NASTY = st.one_of(st.sampled_from(TEXTS), NUMBERS, st.none(), st.binary(max_size=20), st.text(max_size=30))
"""Values that somebody may put anywhere."""
FORMATS = ("md", "html", "docx", "json")
SIGNS = ('"', "\\", "\x1b[2J", "\0", "{", "]", "=", "9" * 400, "\u202e")
VALUES = (*TEXTS, None, -1, 10**40, 1.5, True, [], {}, [[]] * 50, {"key": None})


@functools.cache
def good_session() -> bytes:
    """A session in which everything has happened."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "god.db"
        SessionStore(path).create(rows_of(state_of_case(read_case())), 5)
        return path.read_bytes()


@functools.cache
def good_minutes() -> bytes:
    return json_format.render(build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION))


@functools.cache
def columns() -> tuple[tuple[str, str], ...]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(good_session())
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return tuple(
            (table, row[1])
            for (table,) in names
            if not table.startswith("sqlite_")
            for row in connection.execute(f"PRAGMA table_info({table})")
        )


@contextlib.contextmanager
def house() -> Iterator[Path]:
    """A data folder with one good workshop in it."""
    folder = Path(tempfile.mkdtemp())
    (folder / "sessions").mkdir()
    (folder / "sessions" / "god.db").write_bytes(good_session())
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def said(folder: Path, *arguments: str, codes: tuple[int, ...] = (OK, USAGE, DAMAGED, STORAGE)) -> str:
    """What a command says, which must be neither a crash nor late nor raw."""
    began = time.monotonic()
    code, out, err = command(folder, *arguments)
    assert time.monotonic() - began < PATIENCE, arguments
    crashes = list(folder.rglob("crash-*.txt"))
    assert not crashes, (arguments, crashes[0].read_text())
    assert code in codes, (arguments, code, err)
    assert not RAW.search(out + err), (arguments, RAW.search(out + err))
    assert "Traceback" not in err
    return out


def export(folder: Path, name: str, seed: object, codes: tuple[int, ...] = (OK, USAGE, DAMAGED)) -> None:
    """Write the minutes in one of their formats."""
    chosen = random.Random(repr(seed)).choice(FORMATS)  # noqa: S311 - nothing is to be secret
    out = ("--format", chosen, "--out", str(folder / "out"), "--confirm-personal-numbers")
    said(folder, "export", name, *out, codes=codes)


def look_at(folder: Path, seed: object) -> None:
    """All that looks at session files, with a crafted one called `ond` beside the good one."""
    assert "god" in said(folder, "list", codes=(OK,))
    listed = json.loads(said(folder, "list", "--json", codes=(OK,)))
    assert len(listed) == 2
    said(folder, "overview", codes=(OK,))
    export(folder, "ond", seed)
    said(folder, "rescue", "ond")
    for file in (folder / "out").rglob("*.md"):
        assert not RAW.search(file.read_text("utf-8")), file


@st.composite
def statements(draw: Callable[..., object]) -> list[tuple[str, tuple[object, ...]]]:
    made: list[tuple[str, tuple[object, ...]]] = []
    for _ in range(draw(st.integers(1, 3))):
        table, column = draw(st.sampled_from(columns()))
        some = draw(st.sampled_from(["", " WHERE rowid = 1", " WHERE rowid % 2"]))
        made.append((f"UPDATE {table} SET {column} = ?{some}", (draw(NASTY),)))
    return made


def quickly(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large)
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


def values_in_a_session(changes: list[tuple[str, tuple[object, ...]]]) -> None:
    with house() as folder:
        path = folder / "sessions" / "ond.db"
        path.write_bytes(good_session())
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement, values in changes:
                with contextlib.suppress(sqlite3.Error, UnicodeError):  # a strict table takes no such value
                    connection.execute(statement, values)
        look_at(folder, changes)


def bytes_of_a_session(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing is to be secret
    content = bytearray(good_session())
    for _ in range(chance.choice([1, 1, 5, 40])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.3:
        del content[chance.randrange(len(content)) :]
    with house() as folder:
        (folder / "sessions" / "ond.db").write_bytes(content)
        look_at(folder, seed)


def changed_text(text: str, chance: random.Random) -> str:
    """Some lines are missing, doubled, swapped or have a sign in them that does not belong there."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.choice([1, 1, 3, 10])):
        place = chance.randrange(len(lines))
        what = chance.randrange(5)
        if what == 0 and len(lines) > 1:
            del lines[place]
        elif what == 1:
            lines.insert(place, lines[chance.randrange(len(lines))])
        else:
            line, odd = lines[place], chance.choice(SIGNS)
            at = chance.randrange(len(line) + 1)
            lines[place] = line[:at] + odd + line[at + chance.randrange(3) :]
    return "".join(lines)


def changed_values(content: object, chance: random.Random) -> object:
    """JSON in which one value is something else."""
    place = content
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = chance.choice(keys)
        below = place[key]
        if not isinstance(below, dict | list) or not below or chance.random() < 0.15:
            place[key] = chance.choice(VALUES)
            return content
        place = below
    return content


def minutes_to_import(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing is to be secret
    text = good_minutes().decode()
    made = changed_text(text, chance) if seed % 2 else json.dumps(changed_values(json.loads(text), chance))
    with house() as folder:
        (folder / "referat.json").write_text(made, "utf-8", errors="replace")
        said(folder, "import", str(folder / "referat.json"))
        assert "god" in said(folder, "list", codes=(OK,))
        for name in [path.stem for path in (folder / "sessions").glob("*.db") if path.stem != "god"]:
            export(folder, name, seed, codes=(OK,))  # what was made is no broken file


def a_case(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing is to be secret
    text = (ROOT / "tests/data/cases/kommune.json").read_text("utf-8")
    made = changed_text(text, chance) if seed % 2 else json.dumps(changed_values(json.loads(text), chance))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(made, "utf-8", errors="replace")
        began = time.monotonic()
        try:
            load_case(path)
        except CaseError as problem:
            raw = RAW.search(problem.sentence())
        else:
            raw = None
        assert raw is None, path.read_text("utf-8")
        assert time.monotonic() - began < PATIENCE


def a_method(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing is to be secret
    with house() as folder:
        own = folder / "metode"
        shutil.copytree(Path(prompts.methods.__file__).parent / DEFAULT_METHOD, own)
        file = chance.choice(sorted(own.glob("*.toml")))
        file.write_text(changed_text(file.read_text("utf-8"), chance), "utf-8")
        said(folder, "methods", "check", str(own))


SEEDS = st.integers(0, 2**32)
CHECKS = {check.__name__: check for check in (bytes_of_a_session, minutes_to_import, a_case, a_method)}


@pytest.mark.wide
@quickly(3)
@given(statements())
def test_odd_values_in_a_session(changes: list[tuple[str, tuple[object, ...]]]) -> None:
    values_in_a_session(changes)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("name", CHECKS)
def test_changed_files(name: str) -> None:
    quickly(2)(given(SEEDS)(CHECKS[name]))()


def test_an_approach_that_no_method_knows_reaches_the_overview_without_escape_codes() -> None:
    values_in_a_session([("UPDATE cards SET agreed = ?", ("\x1b]0;EVIL\x07",))])


def test_a_case_with_escape_codes_in_the_name_of_its_run_sheet_is_refused_without_them(
    tmp_path: Path,
) -> None:
    content = json.loads((ROOT / "tests/data/cases/kommune.json").read_text("utf-8"))
    content["run_sheet"] = "\x9b31m\x1b[2J" + "x" * 50_000
    (tmp_path / "case.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(CaseError) as refused:
        load_case(tmp_path / "case.json")
    sentence = refused.value.sentence()
    assert not RAW.search(sentence)
    assert len(sentence) < 1_000


def test_minutes_with_a_number_that_no_file_can_hold_are_refused(tmp_path: Path) -> None:
    content = json.loads(good_minutes())
    content["next_steps"][0]["number"] = 10**40
    (tmp_path / "referat.json").write_text(json.dumps(content), "utf-8")
    assert said(tmp_path, "import", str(tmp_path / "referat.json"), codes=(USAGE,)) == ""
    assert not list((tmp_path / "sessions").glob("*"))


IMPOSSIBLE = {
    "vote": {"dots": 0, "max_per_item": 0},
    "timings": [{"activity": "placer", "status": "done", "planned_minutes": 5, "used_minutes": -1}],
    "initiatives": [{"id": "T1", "text": "Et tiltag", "round_1": {"goer-det": 10**9}}],
    "other_cards": [{"id": f"X{n}", "text": "x", "round_1": {"goer-det": 999}} for n in range(400)],
}


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_minutes_with_numbers_of_no_workshop_are_refused_and_make_no_file(tmp_path: Path, what: str) -> None:
    content = json.loads(good_minutes()) | {what: IMPOSSIBLE[what]}
    (tmp_path / "referat.json").write_text(json.dumps(content), "utf-8")
    for form in ((), ("--template",)) if what == "vote" else ((),):
        assert said(tmp_path, "import", str(tmp_path / "referat.json"), *form, codes=(USAGE,)) == ""
    assert not list(tmp_path.glob("sessions/*"))


def test_minutes_of_a_method_with_a_name_longer_than_any_files_are_refused(tmp_path: Path) -> None:
    content = json.loads(good_minutes())
    content["method"] = "m" * 5_000
    (tmp_path / "referat.json").write_text(json.dumps(content), "utf-8")
    assert said(tmp_path, "import", str(tmp_path / "referat.json"), codes=(USAGE,)) == ""


@pytest.mark.long
@pytest.mark.timeout(7_200)
@quickly(1_500)
@given(statements())
def test_many_odd_values_in_a_session(changes: list[tuple[str, tuple[object, ...]]]) -> None:
    values_in_a_session(changes)


@pytest.mark.long
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("name", CHECKS)
def test_many_changed_files(name: str) -> None:
    quickly(1_500)(given(SEEDS)(CHECKS[name]))()
