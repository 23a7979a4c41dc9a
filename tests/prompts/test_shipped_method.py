"""The three-step method as it is shipped: complete, adding up, and true to its own ground rules."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from prompts.methods.kinds import BUILT_IN
from prompts.methods.loading import list_methods, load_method
from prompts.methods.model import (
    Activity,
    Category,
    CategorySet,
    Grid,
    Kind,
    Method,
    Phase,
    QuestionSet,
    Scale,
)

WORKSHOPS = ("90", "120", "180")


@pytest.fixture(scope="module")
def method() -> Method:
    return load_method()


UNNAMED = ("key", "title", "when", "outcome")


def activities_of(method: Method, sheet: str) -> list[Activity]:
    return [method.activity(planned.activity) for planned in method.run_sheet(sheet).plan]


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            # The method's own sets have no name, its grid is asked about in the program's words.
            unnamed = isinstance(value, CategorySet | QuestionSet | Grid | Scale) and field.name in UNNAMED
            # Only the four approaches say what a leader does in each.
            unnamed = unnamed or (isinstance(value, Category) and field.name == "leader_role")
            if (
                field.name not in {"step", "deck", "gloss", "help", "room", "beside", "look"} and not unnamed
            ):  # empty where there is none
                yield from texts_in(getattr(value, field.name))


def test_the_shipped_method_is_the_default_and_is_listed_first(method: Method) -> None:
    assert (method.key, method.language, method.title) == ("tre-skridt", "da", "Tre skridt")
    listing = list_methods()[0]
    assert (listing.key, listing.languages) == ("tre-skridt", ("da", "en", "nb"))


def test_every_run_sheet_sums_to_its_minutes(method: Method) -> None:
    sums = {sheet.key: sum(planned.minutes for planned in sheet.plan) for sheet in method.run_sheets}
    leaders = {"60": 60, "90": 90, "120": 120, "180": 180, "240": 240}
    after = {"opfoelgning-30": 20, "opfoelgning-60": 45, "opfoelgning-90": 60}
    assert sums == {**leaders, "medarbejdere-30": 30, "medarbejdere-60": 60, "opfoelgning": 30, **after}
    assert sums == {sheet.key: sheet.minutes for sheet in method.run_sheets}


@pytest.mark.parametrize("sheet", WORKSHOPS)
def test_every_workshop_collects_places_and_agrees(method: Method, sheet: str) -> None:
    kinds = {activity.kind for activity in activities_of(method, sheet)}
    assert {Kind.COLLECT, Kind.PLACE, Kind.AGREE} <= kinds


@pytest.mark.parametrize("sheet", WORKSHOPS)
def test_everyone_answers_alone_before_the_group_talks(method: Method, sheet: str) -> None:
    activities = activities_of(method, sheet)
    for kind in (Kind.PLACE, Kind.REFLECT):
        phases = [a.phase for a in activities if a.kind is kind and a.phase is not Phase.GOALS]
        assert phases[0] is Phase.ALONE
        assert set(phases[1:]) == {Phase.TALK}


@pytest.mark.parametrize("sheet", WORKSHOPS)
def test_the_steps_come_in_their_order(method: Method, sheet: str) -> None:
    order = [step.key for step in method.steps]
    positions = [order.index(a.step) for a in activities_of(method, sheet) if a.step]
    assert positions == sorted(positions)
    assert set(positions) == {0, 1, 2}


def test_the_follow_up_reviews_before_it_agrees(method: Method) -> None:
    kinds = [activity.kind for activity in activities_of(method, "opfoelgning")]
    ratings = [Kind.RATE, Kind.RATE]  # how able they are, and what they have seen, asked again
    assert kinds == [Kind.PRESENT, Kind.REVIEW, Kind.RATE, Kind.AGREE, *ratings, Kind.PRESENT]


def test_every_kind_is_in_use(method: Method) -> None:
    planned = {planned.activity for sheet in method.run_sheets for planned in sheet.plan}
    added = {planned.activity for pack in method.packs for planned in pack.plan}
    assert {method.activity(key).kind for key in planned} == set(BUILT_IN)
    assert planned | added == {activity.key for activity in method.activities}


def test_silent_writing_agreements_and_closing_are_never_cut(method: Method) -> None:
    never = ("skriv-tiltag", "placer-alene", "forslag", "aftaler", "opbakning", "afslutning", "nye-aftaler")
    assert [method.activity(key).cut_order for key in never] == [0] * len(never)


def test_read_outs_then_questions_then_check_in_then_pre_mortem_are_cut_first(method: Method) -> None:
    order = ("pointer", "tjek-ind", "pre-mortem")
    assert [method.activity(key).cut_order for key in order] == [1, 3, 4]


def test_the_five_questions_are_never_cut_whole_but_kept_for_approaches_with_initiatives(
    method: Method,
) -> None:
    for key in ("fem-spoergsmaal", "fem-spoergsmaal-stationer"):
        activity = method.activity(key)
        assert (activity.cut_order, activity.narrow_order) == (0, 2)


def test_support_is_asked_for_right_after_the_agreements(method: Method) -> None:
    for sheet in (each for each in method.first_sheets() if not each.for_employees):
        plan = [planned.activity for planned in sheet.plan]
        assert plan[plan.index("aftaler") + 1] == "opbakning", sheet.key
        assert next(each.minutes for each in sheet.plan if each.activity == "opbakning") >= 2


def test_no_text_is_empty(method: Method) -> None:
    assert all(text.strip() for text in texts_in(method))


def test_every_activity_tells_the_facilitator_what_to_say_and_watch(method: Method) -> None:
    for activity in method.activities:
        assert 2 <= len(activity.notes.say) <= 4, activity.key
        assert 2 <= len(activity.notes.watch) <= 3, activity.key


def test_every_box_has_all_its_help(method: Method) -> None:
    assert [c.title for c in method.categories] == ["Gør det!", "Tag selv", "Tæt på", "Vi gør det sammen"]
    lists = ("works_when", "fails_when", "means", "resources", "warning_signs", "examples")
    assert all(len(getattr(c, name)) >= 3 for c in method.categories for name in lists)
    assert all(c.leader_role for c in method.categories)


def test_the_projector_texts_fit_a_small_screen(method: Method) -> None:
    for activity in method.activities:
        rows = sum(1 + len(line) // 70 for line in activity.body)
        assert rows <= 12, activity.key
        assert len(activity.prompt) <= 90, activity.key


def test_support_starts_at_three_on_a_scale_where_every_number_has_words(method: Method) -> None:
    scale = method.activity("opbakning").scale
    assert scale is not None
    assert (scale.lowest, scale.highest, scale.threshold) == (0, 5, 3)
    assert [scale.label(value) for value in (3, 5)] == ["Kan jeg leve med", "Jeg går forrest"]
    assert all(scale.label(value) for value in range(6))


def test_the_source_line_claims_no_more_than_is_true(method: Method) -> None:
    assert method.source_line == (
        "Navnene og de tre skridt stammer fra LEAD (lead.eu/implementeringsledelse). "
        "Beskrivelserne er værktøjets egne."
    )
    assert not [text for text in texts_in(method) if "LEAD" in text and text != method.source_line]


@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_no_share_is_told_without_whose_it_is(language: str) -> None:
    method = load_method("tre-skridt", language)
    shares = [text for text in texts_in(method) if re.search(r"\d\s?(%|procent|prosent|per cent)", text)]
    stairs = method.activity("trappen-oplaeg").categories
    assert {stair.short for stair in stairs} == set(shares)
    assert all("Justesen" in text for text in shares)


def test_no_foreign_facilitation_word_is_used(method: Method) -> None:
    forbidden = re.compile(r"\b(workshoppen|brainstorm\w*|feedbacke|icebreaker)\b", re.IGNORECASE)
    assert not [text for text in texts_in(method) if forbidden.search(text)]


@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_no_prompt_sends_those_who_read_it_on_the_screen_to_the_screen(language: str) -> None:
    screen = re.compile(r"\b(skærmen|skjermen|screen)\b", re.IGNORECASE)
    activities = load_method("tre-skridt", language).activities
    assert not [activity.prompt for activity in activities if screen.search(activity.prompt)]
