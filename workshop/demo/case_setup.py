"""Makes the workshop that a case describes, before anybody joins, and selects its people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from prompts.language.words import LANGUAGES
from sessions.rules.meeting.creation import NewWorkshop
from workshop.demo.case import Case
from workshop.hosting.open_sessions import create_session

_Value = TypeVar("_Value")


def new_session_for(case: Case, sessions: Path) -> Path:
    """Make the workshop that a case describes. Raises what `create_session` raises."""
    wish = NewWorkshop(
        title=case.title,
        organisation=case.organisation,
        group_name=case.group,
        date=_day(case.date),
        run_sheet=str(case.run_sheet),
        dots=case.vote.dots,
        max_per_item=case.vote.max_per_item,
        language=case.language if case.language in LANGUAGES else "",
        show_small_groups=True,  # a case is played to be looked at, so small groups are shown too
    )
    return create_session(sessions, wish)


def in_run_sheet(case: Case, run_sheet: str) -> Case:
    """`case` with another run sheet."""
    return replace(case, run_sheet=run_sheet)


def with_the_first(case: Case, people: int) -> Case:
    """`case` with only its first `people` participants and their input, as if the others had never come."""
    here = {person.alias for person in case.participants[:people]}
    initiatives = [card for card in case.initiatives if card.by in here]
    proposals = [card for card in case.proposals if card.by in here]
    cards, wishes = {card.id for card in initiatives}, {card.id for card in proposals}
    return replace(
        case,
        participants=case.participants[:people],
        initiatives=initiatives,
        proposals=proposals,
        answers=[answer for answer in case.answers if answer.by in here],
        filled=[
            entry
            for entry in case.filled
            if (not entry.by or entry.by in here) and (not entry.initiative or entry.initiative in cards)
        ],
        ratings={statement: _only(given, here) for statement, given in case.ratings.items()},
        experiences=[card for card in case.experiences if card.by in here],
        placements={
            number: {alias: _only(own, cards) for alias, own in _only(choices, here).items()}
            for number, choices in case.placements.items()
        },
        votes={alias: _only(dots, wishes) for alias, dots in _only(case.votes, here).items()},
        support=_only(case.support, here),
        merges=[merge for merge in case.merges if cards.issuperset(merge)],
        themes={name: [card for card in own if card in cards] for name, own in case.themes.items()},
        agreed=_only(case.agreed, cards),
        disagreements=_only(case.disagreements, cards),
        behaviour_goals=_only(case.behaviour_goals, cards),
        next_steps=[
            step if step.initiative in cards else replace(step, initiative="") for step in case.next_steps
        ],
    )


def _only(entries: Mapping[str, _Value], keys: Collection[str]) -> dict[str, _Value]:
    return {key: value for key, value in entries.items() if key in keys}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
