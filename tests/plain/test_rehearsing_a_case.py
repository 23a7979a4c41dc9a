"""A case of one's own can be practised with: its people join and write what it says."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from prompts.language.words import load_words
from sessions.storage.store import read_state
from workshop.channel.network_options import NetworkOptions
from workshop.demo.case import CaseError, load_case, parse_case
from workshop.demo.case_setup import with_the_first
from workshop.launch.home_services import Home
from workshop.launch.rehearsal import Rehearsal, RehearsalHome
from workshop.machine.folders import Folders

CASE = Path(__file__).parent.parent / "data" / "cases" / "kommune.json"


@pytest.mark.long
def test_the_people_of_a_case_join_and_write_what_it_says(start, tmp_path):
    case = json.loads(CASE.read_text(encoding="utf-8"))
    running = start("rehearse", "--plain", "--case", str(CASE), "--speed", "500")
    running.until_said("Hvad nu?")
    (file,) = (tmp_path / "data" / "practice").glob("*.db")

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


@pytest.mark.wide
@pytest.mark.parametrize(("phones", "aliases"), [(3, 3), (12, 12), (15, 12)])
async def test_as_many_phones_come_as_are_wanted(tmp_path, phones, aliases):
    """Fewer than the case has people: the first of them; more: others of the crowd besides."""
    case = load_case(CASE)
    home = Home(Folders(tmp_path, tmp_path, tmp_path), NetworkOptions("127.0.0.1", 0), load_words(), pace=0.0)
    rehearsal = RehearsalHome(home, Rehearsal(phones, 1_000.0, "120", case), load_words())
    opened = await rehearsal.open(await rehearsal.prepare())
    try:
        async with asyncio.timeout(10):
            while len(opened.live.state.participants) < phones:  # noqa: ASYNC110 - the room tells nobody
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        came = {row.alias for row in opened.live.state.participants}
    finally:
        await opened.close()
    people = [person.alias for person in case.participants]
    assert len(came) == phones
    assert came & set(people) == set(people[:aliases])


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("run_sheet", 75, "run_sheet: 75? (60, 90, 120, 180, 240, "), ("date", "i morgen", "date: i morgen?")],
)
def test_settings_that_no_workshop_can_have_are_said_with_the_file(key, value, said):
    case = json.loads(CASE.read_text(encoding="utf-8")) | {key: value}
    with pytest.raises(CaseError) as refusal:
        parse_case(CASE, json.dumps(case).encode())
    assert said in refusal.value.sentence()
    assert str(CASE) in refusal.value.sentence()


@pytest.mark.parametrize("people", range(13))
def test_a_case_with_fewer_people_is_a_whole_case_still(people):
    case = load_case(CASE)
    fewer = with_the_first(case, people)
    again = parse_case(CASE, msgspec.json.encode(fewer))
    assert again == fewer
    here = {person.alias for person in case.participants[:people]}
    assert [card for card in case.initiatives if card.by in here] == fewer.initiatives
    assert with_the_first(case, 12) == case


@pytest.mark.long
def test_the_command_takes_the_first_people_of_the_case_and_the_run_sheet_that_was_said(start, tmp_path):
    said = ("--phones", "2", "--run-sheet", "90", "--speed", "500")
    running = start("rehearse", "--plain", "--case", str(CASE), *said)
    running.until_said("2 er med", seconds=30)
    (file,) = (tmp_path / "data" / "practice").glob("*.db")
    people = json.loads(CASE.read_text(encoding="utf-8"))["participants"]
    state = read_state(file)
    assert {row.alias for row in state.participants} == {entry["alias"] for entry in people[:2]}
    assert state.workshop.run_sheet == "90"
    assert running.end() == 0


@pytest.mark.wide
def test_a_run_sheet_that_there_is_not_is_said_before_anything_is_made(start, tmp_path):
    running = start("rehearse", "--plain", "--run-sheet", "75")
    assert running.wait() == 2
    assert "60, 90, 120, 180, 240" in running.errors.decode()
    assert not list(tmp_path.rglob("*.db"))


def test_a_case_that_cannot_be_read_is_a_sentence_and_makes_nothing(start, tmp_path):
    broken = tmp_path / "case.json"
    broken.write_text('{"title": 7}', encoding="utf-8")
    running = start("rehearse", "--plain", "--case", str(broken))
    assert running.wait() == 2
    assert "kan ikke spilles" in running.errors.decode()
    assert not list(tmp_path.rglob("*.db"))
