"""Dates for a calendar, a text for a mail, and all of it in one file."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of_case
from hostile import TEXTS, state_with
from icalendar import Calendar
from test_first_page import decided
from test_follow_up_golden import minutes_in

from exports.contents.follow_up_dates import is_working_day
from exports.formats import bundle, calendar, mail, markdown
from exports.formats.format_registry import EVERY_FORMAT
from exports.minutes import build_minutes
from exports.slides import slides_of
from prompts.language.cleaning import clean_line
from prompts.language.words import LANGUAGES, load_words


def minutes_of(state, made=MADE):
    return build_minutes(state, METHOD, made, VERSION)


def events(minutes):
    return Calendar.from_ical(calendar.render(minutes)).walk("VEVENT")


def test_each_agreement_and_each_follow_up_is_an_event_with_a_reminder():
    found = {str(event["SUMMARY"]): event for event in events(minutes_of(state_of_case(read_case())))}
    case = read_case()
    for step in case["next_steps"]:
        event = found[f"{step['who']}: {step['what']}"]
        assert event["DTSTART"].dt == date.fromisoformat(step["when"])
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert step["first_visible_result"] in str(event["DESCRIPTION"])
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(days=-2)
    others = [event for name, event in found.items() if name.startswith("Opfølgning:")]
    every = events(minutes_of(state_of_case(case)))
    assert len(others) == 1
    assert len(every) == len(case["next_steps"]) + len(METHOD.follow_up_days)
    assert all(is_working_day(event["DTSTART"].dt) for event in every if "Opfølgning" in event["SUMMARY"])


def test_follow_ups_stay_out_of_weekends_holidays_and_the_summer_weeks():
    for start in (date(2026, 6, 2), date(2026, 11, 24), date(2026, 3, 4)):
        state = state_of_case(read_case() | {"date": start.isoformat()})
        days = [event["DTSTART"].dt for event in events(minutes_of(state)) if "Opf" in event["SUMMARY"][:3]]
        assert len(days) == len(METHOD.follow_up_days)
        assert not [day for day in days if day.isoweekday() > 5 or day.isocalendar().week in range(28, 32)]


def test_a_second_export_updates_what_the_first_one_made():
    first = {str(event["UID"]): event for event in events(minutes_of(state_of_case(read_case())))}
    state = state_of_case(read_case())
    step = next(iter(state.next_steps))
    state.load([replace(step, due=date(2026, 5, 5), what="Noget andet")])
    second = {str(event["UID"]): event for event in events(minutes_of(state, MADE + timedelta(days=1)))}
    assert first.keys() == second.keys()
    (moved,) = [uid for uid in first if first[uid]["DTSTART"].dt != second[uid]["DTSTART"].dt]
    assert second[moved]["SEQUENCE"] > first[moved]["SEQUENCE"]
    assert not any(step.id in uid for uid in first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_of_a_follow_up_lists_the_same_open_agreements(language):
    words, minutes = load_words(language), minutes_in(language)
    open_now = ["Inviterer PPR", "Opfølgning på sygefravær", "Spørger de pårørende"]
    settled = ["Vælger de tre tiltag", "Holder første fælles værksted"]
    text = mail.mail_text(minutes)
    dates = [str(event["SUMMARY"]) for event in events(minutes)]
    slides = slides_of(minutes).slides
    (table,) = [str(slide.table) for slide in slides if words("plan.result") in str(slide.table[:1])]
    head = words("minutes.meetings.open-title")
    listed = markdown.render(minutes).decode().split(f"## {head}")[1].split("\n## ")[0]
    for told in (text, "\n".join(dates), table, listed):
        assert [what for what in open_now if what not in told] == []
        assert [what for what in settled if what in told] == []
    assert words("slides.agreements", n=3) in slides[-2].title


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_follow_up_tells_in_mail_and_slides_what_became_of_the_agreements(language):
    minutes, words = minutes_in(language), load_words(language)
    counts = " · ".join(
        f"{words(f'minutes.review.{status}')} 1" for status in ("not-started", "under-way", "done", "stopped")
    )
    summary = words("minutes.review.summary", counts=counts)
    assert summary in mail.mail_text(minutes)
    first, status, *_ = slides_of(minutes).slides
    assert summary in [item.text for item in first.lines]
    assert first.title == words("slides.followed-up", n=4, open=3)
    told = {row[1].split()[0]: row[3] for row in status.table[1:]}
    assert told["Vælger"] == words("minutes.review.done")
    assert told["Holder"] == words("minutes.review.stopped")


def test_a_follow_up_shows_no_placing_that_it_did_not_do():
    deck = slides_of(minutes_in())
    assert [slide for slide in deck.slides if slide.groups or (slide.chart and slide.chart.stacked)] == []
    assert len(deck.slides) == 4


@pytest.mark.parametrize("text", TEXTS, ids=[ascii(text)[1:25] for text in TEXTS])
def test_any_text_stays_in_its_field_and_lines_are_folded(text):
    content = calendar.render(minutes_of(state_with(text)))
    (event,) = [
        each for each in Calendar.from_ical(content).walk("VEVENT") if each["DTSTART"].dt == date(2026, 3, 18)
    ]
    assert str(event["SUMMARY"]) == clean_line(f"{clean_line(text)}: {clean_line(text)}")
    assert max(map(len, content.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_holds_decisions_agreements_and_dates(language):
    words = load_words(language)
    minutes = build_minutes(decided(), METHOD, MADE, VERSION)
    text = mail.mail_text(replace(minutes, language=language))
    for told in (words("decisions.title").upper(), "Vi mødes igen inden påske", "Vælger de tre tiltag", "16"):
        assert told in text
    assert len(text) < 2_500
    assert mail.render(minutes).count(b"\r\n") == mail.mail_text(minutes).count("\n")


@pytest.mark.parametrize(("language", "title"), [("da", "“{}”"), ("en", "“{}”"), ("nb", "«{}»")])
def test_mail_and_calendar_quote_the_title_where_it_stands_in_a_sentence(language, title):
    minutes = minutes_in(language)
    quoted = title.format(minutes.title)
    assert quoted in mail.mail_text(minutes)
    assert all(quoted in str(event["DESCRIPTION"]) for event in events(minutes))


@pytest.mark.wide
def test_the_zip_holds_every_format_once_and_opens():
    minutes = build_minutes(decided(), METHOD, MADE, VERSION)
    with zipfile.ZipFile(BytesIO(bundle.render(minutes))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert set(names) == {
            entry.file_name_in(load_words("da")) for entry in EVERY_FORMAT.values() if entry.name != "zip"
        }
        assert archive.read("referat.md") == EVERY_FORMAT["md"].renderer()(minutes)
    assert bundle.render(replace(minutes, generated_at=datetime(1970, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("name", sorted(set(EVERY_FORMAT) - {"zip"}))
def test_nothing_internal_is_in_any_format(name):
    state = decided()
    content = EVERY_FORMAT[name].renderer()(minutes_of(state))
    for secret in (
        b"the-join-secret",
        b"ABC234",
        b"hash-1",
        b"card-initiatives-1",
        b"step-1@",
        b"run-1-stem",
    ):
        assert secret not in content
