"""The demo case, played through the real server and store, comes out as it was computed by others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from exports.formats.json_format import schema

CASES = Path(__file__).parents[1] / "data" / "cases"
EXPECTED = json.loads((CASES / "kommune.expected.json").read_text(encoding="utf-8"))


A_PROXY_IN_THE_WAY = dict.fromkeys(
    ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"), "http://127.0.0.1:9"
)
"""Where nobody answers. The program and its simulated phones talk past it."""


def play(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "workshop",
            "--data-dir",
            str(folder / "data"),
            "demo",
            "--headless",
            *arguments,
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
        env=os.environ | A_PROXY_IN_THE_WAY,
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    folder = tmp_path_factory.mktemp("demo")
    done = play(folder, "--case", str(CASES / "kommune.json"), "--out", str(folder / "out"))
    return done, folder


@pytest.fixture(scope="module")
def minutes(played: tuple[subprocess.CompletedProcess[str], Path]) -> dict:
    done, folder = played
    assert done.returncode == 0, done.stderr
    (file,) = (folder / "out").rglob("*.json")
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("figure", sorted(set(EXPECTED) - {"initiatives", "support"}))
def test_every_figure_equals_the_expected_one(minutes: dict, figure: str) -> None:
    assert (
        minutes[figure] == EXPECTED[figure]
        or [
            {key: step[key] for key in expected}
            for step, expected in zip(minutes[figure], EXPECTED[figure], strict=True)
        ]
        == EXPECTED[figure]
    )


@pytest.mark.parametrize("expected", EXPECTED["initiatives"], ids=lambda item: item["id"])
def test_every_initiative_has_its_figures(minutes: dict, expected: dict) -> None:
    made = next(item for item in minutes["initiatives"] if item["id"] == expected["id"])
    assert {key: made[key] for key in expected} == expected


def test_the_support_is_counted(minutes: dict) -> None:
    assert {key: minutes["support"][key] for key in EXPECTED["support"]} == EXPECTED["support"]


def test_the_json_keeps_the_published_schema(minutes: dict) -> None:
    jsonschema.Draft202012Validator(schema()).validate(minutes)


def test_the_schema_refuses_minutes_without_a_figure(minutes: dict) -> None:
    for figure in EXPECTED:
        short = {key: value for key, value in minutes.items() if key != figure}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema()).validate(short)


def test_the_word_file_opens_and_names_every_kept_initiative(
    played: tuple[subprocess.CompletedProcess[str], Path], minutes: dict
) -> None:
    (file,) = (played[1] / "out").rglob("*_referat_*.docx")
    document = Document(str(file))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    text += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert all(item["text"] in text for item in minutes["initiatives"])


def test_a_form_tells_what_was_written_and_names_the_rest_in_one_line(
    played: tuple[subprocess.CompletedProcess[str], Path], minutes: dict
) -> None:
    (file,) = (played[1] / "out").rglob("*.md")
    told = file.read_text(encoding="utf-8").partition("## Hvad tiltagene kræver")[2].partition("\n## ")[0]
    (form,) = [record for record in minutes["records"] if record["title"] == "Hvad tiltagene kræver"]
    empty = [card["text"] for card in form["cards"] if not any(card["fields"].values())]
    rows = [line for line in told.splitlines() if line.startswith("| t")]
    assert len(rows) == len(form["cards"]) - len(empty)
    named = told.partition("Der er ikke skrevet noget ved: ")[2]
    assert named.startswith(" · ".join(empty)[:100])


def test_no_line_of_a_form_is_cut_off_in_the_workbook(
    played: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    (file,) = (played[1] / "out").rglob("*.xlsx")
    for sheet in openpyxl.load_workbook(file).worksheets[2:]:
        for row in sheet.iter_rows(min_row=2):
            lines = max(str(cell.value or "").count("\n") + 1 for cell in row)
            assert (sheet.row_dimensions[row[0].row].height or 0) >= 15 * lines, sheet.title


def test_a_proxy_that_the_computer_has_set_is_not_used(
    played: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, _ = played
    assert done.returncode == 0, done.stderr


def test_it_says_where_the_files_are(played: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, folder = played
    named = [Path(line.strip()) for line in done.stdout.splitlines() if str(folder / "out") in line]
    assert {file.suffix for file in named} >= {".md", ".html", ".docx", ".json"}
    assert all(file.is_file() for file in named)


@pytest.mark.wide
def test_a_second_play_writes_over_nothing(played: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    _, folder = played
    before = {file: file.read_bytes() for file in (folder / "out").rglob("*.*")}
    done = play(folder, "--case", str(CASES / "kommune.json"), "--out", str(folder / "out"))
    assert done.returncode == 0
    assert {file: file.read_bytes() for file in before} == before
    assert len(list((folder / "out").rglob("*.json"))) == 2
    assert len(list((folder / "data" / "practice").glob("*.db"))) == 2


@pytest.mark.wide
def test_without_a_case_it_plays_its_own_example(tmp_path: Path) -> None:
    done = play(tmp_path, "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "out").rglob("*.md")
    assert "Faste teams i hjemmeplejen" in file.read_text(encoding="utf-8")
    for name, most in (("referat", 4), ("handleplan", 1)):
        (pages,) = (tmp_path / "out").rglob(f"*_{name}_*.pdf")
        assert len(PdfReader(pages).pages) <= most, name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "kan ikke spilles"),
        (b'{"format_version": 1}', "title"),
        (
            b'{"format_version": 1, "title": "x", "date": "", "run_sheet": 90, "participants": [], "x": 1}',
            "`x`",
        ),
        (b"[" * 100_000, "kan ikke spilles"),
        (b"\xff\xfe", "kan ikke spilles"),
    ],
    ids=["half", "too little", "too much", "too deep", "no text"],
)
def test_a_broken_case_gets_a_sentence_and_makes_nothing(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    done = play(tmp_path, "--case", str(file))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.wide
def test_a_case_with_inputs_that_are_refused_is_played_to_the_end(tmp_path: Path) -> None:
    case = json.loads((CASES / "kommune.json").read_text(encoding="utf-8"))
    case["initiatives"][0]["text"] = " \u200b "
    case["initiatives"][1]["text"] = "x" * 2_001
    case["votes"]["BK"] = {"p1": 2, "p2": 2}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    done = play(tmp_path, "--case", str(file), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "blev afvist" in done.stdout
    (made,) = (tmp_path / "out").rglob("*.json")
    assert json.loads(made.read_text(encoding="utf-8"))["initiatives_written"] == 20
