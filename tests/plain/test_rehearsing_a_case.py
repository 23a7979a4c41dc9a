"""A case of one's own can be practised with: its people join and write what it says."""

import json
from pathlib import Path

import pytest

from sessions.store import read_state

CASE = Path(__file__).parent.parent / "data" / "cases" / "kommune.json"


@pytest.mark.long
def test_the_people_of_a_case_join_and_write_what_it_says(start, tmp_path):
    case = json.loads(CASE.read_text(encoding="utf-8"))
    running = start("rehearse", "--plain", "--case", str(CASE), "--speed", "500")
    running.until_said("Hvad nu?")
    (file,) = (tmp_path / "data" / "sessions").glob("*.db")

    def state():
        return read_state(file)

    def aliases():
        return {row.alias for row in state().participants}

    running.until(lambda: aliases() == {entry["alias"] for entry in case["participants"]})
    place = [row.activity for row in state().run_sheet()].index("skriv-tiltag") + 1
    running.do("d", f"g {place}")
    running.until(
        lambda: {row.text for row in state().cards} == {entry["text"] for entry in case["initiatives"]}
    )
    assert state().workshop.title == case["title"]
    assert case["initiatives"][0]["text"] in running.do("r") + running.do("l")
    assert running.end() == 0
    assert b"Traceback" not in running.errors


def test_a_case_that_cannot_be_read_is_a_sentence_and_makes_nothing(start, tmp_path):
    broken = tmp_path / "case.json"
    broken.write_text('{"title": 7}', encoding="utf-8")
    running = start("rehearse", "--plain", "--case", str(broken))
    assert running.wait() == 2
    assert "kan ikke spilles" in running.errors.decode()
    assert not list(tmp_path.rglob("*.db"))
