"""What is written can be chosen by flags and is remembered per organisation; the screen loads none of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from case_state import METHOD, read_case, state_of_case

from exports.formats.format_registry import EVERY_FORMAT
from exports.options import Names, Options, Version
from workshop.archive.remembered_choices import FILE, MOST_KEPT, remember, remembered
from workshop.archive.write_minutes import known_formats, usual_formats, write_minutes
from workshop.facilitating.export_choices import DETAILS, NAMES, ExportChoices

CHOSEN = ExportChoices(("pdf", "xlsx"), "short", "initials", "en")
LIBRARIES = ("docx", "pptx", "xlsxwriter", "icalendar", "typst", "jinja2", "python_calamine", "zipfile")


def test_each_organisation_has_its_own_choices(tmp_path):
    remember(tmp_path, "Kommunen", CHOSEN)
    remember(tmp_path, "Regionen", ExportChoices(("md",)))
    assert remembered(tmp_path, "Kommunen", known_formats()) == CHOSEN
    assert remembered(tmp_path, "Regionen", known_formats()) == ExportChoices(("md",))
    assert remembered(tmp_path, "En anden", known_formats()) == ExportChoices()


def test_what_is_not_known_any_more_is_left_out(tmp_path):
    remember(tmp_path, "K", ExportChoices(("pdf", "gone"), "long", "nicknames", "tlh"))
    assert remembered(tmp_path, "K", ("pdf",)) == ExportChoices(("pdf",))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1]", b'{"K": 3}', b"{" * 100_000])
def test_a_damaged_file_counts_as_empty_and_is_written_anew(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    assert remembered(tmp_path, "K", known_formats()) == ExportChoices()
    remember(tmp_path, "K", CHOSEN)
    assert remembered(tmp_path, "K", known_formats()) == CHOSEN


def test_the_oldest_is_forgotten_and_a_folder_that_is_gone_stops_nothing(tmp_path):
    for number in range(MOST_KEPT + 1):
        remember(tmp_path, str(number), CHOSEN)
    assert remembered(tmp_path, "0", known_formats()) == ExportChoices()
    assert remembered(tmp_path, "1", known_formats()) == CHOSEN
    remember(tmp_path / "gone", "K", CHOSEN)


def test_the_choices_are_those_that_the_exports_know():
    assert [Version(key).value for key in DETAILS] == list(DETAILS)
    assert [Names(key).value for key in NAMES] == list(NAMES)
    assert set(usual_formats()) <= set(known_formats()) == set(EVERY_FORMAT)


def test_each_format_is_announced_and_what_stops_it_leaves_whole_files(tmp_path):
    told = []

    def stop_at_third(name, number, total):
        told.append((name, number, total))
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_minutes(
            state_of_case(read_case()), METHOD, tmp_path, ("md", "csv", "ics"), on_format=stop_at_third,
            options=Options(Version.SHORT),
        )  # fmt: skip
    assert told == [("md", 1, 3), ("csv", 2, 3), ("ics", 3, 3)]
    assert sorted(path.suffix for path in tmp_path.rglob("*") if path.is_file()) == [".csv", ".md"]


@pytest.mark.parametrize(
    "module", ["workshop.terminal.app", "workshop.launch.home_services", "workshop.plain.plain_mode"]
)
def test_no_screen_loads_what_writes_files_or_reads_lists(module):
    program = (
        f"import sys, {module}, workshop.facilitating.acts.anytime.taking_home; "
        f"found = set({LIBRARIES!r}) & set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root, timeout=60)
