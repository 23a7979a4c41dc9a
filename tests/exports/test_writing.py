"""Files are written whole, under names that are safe everywhere, and never over anything."""

from __future__ import annotations

import errno
import os
import random
import re
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of, workshop

from exports.errors import FolderError, LinkedFolderError, UnknownFormatError
from exports.files.writing import folder_name, write_exports
from exports.formats import format_registry
from exports.minutes import build_minutes
from prompts.language.words import LANGUAGES, load_words
from sessions.files import atomic_files
from sessions.files.atomic_files import write_new
from sessions.model import WorkshopStatus

ALL = tuple(format_registry.FORMATS)
ODD = [
    "../../etc/passwd", "/etc/passwd", "C:\\Windows\\System32", "CON", "con", "aux.txt", "NUL",
    "com1", "LPT9.doc",
    "a/b:c*", "", " ", ".", "..", "...", "slut.", "slut...", "-rf", "~", "$HOME", "%APPDATA%", "🎉🎉",
    "日本語",
    "مرحبا", "Økonomi", "Oekonomi", "økonomi", "Æble", "Åben", "A\u030aben", "\u202egnp.exe", "a\x00b",
    "a\nb",
    "\ud800", "x" * 300, "å" * 300, "ord " * 200, "e\u0301" * 200, "|", "?", "<script>", '"', "'", "`id`",
    ";rm",
    "con.", "prn ", "\t", "\u200b", "\uff11\uff12", "ﬁn",
]  # fmt: skip


def titles():
    chance = random.Random(7)  # noqa: S311 - the same titles every time
    alphabet = 'abcÆØÅæøå ./\\:*?"<>|\u202e\u200b\x00🎉-_~\n'
    return ODD + ["".join(chance.choices(alphabet, k=chance.randint(0, 80))) for _ in range(200 - len(ODD))]


def minutes_called(title, **changes):
    state = state_of(workshop(read_case(), **({"title": title, "group_name": ""} | changes)))
    return build_minutes(state, METHOD, MADE, VERSION)


@pytest.mark.wide(short=54)
@pytest.mark.parametrize("title", titles())
def test_an_odd_title_gives_a_safe_name_inside_the_folder(tmp_path, title):
    (written,) = write_exports(minutes_called(title), tmp_path, ["md"])
    assert written.path is not None
    folder = written.path.parent
    assert folder.parent == tmp_path.resolve()
    assert re.fullmatch(r"2026-03-04_[a-z0-9]+(-[a-z0-9]+)*", folder.name)
    assert len(folder.name.encode()) <= 80
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)", folder.name.partition("_")[2])


def test_danish_letters_are_written_out():
    assert folder_name(minutes_called("Økonomi på Ærø")) == "2026-03-04_oekonomi-paa-aeroe"
    assert folder_name(minutes_called("🎉")) == "2026-03-04_workshop"


def test_a_date_that_is_none_still_gives_a_folder():
    assert folder_name(minutes_called("Dag", date=None)) == "0000-00-00_dag"


def test_as_many_writings_give_as_many_files(tmp_path):
    paths = [
        written.path
        for title in ("Økonomi", "Oekonomi", "Økonomi", "konomi")
        for written in write_exports(minutes_called(title), tmp_path, ["md", "json"])
    ]
    assert len(set(paths)) == len(paths) == 8
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == [
        "2026-03-04_referat_konomi.md",
        "2026-03-04_referat_oekonomi-2.md",
        "2026-03-04_referat_oekonomi-3.md",
        "2026-03-04_referat_oekonomi.md",
    ]


def test_nothing_is_overwritten_and_one_set_has_one_number(tmp_path):
    minutes = minutes_called("Dag")
    own = tmp_path / folder_name(minutes)
    own.mkdir()
    (own / "2026-03-04_referat_dag.docx").write_text("mine")
    written = write_exports(minutes, tmp_path, ALL)
    assert {entry.path.stem for entry in written} == {"2026-03-04_referat_dag-2"}
    assert (own / "2026-03-04_referat_dag.docx").read_text() == "mine"
    assert not list(own.glob("*.tmp"))


def test_a_draft_leaves_the_good_name_to_the_final_minutes(tmp_path):
    draft = minutes_called("Dag", status=WorkshopStatus.RUNNING)
    names = [
        sorted(entry.path.name for entry in write_exports(minutes, tmp_path, ["md", "docx"]))
        for minutes in (draft, draft, minutes_called("Dag"))
    ]
    assert names == [
        ["2026-03-04_referat_dag_udkast-1.docx", "2026-03-04_referat_dag_udkast-1.md"],
        ["2026-03-04_referat_dag_udkast-2.docx", "2026-03-04_referat_dag_udkast-2.md"],
        ["2026-03-04_referat_dag.docx", "2026-03-04_referat_dag.md"],
    ]


def test_two_groups_with_one_title_on_one_day_are_told_apart_by_the_name(tmp_path):
    names = [
        write_exports(minutes_called("Dag", group_name=group), tmp_path, ["md"])[0].path.name
        for group in ("Hjemmepleje Nord", "Hjemmepleje Øst", "🎉", "æ" * 300)
    ]
    assert names[:3] == [
        "2026-03-04_referat_dag-hjemmepleje-nord.md",
        "2026-03-04_referat_dag-hjemmepleje-oest.md",
        "2026-03-04_referat_dag.md",
    ]
    assert len(names[3]) < 80


def test_a_format_named_twice_is_written_once(tmp_path):
    assert len(write_exports(minutes_called("Dag"), tmp_path, ["md", "md"])) == 1


def test_an_unknown_format_stops_before_anything_is_written(tmp_path):
    with pytest.raises(UnknownFormatError) as refusal:
        write_exports(minutes_called("Dag"), tmp_path, ["md", "pdf2"])
    assert "pdf2" in refusal.value.sentence()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs rights that Windows users lack")
def test_a_linked_folder_is_refused_and_a_linked_file_not_followed(tmp_path):
    minutes = minutes_called("Dag")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    base = tmp_path / "base"
    base.mkdir()
    (base / folder_name(minutes)).symlink_to(elsewhere)
    with pytest.raises(LinkedFolderError) as refusal:
        write_exports(minutes, base, ["md"])
    assert "link" in refusal.value.sentence()
    assert list(elsewhere.iterdir()) == []

    (base / folder_name(minutes)).unlink()
    (base / folder_name(minutes)).mkdir()
    (base / folder_name(minutes) / "2026-03-04_referat_dag.md").symlink_to(elsewhere / "bait.md")
    (written,) = write_exports(minutes, base, ["md"])
    assert written.path.name == "2026-03-04_referat_dag-2.md"
    assert not (elsewhere / "bait.md").exists()


def test_a_file_where_the_folder_should_be_says_what_to_do(tmp_path):
    minutes = minutes_called("Dag")
    (tmp_path / folder_name(minutes)).write_text("in the way")
    with pytest.raises(FolderError) as refusal:
        write_exports(minutes, tmp_path, ["md"])
    assert "der ligger en fil med det navn. Intet er skrevet" in refusal.value.sentence()


def test_what_no_catalogue_knows_of_a_disk_is_said_by_its_code():
    for language, told in (("da", "computeren melder fejl EPROTO"), ("en", "reports error EPROTO")):
        said = FolderError(OSError(errno.EPROTO, "Protocol error"), folder="x").sentence(load_words(language))
        assert told in said
        assert "Protocol error" not in said
    assert "fejl TimeoutError" in FolderError(TimeoutError(), folder="x").sentence()


@pytest.mark.parametrize("name", ["EIO", "ENOENT", "EBUSY", "EDQUOT", "ESTALE", "EMFILE", "EISDIR"])
def test_what_a_disk_reports_is_said_in_the_facilitators_language(name):
    number = getattr(errno, name, None) or pytest.fail(name)
    problem = OSError(number, os.strerror(number))
    for language in LANGUAGES:
        said = FolderError(problem, folder="x").sentence(load_words(language))
        assert os.strerror(number) not in said
        assert name not in said, "a code is for what has no sentence"


def test_a_format_that_fails_leaves_the_others_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("exports.formats.html.render", lambda minutes: 1 / 0)
    written = {entry.format: entry for entry in write_exports(minutes_called("Dag"), tmp_path, ALL)}
    assert written["html"].path is None
    assert "2026-03-04_referat_dag.html" in written["html"].problem.sentence()
    assert all(written[name].path.is_file() for name in ALL if name != "html")


def test_a_full_disk_leaves_nothing_behind_and_says_so(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic_files.os, "fsync", full)
    (written,) = write_exports(minutes_called("Dag"), tmp_path, ["md"])
    assert written.path is None
    said = written.problem.sentence()
    assert "disken er fuld" in said
    assert os.strerror(errno.ENOSPC) not in said
    assert "the disk is full" in written.problem.sentence(load_words("en"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_open_in_another_program_stays_as_it_is(tmp_path, monkeypatch):
    minutes = replace(minutes_called("Dag"), final=True)
    (first,) = write_exports(minutes, tmp_path, ["md"])
    held, before = first.path, first.path.read_bytes()

    def refuse(path, *args, **kwargs):
        """What Windows says of a file that Word has open."""
        problem = PermissionError(errno.EACCES, "in use", str(path))
        problem.winerror = 32
        raise problem

    def only_others(does):
        return lambda path, *rest, **named: (refuse if Path(path) == held else does)(path, *rest, **named)

    for name in ("unlink", "replace", "rename", "open"):
        monkeypatch.setattr(os, name, only_others(getattr(os, name)))
    (second,) = write_exports(minutes, tmp_path, ["md"])
    assert second.path.name == "2026-03-04_referat_dag-2.md"
    monkeypatch.setattr(atomic_files.os, "link", refuse)  # and where the new name itself is refused
    monkeypatch.setattr(atomic_files, "open_new", refuse)
    (third,) = write_exports(minutes, tmp_path, ["md"])
    assert third.path is None
    assert "filen er åben i et andet program" in third.problem.sentence()
    assert held.read_bytes() == before
    assert {path.name for path in held.parent.iterdir()} == {held.name, second.path.name}


@pytest.fixture(params=["links", "no links"])
def file_system(request, monkeypatch):
    def refused(*args, **kwargs):
        raise OSError(errno.EPERM, "no hard links here")

    if request.param == "no links":
        monkeypatch.setattr(atomic_files.os, "link", refused)


@pytest.mark.usefixtures("file_system")
def test_a_taken_name_is_never_written_over(tmp_path):
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.usefixtures("file_system")
def test_many_writers_at_once_get_a_file_each(tmp_path):
    minutes = minutes_called("Dag")
    paths: list[Path] = []

    def write(number):
        (written,) = write_exports(
            replace(minutes, title="Dag", organisation=f"nr. {number}"), tmp_path, ["md"]
        )
        paths.append(written.path)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(set(paths)) == 12
    assert len({path.read_bytes() for path in paths}) == 12
