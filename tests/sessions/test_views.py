"""The views of a session file answer questions asked with SQL alone, by other programs too."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import venv
from datetime import date
from pathlib import Path

import pytest

from sessions import commands as do
from sessions.model import StepStatus
from sessions.storage.file_reading import read_state
from sessions.storage.session_file import DamagedFileError, peek
from sessions.storage.views import VIEWS
from sessions.tallies.tally import tally_card

DATA = Path(__file__).parent.parent / "data" / "schemas"


def ask(path, query):
    """The rows as any program gets them: through a connection that knows nothing of ours."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        file.row_factory = sqlite3.Row
        return [dict(row) for row in file.execute(query)]


@pytest.fixture
def played(rooms, clock):
    """Two meetings: four initiatives, one merged and one hidden, placed twice by four; three agreements."""
    room = rooms.new(organisation="Eksempelby", group_name="Ledelsen")
    people = [room.join(name) for name in ("Anne", "Bo", "Carl", "Dorte")]
    room.go_to("skriv-tiltag")
    calls, calls_again, hidden, rota = (
        room.write(text) for text in ("Ringetider", "Ringe-tider", "Skjult", "Vagtplan")
    )
    room.ask(do.MergeCards(calls, (calls_again,)))
    room.ask(do.HideCard(hidden))
    room.go_to("placer-alene")
    for person in people:
        room.ask(do.PlaceCard(calls, "goer-det"), person)
    for person in people[:2]:
        room.ask(do.PlaceCard(rota, "sammen"), person)
    room.go_to("tal-om-de-delte")
    room.ask(do.StartSecondRound())
    room.ask(do.PlaceCard(calls, "taet-paa"), people[0])
    room.ask(do.EndSecondRound())
    room.ask(do.AgreePlacement(calls, "goer-det", "taet-paa"))
    room.ask(do.NoteDisagreement(calls, "Nogle vil vente"))
    room.ask(do.AddNextStep("Anne", "Ringer", date(2026, 3, 18), "En liste", card=calls_again))
    done = room.ask(do.AddNextStep("Bo", "Skriver", date(2026, 3, 20), "Et brev")).id
    room.ask(do.AddNextStep("", "Spørger", None, "", due_words="snarest"))
    room.ask(do.RemoveNextStep(room.ask(do.AddNextStep("Carl", "Fjernet", None, "")).id))
    room.ask(do.CloseWorkshop())
    clock.move(days=30)
    room.ask(do.StartMeeting("opfoelgning"))
    room.go_to("status-paa-aftaler")
    room.ask(do.ReviewNextStep(done, StepStatus.DONE, "Det gik"))
    return room


def test_open_agreements_are_those_that_are_neither_done_stopped_nor_removed(played):
    anne, nobody = ask(played.path, "SELECT * FROM agreements_open ORDER BY number")
    assert anne == {
        "workshop": "Prøve",
        "organisation": "Eksempelby",
        "group_name": "Ledelsen",
        "number": 1,
        "who": "Anne",
        "what": "Ringer",
        "due": "2026-03-18",
        "due_in_words": None,
        "first_visible_result": "En liste",
        "resources": "",
        "help": "",
        "status": "not-started",
        "learned": None,
        "agreed_in_meeting": 1,
        "agreed_on": "2026-03-04",
        "about": "Ringetider",
        "approach": "goer-det",
    }
    assert (nobody["due"], nobody["due_in_words"], nobody["about"]) == (None, "snarest", None)


def test_initiatives_are_the_cards_that_stand_with_what_was_agreed_of_them(played):
    calls, rota = ask(played.path, "SELECT * FROM initiatives ORDER BY number")
    assert (calls["text"], calls["approach"], calls["next_approach"]) == (
        "Ringetider",
        "goer-det",
        "taet-paa",
    )
    assert (calls["disagreement"], calls["written_on"]) == ("Nogle vil vente", "2026-03-04")
    assert (rota["text"], rota["approach"]) == ("Vagtplan", None)


def test_placements_are_told_as_the_program_tells_them_and_never_of_two_people(played):
    rows = ask(played.path, "SELECT text, meeting, approach, people, of_people FROM placements_by_group")
    assert rows == [
        {"text": "Ringetider", "meeting": 1, "approach": "goer-det", "people": 3, "of_people": 4},
        {"text": "Ringetider", "meeting": 1, "approach": "taet-paa", "people": 1, "of_people": 4},
    ]


def test_an_open_round_tells_nothing_and_hands_count_as_in_the_tally(room):
    people = [room.join(f"p{n}") for n in range(3)]
    room.go_to("skriv-tiltag")
    card = room.write("Ringetider")
    room.go_to("placer-alene")
    for person in people:
        room.ask(do.PlaceCard(card, "goer-det"), person)
    query = "SELECT approach, people FROM placements_by_group ORDER BY approach"
    assert ask(room.path, query) == []
    room.ask(do.CountHands(card, "sammen", 2))
    room.go_to("tal-om-de-delte")
    tally = tally_card(room.state(), room.method, room.state().cards.get(card))
    told = {entry.category: entry.count for entry in tally.final if entry.count}
    assert (
        {row["approach"]: row["people"] for row in ask(room.path, query)}
        == told
        == {
            "goer-det": 3,
            "sammen": 2,
        }
    )


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_ours_that_says_something_else_is_foreign(rooms, name):
    path = rooms.file()
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute(f"DROP VIEW {name}")
        file.execute(f"CREATE VIEW {name} AS SELECT * FROM participants")
        file.commit()
    with pytest.raises(DamagedFileError):
        peek(path)


def test_an_older_file_has_them_once_it_was_opened(tmp_path, rooms):
    path = Path(shutil.copy(DATA / "session-4.db", tmp_path / "old.db"))
    rooms.open(path).room.stop()
    found = ask(path, "SELECT who, due FROM agreements_open ORDER BY number")
    assert found == [{"who": "Anne", "due": "2026-04-08"}, {"who": "Bo", "due": None}]
    assert read_state(path).next_steps


def test_the_page_about_them_names_every_column(rooms):
    page = (Path(__file__).parents[2] / "docs" / "sql.md").read_text("utf-8")
    path = rooms.file()
    for name in VIEWS:
        told = page.split(f"## `{name}`")[1].split("\n## ")[0]
        rows = ask(path, f"SELECT name FROM pragma_table_info('{name}')")
        assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == [row["name"] for row in rows]


def test_every_question_on_the_page_can_be_asked(played):
    page = (Path(__file__).parents[2] / "docs" / "sql.md").read_text("utf-8")
    questions = re.findall(r"```sql\n(.+?)```", page, re.DOTALL)
    assert len(questions) >= 3
    for question in questions:
        ask(played.path, question)


@pytest.fixture
def datasette(tmp_path):
    """Datasette in an environment of its own: what it needs does not go together with our tools."""
    where = tmp_path / "datasette"
    venv.create(where, with_pip=True)
    programs = where / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", "datasette>=0.65,<0.66"], check=True)
    return programs / "datasette"


@pytest.mark.long
@pytest.mark.timeout(300)
def test_datasette_shows_them(played, datasette):
    """Datasette is what many organisations look into SQLite files with."""
    played.room.stop()
    found = {}
    for name in VIEWS:
        asked = f"/{played.path.stem}/{name}.json?_shape=array"
        done = subprocess.run(
            [datasette, "serve", "-i", played.path, "--get", asked],
            capture_output=True,
            text=True,
            check=True,
        )
        found[name] = json.loads(done.stdout)
    assert [row["who"] for row in found["agreements_open"]] == ["Anne", ""]
    assert len(found["initiatives"]) == len(found["placements_by_group"]) == 2
