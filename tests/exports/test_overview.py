"""The overview of many workshops: every figure is one that can be counted by hand in what is given here."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from exports.formats import overview_calendar, overview_xlsx
from exports.overview import MethodTexts, OverviewFilter, make_overview
from exports.reminder import Promise, reminder_text
from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method
from sessions.queries.overview_facts import ApproachCount, KnownAgreement, KnownWorkshop

TODAY = date(2026, 4, 10)
MADE = datetime(2026, 4, 10, 12, 0, tzinfo=UTC)
METHOD = MethodTexts(
    (("goer-det", "Gør det!"), ("taet-paa", "Tæt på")),
    (30, 60, 90),
    load_method("tre-skridt", "da").follow_up_sheets(),
)


def workshop(
    name,
    group="Ledelsen",
    status="closed",
    meeting=1,
    first=date(2026, 3, 4),
    latest=None,
    sheet="opfoelgning",
    agreed=None,
):
    return KnownWorkshop(
        name,
        f"Workshop {name}",
        "Eksempelby",
        group,
        "tre-skridt",
        "da",
        status,
        meeting,
        sheet,
        first,
        latest or first,
        agreed,
    )


def step(name, number, who, due, approach="", what="Ringer"):
    return KnownAgreement(
        name, number, 1, who, what, due, "", "En liste", "not-started", "Vagtplan", approach
    )


WORKSHOPS = (
    workshop("a"),
    workshop("b", "Plejen", meeting=2, latest=date(2026, 4, 7)),
    workshop("c", "Plejen", status="lobby", meeting=2, latest=date(2026, 4, 20)),
    workshop("d", "Skolen", first=date(2025, 3, 4)),
    workshop("e", "Skolen", status="running"),
)
STEPS = (
    step("a", 1, "Bo", date(2026, 5, 1)),
    step("a", 2, "Anne", date(2026, 4, 1), "taet-paa"),
    step("b", 1, "anne", date(2026, 4, 10), "taet-paa"),
    step("b", 2, "", None, "taet-paa"),
    step("c", 1, "Carl", date(2026, 4, 9), "goer-det"),
    step("e", 1, "Dorte", date(2026, 6, 1)),
)
COUNTS = (
    ApproachCount("a", 2026, "goer-det", 2),
    ApproachCount("a", 2026, "taet-paa", 5),
    ApproachCount("b", 2026, "taet-paa", 1),
    ApproachCount("c", 2025, "taet-paa", 2),
    ApproachCount("d", 2025, "", 4),
    ApproachCount("d", 0, "egen", 1),
)


@pytest.fixture(scope="module")
def found():
    return made()


def made(only=None):
    chosen = WORKSHOPS if only is None else tuple(filter(only.takes, WORKSHOPS))
    return make_overview(chosen, STEPS, COUNTS, lambda _: METHOD, TODAY)


def test_late_ones_come_first_and_today_is_not_late(found):
    assert [(each.known.who, each.overdue) for each in found.steps] == [
        ("Anne", True),
        ("Carl", True),
        ("anne", False),
        ("Bo", False),
        ("Dorte", False),
        ("", False),
    ]
    assert found.overdue == 2


def test_initiatives_are_counted_by_approach_year_and_group(found):
    told = {line.key: (line.title, dict(line.by_year), dict(line.by_group)) for line in found.approaches}
    assert told == {
        "goer-det": ("Gør det!", {2026: 2}, {"Ledelsen, Eksempelby": 2}),
        "taet-paa": (
            "Tæt på",
            {2026: 6, 2025: 2},
            {"Ledelsen, Eksempelby": 5, "Plejen, Eksempelby": 3},
        ),
        "egen": ("egen", {0: 1}, {"Skolen, Eksempelby": 1}),
        "": ("", {2025: 4}, {"Skolen, Eksempelby": 4}),
    }
    assert [line.key for line in found.approaches][-1] == ""
    assert found.years == (2026, 2025, 0)


def test_the_load_of_leaders_is_that_of_one_approach_and_a_name_is_one_person_however_it_is_written(found):
    assert [(load.who, load.count) for load in found.load_of_groups] == [
        ("Ledelsen, Eksempelby", 5),
        ("Plejen, Eksempelby", 3),
    ]
    assert [(load.who, load.count) for load in found.load_of_people] == [("Anne", 2)]


def test_the_next_meeting_is_the_first_that_was_not_held(found):
    told = [(each.workshop.name, each.day, each.days, each.standing.value) for each in found.meetings]
    assert told == [
        ("a", date(2026, 4, 7), 30, "late"),  # 30 days fall on Good Friday, and move past Easter
        ("c", date(2026, 4, 20), 0, "prepared"),
        ("b", date(2026, 5, 4), 60, "planned"),  # 3 May is a Sunday
    ]
    assert [each.agreements for each in found.meetings] == [2, 1, 2]
    assert [each.sheet for each in found.meetings] == [
        "Opfølgning efter 30 dage, 20 minutter",
        "Opfølgning, 30 minutter",
        "Opfølgning efter 60 dage, 45 minutter",
    ]


def next_of(known):
    (told,) = make_overview([known], [step("a", 1, "Bo", None)], (), lambda _: METHOD, TODAY).meetings
    return told.day, told.days, told.standing.value, told.sheet


def test_what_the_latest_meeting_asked_is_not_proposed_again():
    """Held early with the sheet for 60 days: by its day alone it stood for the one after 30."""
    known = workshop("a", meeting=2, latest=date(2026, 4, 7), sheet="opfoelgning-60")
    assert next_of(known) == (date(2026, 6, 2), 90, "planned", "Opfølgning efter 90 dage, 60 minutter")


def test_the_day_on_which_a_group_agreed_to_meet_stands_before_what_is_proposed():
    agreed = workshop("a", agreed=date(2026, 5, 12))
    assert next_of(agreed) == (date(2026, 5, 12), 69, "agreed", "Opfølgning efter 60 dage, 45 minutter")
    missed = workshop("a", agreed=date(2026, 4, 9))
    assert next_of(missed)[2] == "late"
    long_ago = workshop("a", first=date(2026, 1, 7))
    assert next_of(long_ago)[2:] == ("late", "Opfølgning efter 90 dage, 60 minutter")
    (told,) = make_overview([agreed], (), (), lambda _: METHOD, TODAY).meetings
    assert told.agreements == 0


def test_a_filter_leaves_out_what_belongs_to_others():
    told = made(OverviewFilter(group="plej"))
    assert {each.workshop.name for each in told.steps} == {"b", "c"}
    assert [line.initiatives for line in told.approaches] == [0, 3]
    assert {each.workshop.name for each in told.meetings} == {"b", "c"}
    assert made(OverviewFilter("eksempel", "skolen")).figures()["workshops"] == 2
    assert made(OverviewFilter("Nabokommunen")).steps == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spreadsheet_holds_the_same_with_real_dates(found, language):
    book = load_workbook(BytesIO(overview_xlsx.render(found, load_words(language), MADE)))
    agreements, approaches, load, meetings = book.worksheets
    rows = list(agreements.iter_rows(min_row=2, values_only=True))
    assert [row[0] or "" for row in rows] == [each.known.who for each in found.steps]
    assert [row[2].date() if row[2] else None for row in rows] == [each.known.due for each in found.steps]
    totals = list(approaches.iter_rows(min_row=2, values_only=True))[: len(found.approaches)]
    assert [row[2:] for row in totals] == [(2, 2, 0, 0), (8, 6, 2, 0), (1, 0, 0, 1), (4, 0, 4, 0)]
    assert [row[2] for row in load.iter_rows(min_row=2, values_only=True)] == [5, 3, 2]
    assert [row[0].date() for row in meetings.iter_rows(min_row=2, values_only=True)] == [
        each.day for each in found.meetings
    ]


def test_the_calendar_has_each_date_once_and_a_text_is_no_formula_and_no_second_line(found):
    calendar = Calendar.from_ical(overview_calendar.render(found, load_words("da"), MADE))
    events = calendar.walk("VEVENT")
    days = sorted(event.decoded("dtstart") for event in events)
    dated = [each.known.due for each in found.steps if each.known.due]
    assert days == sorted([*dated, *(each.day for each in found.meetings)])
    assert len({str(event["uid"]) for event in events}) == len(events) == 8
    evil = make_overview(
        WORKSHOPS, [step("a", 1, "=1+1", TODAY, what="X\r\nBEGIN:VEVENT")], (), lambda _: METHOD, TODAY
    )
    assert len(Calendar.from_ical(overview_calendar.render(evil, load_words("da"), MADE)).walk("VEVENT")) == 2
    sheet = load_workbook(BytesIO(overview_xlsx.render(evil, load_words("da"), MADE))).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_what_nobody_is_asked_about_masks_personal_numbers():
    number = "61 12 99 – 4321"
    named = replace(WORKSHOPS[0], title=f"Sag {number}", group_name=f"Familien {number}")
    steps = [step("a", 1, f"Bo {number}", TODAY, what=f"Ringer om {number}")]
    found = make_overview((named,), steps, (), lambda _: METHOD, TODAY)
    book = load_workbook(BytesIO(overview_xlsx.render(found, load_words("da"), MADE)))
    dates = Calendar.from_ical(overview_calendar.render(found, load_words("da"), MADE)).walk("VEVENT")
    told = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    told += [str(event[key]) for event in dates for key in ("summary", "description")]
    promise = Promise(f"Ringer om {number}", TODAY, "", number, f"Sag {number}")
    told.append(reminder_text("Bo", [promise], TODAY, load_words("da")))
    assert sum(text.count("•• •• •• – ••••") for text in told) >= 9
    assert not any("4321" in text for text in told)


def test_an_event_has_the_id_that_the_workshops_own_calendar_gives_it(tmp_path, rooms, method):
    from exports.formats import calendar
    from exports.minutes import build_minutes
    from sessions import commands as do
    from sessions.storage.overview.overview_index import OverviewIndex

    room = rooms.new(organisation="Eksempelby", group_name="Ledelsen", title="Lederdag")
    room.go_to("aftaler")
    room.ask(do.AddNextStep("Anne", "Ringer", TODAY, "En liste"))
    room.ask(do.CloseWorkshop())
    own = Calendar.from_ical(calendar.render(build_minutes(room.state(), method, MADE, "1")))
    with OverviewIndex(tmp_path) as index:
        index.refresh()
        told = make_overview(index.workshops(), index.agreements(), (), lambda _: METHOD, date(2026, 3, 5))
    over = Calendar.from_ical(overview_calendar.render(told, load_words("da"), MADE))
    ids = {str(event["uid"]) for event in over.walk("VEVENT")}
    assert len(ids) == 2
    assert ids <= {str(event["uid"]) for event in own.walk("VEVENT")}
