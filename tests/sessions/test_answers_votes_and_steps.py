"""Answers, ratings, dots, next steps, what is parked: each within its own limits."""

import math
from datetime import date, timedelta

import pytest

from prompts.language.words import load_words
from prompts.language.written_dates import as_typed
from sessions import commands as do
from sessions.clock import from_stamp
from sessions.errors import (
    ActivityClosedError,
    BadDateError,
    EmptyTextError,
    OutOfScaleError,
    TextTooLongError,
    TooManyDotsError,
    TooManyOnOneError,
    UnknownCardError,
    UnknownCategoryError,
    UnknownItemError,
    UnknownQuestionError,
    UnknownStatementError,
)
from sessions.model import StepStatus
from sessions.queries.result_and_resources import weighed
from sessions.rules.dates import parsed_date
from sessions.tallies.vote_tally import (
    covered_voters,
    dots_used,
    rating_spread,
    standing_votes,
    vote_ranking,
    voters,
    votes_away,
)


@pytest.fixture
def voting(room):
    room.anna, room.bo, room.carl = room.join("anna"), room.join("bo"), room.join("carl")
    room.go_to("forslag")
    room.cards = [room.write(f"forslag {n}") for n in range(4)]
    room.vote = room.go_to("stem")
    return room


def ranking(room):
    return [(entry.card.number, entry.dots) for entry in vote_ranking(room.state(), room.vote, "proposals")]


def test_dots_stay_within_the_budget_and_the_most_for_one(voting):
    a, b, c, _ = voting.cards
    voting.ask(do.CastVote(a, 2), voting.anna)
    with pytest.raises(TooManyOnOneError):
        voting.ask(do.CastVote(a, 3), voting.anna)
    with pytest.raises(TooManyDotsError):
        voting.ask(do.CastVote(b, 2), voting.anna)
    voting.ask(do.CastVote(b, 1), voting.anna)
    with pytest.raises(TooManyDotsError):
        voting.ask(do.CastVote(c, 1), voting.anna)
    voting.ask(do.CastVote(a, 1), voting.anna)
    voting.ask(do.CastVote(c, 1), voting.anna)
    for other in (voting.bo, voting.carl):
        voting.ask(do.CastVote(a, 1), other)
    assert ranking(voting) == [(1, 3), (2, 1), (3, 1), (4, 0)]


@pytest.mark.parametrize("dots", [-1, 10**9, 3])
def test_absurd_dots_are_refused(voting, dots):
    with pytest.raises(TooManyOnOneError):
        voting.ask(do.CastVote(voting.cards[0], dots), voting.anna)


def boxes(room):
    found = weighed(room.state(), room.vote, room.method.activity("stem"))
    return {item.card.number: (item.result, item.resources) for item in found if item.placed}


def test_a_proposal_is_put_in_a_box_moved_taken_out_and_undone(voting):
    a, b, *_ = voting.cards
    voting.ask(do.WeighCard(a, 3, 1))
    voting.ask(do.WeighCard(b, 2, 2))
    voting.ask(do.WeighCard(a, 1, 3))
    assert boxes(voting) == {1: (1, 3), 2: (2, 2)}
    voting.ask(do.WeighCard(b, 0, 0))
    assert boxes(voting) == {1: (1, 3)}
    voting.ask(do.Undo())
    assert boxes(voting) == {1: (1, 3), 2: (2, 2)}
    assert ranking(voting) == [(1, 0), (2, 0), (3, 0), (4, 0)], "a box is no dot"
    assert not len(voting.state().ratings), "a box is no rating"


@pytest.mark.parametrize("box", [(0, 1), (1, 0), (4, 1), (1, 4), (-1, 2), (10**9, 1)])
def test_a_box_that_is_not_there_is_refused(voting, box):
    with pytest.raises(OutOfScaleError):
        voting.ask(do.WeighCard(voting.cards[0], *box))
    assert boxes(voting) == {}


def test_only_what_is_voted_on_goes_in_a_box(voting):
    with pytest.raises(UnknownCardError):
        voting.ask(do.WeighCard("?", 1, 1))
    voting.ask(do.HideCard(voting.cards[0]))
    with pytest.raises(UnknownCardError):
        voting.ask(do.WeighCard(voting.cards[0], 1, 1))


def test_the_same_vote_twice_counts_once(voting):
    for _ in range(2):
        voting.ask(do.CastVote(voting.cards[0], 2), voting.anna)
    assert dots_used(voting.state(), voting.vote, voting.anna) == 2


def test_dots_go_only_on_what_is_voted_on_while_it_is_open(voting):
    voting.ask(do.HideCard(voting.cards[0]))
    for card in (voting.cards[0], "?"):
        with pytest.raises(UnknownCardError):
            voting.ask(do.CastVote(card, 1), voting.anna)
    voting.ask(do.OpenInput(False))
    with pytest.raises(ActivityClosedError):
        voting.ask(do.CastVote(voting.cards[1], 1), voting.anna)


@pytest.mark.parametrize("away", [do.HideCard, do.WithdrawCard])
def test_dots_can_be_taken_off_a_card_that_is_gone(voting, away):
    card = voting.cards[0]
    voting.ask(do.CastVote(card, 2), voting.anna)
    voting.ask(away(card))
    voting.ask(do.CastVote(card, 0), voting.anna)
    assert dots_used(voting.state(), voting.vote, voting.anna) == 0
    assert votes_away(voting.state(), voting.vote, voting.anna) == ()


def away_and_back(room, how):
    """What takes the first proposal off the list, and what brings it back."""
    first, second, *_ = room.cards
    return {
        "hidden": (do.HideCard(first), do.HideCard(first, hidden=False)),
        "withdrawn": (do.WithdrawCard(first), do.Undo()),
        "merged": (do.MergeCards(second, (first,)), do.SplitCard(first)),
    }[how]


def ballot(room):
    state = room.state()
    placed = {vote.card: vote.dots for vote in state.votes if vote.participant == room.anna}
    used = dots_used(state, room.vote, room.anna)
    return [placed.get(card, 0) for card in room.cards], used


@pytest.mark.parametrize("how", ["hidden", "withdrawn", "merged"])
def test_dots_on_a_proposal_off_the_list_are_free_and_come_back_with_it(voting, how):
    away, back = away_and_back(voting, how)
    voting.ask(do.CastVote(voting.cards[0], 2), voting.anna)
    voting.ask(do.CastVote(voting.cards[1], 1), voting.anna)
    voting.ask(away)
    assert dots_used(voting.state(), voting.vote, voting.anna) == 1
    voting.ask(back)
    assert ballot(voting) == ([2, 1, 0, 0], 3)


@pytest.mark.parametrize("how", ["hidden", "withdrawn", "merged"])
def test_freed_dots_that_were_spent_again_do_not_come_back(voting, how):
    """The newest dots win: the budget holds when the proposal is on the list again."""
    away, back = away_and_back(voting, how)
    voting.ask(do.CastVote(voting.cards[0], 2), voting.anna)
    voting.ask(do.CastVote(voting.cards[1], 1), voting.anna)
    voting.ask(away)
    voting.ask(do.CastVote(voting.cards[2], 1), voting.anna)
    assert ballot(voting) == ([1, 1, 1, 0], 2)
    with pytest.raises(TooManyDotsError):
        voting.ask(do.CastVote(voting.cards[3], 2), voting.anna)
    voting.ask(do.CastVote(voting.cards[3], 1), voting.anna)
    assert ballot(voting) == ([0, 1, 1, 1], 3)
    if how != "withdrawn":
        voting.ask(back)
        assert ballot(voting) == ([0, 1, 1, 1], 3)


def test_what_a_vote_rests_on_leaves_out_dots_on_hidden_proposals(voting):
    voting.ask(do.CastVote(voting.cards[0], 1), voting.anna)
    voting.ask(do.CastVote(voting.cards[1], 1), voting.bo)
    voting.ask(do.CountHands(voting.cards[0], "dots", 3))
    by_hand = math.ceil(3 / voting.state().workshop.max_per_item)
    assert voters(voting.state(), voting.vote) == 2 + by_hand
    voting.ask(do.HideCard(voting.cards[0]))
    assert voters(voting.state(), voting.vote) == 1
    assert [vote.participant for vote in standing_votes(voting.state(), voting.vote)] == [voting.bo]


def test_hands_raised_for_a_proposal_count_as_dots(voting):
    voting.ask(do.CastVote(voting.cards[1], 1), voting.anna)
    voting.ask(do.CountHands(voting.cards[1], "dots", 5))
    assert ranking(voting)[0] == (2, 6)


def test_ties_keep_the_order_written(voting):
    voting.ask(do.CastVote(voting.cards[2], 1), voting.anna)
    voting.ask(do.CastVote(voting.cards[1], 1), voting.bo)
    voting.ask(do.CastVote(voting.cards[1], 1), voting.carl)
    voting.ask(do.CastVote(voting.cards[2], 1), voting.carl)
    assert [number for number, _ in ranking(voting)] == [2, 3, 1, 4]


def test_the_dots_of_two_are_told_to_nobody(voting):
    for person in (voting.anna, voting.bo):
        voting.ask(do.CastVote(voting.cards[2], 1), person)
    assert ranking(voting) == [(1, 0), (2, 0), (3, 0), (4, 0)]
    assert covered_voters(voting.state(), voting.vote) == 2
    voting.ask(do.CastVote(voting.cards[1], 1), voting.carl)
    assert ranking(voting) == [(3, 2), (2, 1), (1, 0), (4, 0)]
    assert covered_voters(voting.state(), voting.vote) == 0


def test_raised_hands_of_one_person_do_not_uncover_whoever_voted(voting):
    workshop = voting.state().workshop
    a, b, *_ = voting.cards
    voting.ask(do.CastVote(a, 2), voting.anna)
    voting.ask(do.CountHands(a, "dots", workshop.max_per_item))
    voting.ask(do.CountHands(b, "dots", workshop.dots - workshop.max_per_item))
    assert covered_voters(voting.state(), voting.vote) == 2
    assert {dots for _, dots in ranking(voting)} == {0}
    voting.ask(do.CountHands(b, "dots", workshop.max_per_item))
    assert covered_voters(voting.state(), voting.vote) == 0, "more dots than one person has are two people's"


def test_more_hands_on_one_card_than_one_person_has_for_it_are_several_people(voting):
    most = voting.state().workshop.max_per_item
    for count, people in ((most, 1), (most + 1, 2), (2 * most + 1, 3)):
        voting.ask(do.CountHands(voting.cards[0], "dots", count))
        assert voters(voting.state(), voting.vote) == people


def test_a_rating_stays_on_its_scale_and_a_new_one_replaces_it(room):
    anna = room.join("anna")
    room.go_to("opbakning")
    for value in (-1, 6, 10**30):
        with pytest.raises(OutOfScaleError) as refused:
            room.ask(do.GiveRating("stoetter-aftalerne", value), anna)
        assert refused.value.fields == {"lowest": 0, "highest": 5}
    with pytest.raises(UnknownStatementError):
        room.ask(do.GiveRating("potentiale", 3), anna)
    room.ask(do.GiveRating("stoetter-aftalerne", 0), anna)
    room.ask(do.GiveRating("stoetter-aftalerne", 5), anna)
    state = room.state()
    spread = rating_spread(state, room.method, state.current(), "stoetter-aftalerne")
    assert (spread.answers, spread.lowest, spread.highest, spread.mean) == (1, 5, 5, 5.0)
    room.go_to("velkomst")
    with pytest.raises(ActivityClosedError):
        room.ask(do.GiveRating("stoetter-aftalerne", 3), anna)


def test_one_answer_each_changed_in_place_and_taken_back_by_an_empty_text(room):
    anna, bo = room.join("anna"), room.join("bo")
    room.go_to("fem-spoergsmaal")
    first = room.ask(do.GiveAnswer("sammen", "used", "Et"), anna).id
    assert room.ask(do.GiveAnswer("sammen", "used", "To"), anna).id == first
    room.ask(do.GiveAnswer("sammen", "used", "Bos"), bo)
    assert [answer.text for answer in room.state().answers] == ["To", "Bos"]
    room.ask(do.GiveAnswer("sammen", "used", "\u200b "), anna)
    room.ask(do.GiveAnswer("sammen", "used", ""), anna)
    assert [answer.author for answer in room.state().answers] == [bo]


def test_an_answer_needs_a_box_and_a_question(room):
    anna = room.join("anna")
    room.go_to("fem-spoergsmaal")
    for command, refusal in (
        (do.GiveAnswer("?", "used", "x"), UnknownCategoryError),
        (do.GiveAnswer("sammen", "\x1b[2J", "x"), UnknownQuestionError),
        (do.GiveAnswer("sammen", "used", "x" * 2_001), TextTooLongError),
    ):
        with pytest.raises(refusal) as refused:
            room.ask(command, anna)
        assert "\x1b" not in refused.value.sentence()


def test_answers_are_agreed_on_and_several_can_be_typed_in(room):
    room.ask(do.AddAnswer("sammen", "used", "Et"))
    room.ask(do.AddAnswer("sammen", "used", "To"))
    with pytest.raises(EmptyTextError):
        room.ask(do.AddAnswer("sammen", "used", " "))
    room.ask(do.AgreeAnswer("sammen", "used", "Fælles"))
    assert room.state().agreed_answers.get("sammen", "used").text == "Fælles"
    room.ask(do.AgreeAnswer("sammen", "used", ""))
    assert len(room.state().agreed_answers) == 0
    assert len(room.state().answers) == 2


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-18", "2026-03-18"),
        ("18.3.2026", "2026-03-18"),
        ("18/3-26", "2026-03-18"),
        ("18. 3. 2026", "2026-03-18"),
        ("18.3.", "2026-03-18"),
        ("3.3", "2027-03-03"),
        ("4.3", "2026-03-04"),
        ("", ""),
        ("29.2.2028", "2028-02-29"),
    ],
)
def test_dates_are_read_as_danes_write_them(room, text, iso):
    assert parsed_date(text, room.clock.now().date()) == (date.fromisoformat(iso) if iso else None)


def test_a_weekday_and_a_date_that_do_not_match_are_told_apart_from_no_date(room):
    with pytest.raises(BadDateError) as refused:
        room.day("mandag 18. marts 2026")
    assert "passer ikke sammen" in refused.value.sentence()
    assert "18.3.2026" in refused.value.sentence()


@pytest.mark.parametrize("text", ["snarest", "31.2.2026", "0.0.0", "18.13.", "2026-02-30", "1.1.20260", "٪"])
def test_what_is_no_date_is_refused_with_the_way_to_write_one(room, text):
    with pytest.raises(BadDateError) as refused:
        room.day(text)
    for form in ("18.3.2026", "18. marts", "uge 12"):
        assert form in refused.value.sentence()


@pytest.mark.parametrize("text", ["næste fredag", "senest næste fredag", "neste fredag"])
@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_a_weekday_that_could_be_either_of_two_is_refused_with_both(room, text, language):
    with pytest.raises(BadDateError) as refused:
        room.day(text)
    first = room.day("fredag")
    for day in (first, first + timedelta(days=7)):
        assert as_typed(day, language) in refused.value.sentence(load_words(language))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("da", ("17.2.2027", "17. februar", "uge 7", "fredag", "om 14 dage")),
        ("en", ("2027-02-17", "17 February", "week 7", "Friday", "in 2 weeks")),
        ("nb", ("17.2.2027", "17. februar", "uke 7", "fredag", "om 14 dager")),
    ],
)
def test_the_refusal_shows_forms_that_are_taken_and_lie_ahead_of_the_meeting(room, language, forms):
    # The meeting is a year ahead of the clock, as one that is prepared is.
    room.ask(do.StartMeeting("opfoelgning", date(2027, 2, 3)))
    with pytest.raises(BadDateError) as refused:
        room.day("31.4.")
    sentence = refused.value.sentence(load_words(language))
    assert [form for form in forms if form not in sentence] == []
    for form in forms:
        assert room.day(form) > date(2027, 2, 3)


def test_an_open_deadline_is_read_from_the_day_of_the_meeting(room):
    room.ask(do.StartMeeting("opfoelgning", date(2027, 2, 3)))
    step = room.ask(do.AddNextStep("a", "b", room.day("fredag"), "c")).id
    assert room.state().next_steps.get(step).due == date(2027, 2, 5)
    room.ask(do.ReviewNextStep(step, StepStatus.UNDER_WAY, "", due=room.day("om 14 dage")))
    assert room.state().next_steps.get(step).due == date(2027, 2, 17)


def test_a_date_in_the_past_is_allowed_with_a_remark(room):
    answer = room.ask(do.AddNextStep("BK", "Ringer", date(2026, 3, 3), "En liste"))
    assert [remark.key for remark in answer.warnings] == ["date-in-past"]
    assert room.state().next_steps.get(answer.id).due == date(2026, 3, 3)
    assert from_stamp("2026-03-04T09:00:00.000+00:00") == room.clock.now()


def test_gaps_in_a_next_step_are_remarked_on_never_blocked_but_it_says_what(room):
    answer = room.ask(do.AddNextStep("", "Ringer", None, ""))
    assert dict(answer.warnings[0].fields) == {"fields": "who,due,first_visible_result"}
    with pytest.raises(EmptyTextError):
        room.ask(do.AddNextStep("BK", " ", None, ""))


def test_a_next_step_is_changed_removed_and_reviewed(room):
    step = room.ask(do.AddNextStep("BK", "Ringer", date(2026, 4, 1), "En liste")).id
    room.ask(do.EditNextStep(step, "HR", "Skriver", date(2026, 5, 1), "Et brev"))
    room.ask(do.ReviewNextStep(step, StepStatus.UNDER_WAY, "Det tog tid", due=None, category=""))
    row = room.state().next_steps.get(step)
    assert (row.who, row.due, row.status, row.learning) == (
        "HR",
        date(2026, 5, 1),
        StepStatus.UNDER_WAY,
        "Det tog tid",
    )
    room.ask(do.RemoveNextStep(step))
    for command in (
        do.RemoveNextStep(step),
        do.ReviewNextStep(step, StepStatus.DONE),
        do.EditNextStep("?", "a", "b", None, "c"),
    ):
        with pytest.raises(UnknownItemError):
            room.ask(command)


def test_a_review_can_give_the_initiative_another_box(room):
    room.go_to("skriv-tiltag")
    card = room.write("tiltag")
    step = room.ask(do.AddNextStep("BK", "Ringer", None, "", card=card)).id
    room.ask(do.CloseWorkshop())
    room.ask(do.ReviewNextStep(step, StepStatus.DONE, category="tag-selv"))
    assert room.state().cards.get(card).agreed == "tag-selv"
    with pytest.raises(UnknownCategoryError):
        room.ask(do.ReviewNextStep(step, StepStatus.DONE, category="?"))


def test_things_are_parked_taken_on_and_removed(room):
    item = room.ask(do.ParkItem("MED-udvalget?")).id
    room.ask(do.EditParkedItem(item, "MED-udvalget", "BK"))
    assert room.state().parked_items.get(item).who == "BK"
    room.ask(do.RemoveParkedItem(item))
    for command, refusal in (
        (do.RemoveParkedItem(item), UnknownItemError),
        (do.EditParkedItem("?", "x", ""), UnknownItemError),
        (do.ParkItem(""), EmptyTextError),
        (do.ParkItem("x" * 2_401), TextTooLongError),
    ):
        with pytest.raises(refusal):
            room.ask(command)
