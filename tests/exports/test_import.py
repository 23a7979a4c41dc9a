"""What was exported as JSON can be imported, and makes the same minutes again."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from case_state import MADE, METHOD, VERSION, card, read_case, state_of, state_of_case, workshop
from hostile import TEXTS, state_with
from test_first_page import decided
from test_follow_up_golden import second_meeting

from exports.errors import ExportError
from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from exports.reading.choices import choices
from exports.reading.minutes_file import LARGEST, read_minutes
from exports.reading.rows import RowsOfMinutes
from prompts.methods.loading import load_method
from sessions import model
from sessions.commands import ParkItem
from sessions.group_subject import GROUP
from sessions.model import ActivityStatus
from sessions.storage.store import read_state
from workshop.archive.importing import import_minutes
from workshop.hosting.open_sessions import opened


def exported(state):
    method = load_method("tre-skridt", state.workshop.language)
    return json_format.render(build_minutes(state, method, MADE, VERSION))


def imported(tmp_path, content, **options):
    file = tmp_path / "referat.json"
    file.write_bytes(content)
    return import_minutes(file, tmp_path / "sessions", **options)


def merged():
    """A deck with merged cards, themes, hidden nothing, two axes and a small group that shows itself."""
    state = decided(show_small_groups=True)
    vote = next(row for row in state.scheduled if row.activity == "stem")
    state.load([model.Weighing(vote.id, "card-proposals-2", 3, 1)])
    state.load(
        [card("risks", 1, "Ingen tid"), card("risks", 2, "Slet ingen tid", merged_into="card-risks-1")]
    )
    return state


def filled_in():
    """What the group said of itself and of its cards, and how many initiatives it has leaders' time for."""
    state = decided()
    given = [
        (GROUP, "ledelse", ("Spørg oftere", "Vælg fra")),
        ("card-initiatives-1", "behov-ressourcer", ("To timer",)),
        ("card-initiatives-2", "adfaerd-maal", ("Lederen spørger",)),
        ("taet-paa", "ledertid", ("3",)),
    ]
    agreed = [(GROUP, "tre-styrker", "Vi øver os\nVi siger fra"), ("taet-paa", "ledertid", "Højst 2")]
    agreed += [("card-initiatives-1", "behov-ressourcer", "Tre timer om ugen")]
    state.load(
        [
            model.Answer(f"svar-{about}-{number}", about, question, None, text, 1, MADE)
            for about, question, texts in given
            for number, text in enumerate(texts)
        ]
    )
    state.load([model.AgreedAnswer(*each) for each in agreed])
    return state


@pytest.mark.wide(short=2)
@pytest.mark.parametrize("language", ["da", "en", "nb"])
@pytest.mark.parametrize(
    "make",
    [
        lambda language: state_of_case(read_case() | {"language": language}),
        lambda language: second_meeting(language)[0],
        lambda language: replace_language(decided(), language),
        lambda language: replace_language(merged(), language),
        lambda language: replace_language(filled_in(), language),
        lambda language: described(language),
        lambda language: state_of(workshop(read_case(), language=language)),
    ],
    ids=["first", "follow-up", "decided", "merged", "filled in", "described", "empty"],
)
def test_export_import_export_is_the_same_byte_for_byte(tmp_path, make, language):
    before = exported(make(language))
    state = read_state(imported(tmp_path, before))
    assert exported(state) == before
    method = load_method("tre-skridt", language)
    told = [markdown.render(build_minutes(each, method, MADE, VERSION)) for each in (make(language), state)]
    assert told[0] == told[1]


def described(language):
    """Two meetings that both said something of themselves for the head of the minutes."""
    state, *_ = second_meeting(language)
    state.load(
        [
            model.MeetingDetails(1, place="Rådhuset", case_number="26/1234"),
            model.MeetingDetails(2, purpose="Vi ser på aftalerne", hours="9-10", absentees="Kim, Bo"),
        ]
    )
    return state


def replace_language(state, language):
    state.load([replace(state.workshop, language=language)])
    return state


def test_nobody_is_given_a_choice_dots_or_a_number(tmp_path):
    state = read_state(imported(tmp_path, exported(decided())))
    people = {person.id for person in state.participants}
    assert people
    assert not [row for row in (*state.placements, *state.votes) if row.participant in people]
    assert not list(state.ratings)
    assert {row.author for row in (*state.cards, *state.answers)} == {None}


def test_an_imported_workshop_goes_on(tmp_path):
    path = imported(tmp_path, exported(state_of_case(read_case(), status=model.WorkshopStatus.RUNNING)))
    with opened(path) as session:
        session.room.submit(ParkItem("Noget nyt")).result()
    state = read_state(path)
    assert len(state.next_steps) == len(read_case()["next_steps"])
    assert len(state.parked_items) == len(read_case()["parked"]) + 1


def test_a_template_keeps_the_frame_and_nothing_that_people_gave(tmp_path):
    path = imported(tmp_path, exported(decided()), template=True)
    state, before = read_state(path), decided()
    same = ("title", "organisation", "group_name", "method", "run_sheet", "language", "dots", "max_per_item")
    assert [getattr(state.workshop, name) for name in same] == [
        getattr(before.workshop, name) for name in same
    ]
    assert [row.activity for row in state.run_sheet()] == [row.activity for row in before.run_sheet()]
    assert {row.status for row in state.run_sheet()} == {ActivityStatus.WAITING}
    for table in (
        "participants",
        "cards",
        "answers",
        "next_steps",
        "decisions",
        "parked_items",
        "placements",
    ):
        assert len(state.table(table)) == 0


@pytest.mark.parametrize("text", TEXTS, ids=[ascii(text)[1:25] for text in TEXTS])
def test_any_text_comes_back_as_it_was(text):
    before = exported(state_with(text))
    ids = map(str, itertools.count())
    maker = RowsOfMinutes(read_minutes(before, "x"), METHOD, lambda: next(ids), MADE, "secret", "ABC234")
    after = exported(state_of(*maker.rows()))
    # A name as long as these texts is cut, and what fewer than three chose is in no file.
    told = [json.loads(each) for each in (before, after)]
    for each in told:
        del each["participants"], each["ballots"]
        each["initiatives"] = [(entry["text"], entry["merged"]) for entry in each["initiatives"]]
    assert told[0] == told[1]


GOOD = json.loads(exported(state_of_case(read_case())))
TOO_MANY = {"activity": "x", "statement": "y", "meeting": 1, "n": 1, "counts": {"1": 10**30}}


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "ikke hel, gyldig JSON"),
        (b"not json", "ikke hel, gyldig JSON"),
        (b"\xff\xfe\x00", "ikke hel, gyldig JSON"),
        (b"[" * 100_000, "skrevet til noget andet"),
        (b'{"a": 1}', "skrevet til noget andet"),
        (json.dumps(GOOD | {"format_version": 99}).encode(), "nyere udgave"),
        (json.dumps(GOOD | {"participants": "alle"}).encode(), "“participants” er noget andet"),
        (json.dumps({**GOOD, "next_steps": [{"who": 1}]}).encode(), "“next_steps[0].who” er noget andet"),
        (json.dumps({**GOOD, "initiatives": GOOD["initiatives"] * 2}).encode(), "et nummer står to gange"),
        (json.dumps({**GOOD, "date": "i morgen"}).encode(), "“date” er noget andet"),
        (json.dumps({**GOOD, "ratings": [TOO_MANY]}).encode(), "“ratings[0].counts[...]” er noget andet"),
        (b" " * (LARGEST + 1), "MB"),
    ],
)
def test_what_is_no_minutes_is_refused_and_nothing_is_made(tmp_path, content, told):
    with pytest.raises(ExportError) as refusal:
        imported(tmp_path, content)
    assert told in refusal.value.sentence()
    assert "Intet er lavet" in refusal.value.sentence()
    assert not list(tmp_path.rglob("*.db"))


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(ExportError) as refusal:
        import_minutes(tmp_path / "mangler.json", tmp_path / "sessions")
    assert refusal.value.sentence().startswith("mangler.json kan ikke l\u00e6ses: ")
    assert "No such file" not in refusal.value.sentence()


def test_an_earlier_file_without_the_newer_keys_is_read(tmp_path):
    older = {key: value for key, value in GOOD.items() if key not in ("decisions", "purpose", "approaches")}
    older["next_steps"] = [
        {key: value for key, value in step.items() if key != "number"} for step in GOOD["next_steps"]
    ]
    state = read_state(imported(tmp_path, json.dumps(older).encode()))
    assert sorted(step.number for step in state.next_steps) == [1, 2, 3]


def test_any_counts_that_a_group_can_make_come_back():
    chance = random.Random(11)  # noqa: S311 - the same groups every time
    for _ in range(2_000):
        keys = ["a", "b", "c", "d"][: chance.randint(2, 4)]
        people = [
            (chance.choice([None, *keys]), chance.choice([None, *keys])) for _ in range(chance.randint(0, 14))
        ]
        first = Counter(before for before, _ in people if before)
        stands = Counter(after or before for before, after in people if after or before)
        moved = sum(bool(before and after and before != after) for before, after in people)
        made = list(choices(first, stands, moved))
        assert Counter(before for before, _ in made if before) == first
        assert Counter(after or before for before, after in made if after or before) == stands
        assert sum(bool(before and after and before != after) for before, after in made) == moved


@pytest.mark.long
def test_two_thousand_cards_are_read_in_five_seconds(tmp_path):
    rows = [card("initiatives", number, f"Tiltag {number}") for number in range(1, 2_001)]
    rows += [
        model.Placement(f"card-initiatives-{number}", f"id-{person}", 1, ("sammen", "tag-selv")[person % 2])
        for number in range(1, 2_001)
        for person in range(10)
    ]
    before = exported(state_of(workshop(read_case()), *rows))
    started = datetime.now(UTC)
    path = imported(tmp_path, before)
    assert datetime.now(UTC) - started < timedelta(seconds=5)
    assert exported(read_state(path)) == before
    assert METHOD.key == read_state(path).workshop.method
    assert read_state(path).workshop.date == date.fromisoformat(read_case()["date"])


def test_what_an_initiative_needs_keeps_its_lines_in_its_cell():
    state = filled_in()
    state.load([model.AgreedAnswer("card-initiatives-1", "behov-ressourcer", "To dage\nMangler: en vikar")])
    told = markdown.render(build_minutes(state, load_method(), MADE, VERSION)).decode()
    assert "| To dage · Mangler: en vikar |" in told


@pytest.mark.parametrize(
    ("language", "aside"), [("da", "Ikke valgt nu"), ("nb", "Ikke valgt nå"), ("en", "Not chosen now")]
)
def test_minutes_hold_what_the_second_step_is_for(language, aside):
    """Leadership, patterns, what an initiative needs, what was not chosen, and which group a card is from."""
    state = replace_language(filled_in(), language)
    state.load(
        [
            model.AgreedAnswer(GROUP, "ledelse", "Vi siger nej til nyt"),
            model.SetAside("card-initiatives-4", 1),
            replace(state.cards.get("card-initiatives-1"), origin="Hjemmeplejen"),
        ]
    )
    method = load_method("tre-skridt", language)
    told = markdown.render(build_minutes(state, method, MADE, VERSION)).decode()
    form = method.activity("moenstre").record
    for title in (field.title for field in form.fields if field.key in ("ledelse", "tre-styrker")):
        assert f"### {title}" in told
    written = ("Vi siger nej til nyt", "- Vi øver os", "Tre timer om ugen", "(Hjemmeplejen)", f"## {aside}")
    for said in written:
        assert said in told
