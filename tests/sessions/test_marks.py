"""What participants do with what others wrote: counts for the facilitator, and never who."""

from __future__ import annotations

import pytest

from sessions import commands as do
from sessions.errors import (
    ActivityClosedError,
    AgreementTakenError,
    NamelessError,
    NotAllowedError,
    NotOverError,
)
from sessions.model import MarkKind, StepStatus
from sessions.queries.agreements import review_now, steps_of_meeting
from sessions.queries.marks import marks_on, worth_the_time


@pytest.fixture
def grouping(room):
    room.go_to("skriv-tiltag")
    room.cards = [room.ask(do.WriteCard(text)).id for text in ("Tid", "Tiden")]
    room.people = [room.join(name) for name in ("anna", "bo", "cilla", "dan", "eva")]
    room.go_to("grupper")
    return room


def test_marks_are_counted_once_for_each_person_and_follow_a_merged_card(grouping, rooms) -> None:
    one, other = grouping.cards
    anna, bo, *_ = grouping.people
    for person, card in ((anna, one), (anna, other), (bo, other)):
        grouping.ask(do.MarkCard(card, MarkKind.ME_TOO), person)
    grouping.ask(do.MarkCard(one, MarkKind.UNCLEAR), bo)
    grouping.ask(do.MarkCard(one, MarkKind.UNCLEAR, said=False), bo)
    assert marks_on(grouping.state(), one, MarkKind.ME_TOO) == 1
    grouping.ask(do.MergeCards(one, (other,)))
    again = rooms.again(grouping).state()
    assert marks_on(again, one, MarkKind.ME_TOO) == 2
    assert marks_on(again, one, MarkKind.UNCLEAR) == 0


def test_marks_belong_to_grouping_and_to_phones(grouping) -> None:
    card, person = grouping.cards[0], grouping.people[0]
    with pytest.raises(NotAllowedError):
        grouping.ask(do.MarkCard(card, MarkKind.ME_TOO))
    with pytest.raises(NotAllowedError):
        grouping.ask(do.MarkCard(card, MarkKind.WORTH_IT), person)
    grouping.go_to("aftaler")
    with pytest.raises(ActivityClosedError):
        grouping.ask(do.MarkCard(card, MarkKind.ME_TOO), person)


def test_an_agreement_is_taken_by_one_and_given_back_by_the_same(grouping) -> None:
    anna, bo, *_ = grouping.people
    nameless = grouping.join("")
    grouping.go_to("aftaler")
    step = grouping.ask(do.AddNextStep("", "Ringe", None, "")).id
    with pytest.raises(NamelessError):
        grouping.ask(do.TakeNextStep(step), nameless)
    grouping.ask(do.TakeNextStep(step), anna)
    assert steps_of_meeting(grouping.state())[0].who == grouping.state().participants.get(anna).alias
    for taken in (True, False):
        with pytest.raises(AgreementTakenError):
            grouping.ask(do.TakeNextStep(step, taken), bo)
    grouping.ask(do.TakeNextStep(step, taken=False), anna)
    assert steps_of_meeting(grouping.state())[0].who == ""


def test_a_follow_up_hears_of_an_agreement_from_who_stands_for_it(grouping) -> None:
    anna, bo, *_ = grouping.people
    alias = grouping.state().participants.get(anna).alias
    step = grouping.ask(do.AddNextStep(f"{alias} og Per", "Ringe", None, "")).id
    grouping.ask(do.CloseWorkshop())
    grouping.ask(do.StartMeeting("opfoelgning"))
    grouping.go_to("status-paa-aftaler")
    grouping.ask(do.TellProgress(step, StepStatus.UNDER_WAY, "Vagtholdet"), anna)
    assert grouping.state().next_steps.get(step).status is StepStatus.UNDER_WAY
    assert review_now(grouping.state(), step).seen_by == "Vagtholdet"
    grouping.ask(do.TellProgress(step, StepStatus.DONE), anna)
    assert review_now(grouping.state(), step).seen_by == "Vagtholdet"
    with pytest.raises(NotAllowedError):
        grouping.ask(do.TellProgress(step, StepStatus.DONE), bo)


def test_a_first_name_is_enough_where_only_one_has_it(grouping) -> None:
    mette, jonas, first, second = map(grouping.join, ("Mette Krogh", "Jonas Lind", "Bo Holm", "Bo Mikkelsen"))
    step = grouping.ask(do.AddNextStep("mette og Jonas, Bo", "Ringe", None, "")).id
    grouping.ask(do.CloseWorkshop())
    grouping.ask(do.StartMeeting("opfoelgning"))
    grouping.go_to("status-paa-aftaler")
    for person in (mette, jonas):
        grouping.ask(do.TellProgress(step, StepStatus.UNDER_WAY), person)
    for person in (first, second):
        with pytest.raises(NotAllowedError):
            grouping.ask(do.TellProgress(step, StepStatus.DONE), person)


def test_whether_it_was_worth_the_time_is_told_from_five_answers(grouping) -> None:
    with pytest.raises(NotOverError):
        grouping.ask(do.SayWorth(MarkKind.WORTH_IT), grouping.people[0])
    grouping.ask(do.CloseWorkshop())
    grouping.ask(do.SayWorth(MarkKind.NOT_WORTH_IT), grouping.people[0])
    for person in grouping.people[:4]:
        grouping.ask(do.SayWorth(MarkKind.WORTH_IT), person)
    assert worth_the_time(grouping.state()) is None
    grouping.ask(do.SayWorth(MarkKind.PARTLY_WORTH_IT), grouping.people[4])
    counts = dict(worth_the_time(grouping.state()))
    assert counts == {MarkKind.WORTH_IT: 4, MarkKind.PARTLY_WORTH_IT: 1, MarkKind.NOT_WORTH_IT: 0}
