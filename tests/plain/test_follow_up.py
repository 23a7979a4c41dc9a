"""The first meeting, its close, the follow-up and the minutes of both, led by lines through a pipe."""

import json
from datetime import date

import pytest

from prompts.methods.loading import load_method
from sessions.model import StepStatus, WorkshopStatus
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import create_session


@pytest.fixture
def session(tmp_path, method):
    """Long ago: a follow-up that is begun with no date is held today, whenever the test runs."""
    wish = NewWorkshop("Lederdag", run_sheet="90", date=date(2024, 3, 4), dots=3)
    return create_session(tmp_path / "data" / "sessions", wish, method)


def agree(plain, what):
    plain.do("a", "Anne", what, "1.4.2124", "En liste", "", "")


KEEP = "2"
"""The answer that leaves the workshop the day it has."""


def go_to(plain, number, *answers):
    """Go to an activity by its place in the run sheet."""
    plain.do("d", f"g {number}", *answers, prompt="Hvad nu?")


@pytest.fixture
def state(session):
    return lambda: read_state(session)


@pytest.fixture
def ended(plain, state):
    """A workshop with two agreements, led to its end."""
    place = [row.activity for row in state().run_sheet()].index("aftaler") + 1
    go_to(plain, place, KEEP)
    agree(plain, "Ringer til PPR")
    agree(plain, "Skriver en plan")
    assert "_referat_" in plain.do("S", "ja")
    plain.type("0", "3")
    assert plain.wait() == 0
    return plain


def minutes_in(folder):
    """The minutes of each meeting, by its number."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in folder.rglob("*.json")]
    return {minutes["meeting"]: minutes for minutes in files}


@pytest.mark.long
def test_first_meeting_close_follow_up_and_the_minutes_of_both(ended, start, session, state, tmp_path):
    home = start("run", "--plain")
    home.until_said("f opfølgning")
    said = home.do("f", "1", "6")
    assert "Kvalitetstjek" in said
    assert state().workshop.meeting == 2
    home.do("n")
    home.do("n")
    assert state().current().activity == "status-paa-aftaler"
    assert "Ringer til PPR" in home.do("v")
    home.do("s 1", "3")
    home.do("e 1", "Vi ringede for sent", "", "")
    home.do("e 2", "", "", "1.6.2124")
    home.kill()  # everything that was answered is on disk

    again = start("run", session.stem, "--plain")
    again.until_said("Hvad nu?")
    said = again.do("v")
    assert "Færdig" in said
    assert "Lært: Vi ringede for sent" in said
    assert "ny dato 1. juni 2124" in said
    go_to(again, [row.activity for row in state().run_sheet()].index("nye-aftaler") + 1)
    agree(again, "Holder et møde")
    assert "_referat_" in again.do("S", "ja")
    again.type("0", "3")
    assert again.wait() == 0

    told = minutes_in(tmp_path / "out")
    assert sorted(told) == [1, 2]
    assert [step["what"] for step in told[1]["next_steps"]] == ["Ringer til PPR", "Skriver en plan"]
    second = {step["what"]: step for step in told[2]["next_steps"]}
    assert second["Ringer til PPR"]["status"] == StepStatus.DONE
    assert second["Ringer til PPR"]["reviews"] == [
        {
            "meeting": 2,
            "status": "done",
            "learning": "Vi ringede for sent",
            "when": None,
            "when_before": None,
            "approach": None,
        }
    ]
    assert second["Skriver en plan"]["when"] == "2124-06-01"
    assert second["Holder et møde"]["meeting"] == 2
    assert [meeting["meeting"] for meeting in told[2]["meetings"]] == [1, 2]
    assert told[2]["meetings"][0]["date"] == "2024-03-04"
    assert told[2]["packs"] == ["Kvalitetstjek (QIF)"]
    assert told[2]["participants"] == []


@pytest.mark.long
def test_a_follow_up_from_the_command_line_and_the_overview(ended, start, state, tmp_path):
    before = state().workshop
    prepared = start("follow-up", "lederdag", "--prepare", "--date", "4.5.2024", "--pack", "trappen")
    assert prepared.wait() == 0
    assert "2. møde er klart" in prepared.text
    assert (state().workshop.meeting, state().workshop.date) == (2, date(2024, 5, 4))
    assert state().workshop.status is WorkshopStatus.LOBBY
    assert state().workshop.join_secret != before.join_secret
    assert state().workshop.join_code != before.join_code
    again = start("follow-up", "lederdag", "--prepare")
    assert again.wait() == 2
    assert "er ikke afsluttet endnu" in again.errors.decode()

    seen = start("overview", "--json")
    assert seen.wait() == 0
    rows = json.loads(seen.text)
    assert [
        (row["who"], row["what"], row["when"], row["status"], row["workshop"]) for row in rows["agreements"]
    ] == [
        ("Anne", "Ringer til PPR", "2124-04-01", "not-started", "Lederdag"),
        ("Anne", "Skriver en plan", "2124-04-01", "not-started", "Lederdag"),
    ]
    read = start("overview")
    assert read.wait() == 0
    assert "2 åbne aftaler" in read.text
    assert "Anne: Ringer til PPR" in read.text


def test_packs_settings_and_a_cut_by_lines(plain, state):
    plain.do("d", "p 1", "0")
    assert "barrierer-valg" in [row.activity for row in state().run_sheet()]
    said = plain.do("d", "c 6", "+", "0")
    assert "Forslag: 1 2." in said
    assert sum(row.status == "skipped" for row in state().run_sheet()) == 2
    plain.do("u")
    assert not any(row.status == "skipped" for row in state().run_sheet())
    plain.do("d", "e", "Lederdag to", "Eksempelby", "", "4", "2", "5.3.2027", "0")
    row = state().workshop
    assert (row.title, row.organisation, row.dots, row.max_per_item) == ("Lederdag to", "Eksempelby", 4, 2)
    assert row.date == date(2027, 3, 5)


def test_hands_are_counted_by_lines(plain, state):
    sheet = [row.activity for row in state().run_sheet()]
    go_to(plain, sheet.index("skriv-tiltag") + 1, KEEP)
    plain.do("a Ny vagtplan")
    go_to(plain, sheet.index("placer-alene") + 1)
    plain.do("k t1", "3", "1", "0", "0")
    counts = {row.choice: row.count for row in state().hand_counts}
    assert counts == {"goer-det": 3, "tag-selv": 1}


def test_the_wifi_can_be_read_and_drawn(start, session, tmp_path):
    secret = tmp_path / "wifi.txt"
    secret.write_text("kaffe og kage", encoding="utf-8")
    running = start("run", session.stem, "--plain", "--wifi-name", "Salen", "--wifi-password", str(secret))
    running.until_said("Hvad nu?")
    said = running.do("q", "w", "3", "0")
    assert "Wi-Fi: Salen" in said
    assert "Adgangskode til Wi-Fi: kaffe og kage" in said
    assert "####" in said


@pytest.mark.wide
def test_a_workshop_is_made_with_packs_by_lines(start, tmp_path):
    home = start("run", "--plain")
    home.until_said("n ny workshop")
    known = [pack.key for pack in load_method().packs]
    chosen = " ".join(str(known.index(key) + 1) for key in ("barrierer", "pre-mortem"))
    home.type("n", "", "Vores tiltag", "", "", "", "", "1", chosen, "3", "nej")
    home.until_said("Hvad nu?")
    (file,) = (tmp_path / "data" / "sessions").glob("*.db")
    sheet = [row.activity for row in read_state(file).run_sheet()]
    assert "barrierer-valg" in sheet
    assert "pre-mortem" in sheet
