"""The workshop that a case describes, before anybody has joined it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from prompts.words import LANGUAGES
from sessions.creation import NewWorkshop
from workshop.demo.case import Case
from workshop.opening import create_session


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
        show_small_groups=True,  # a case is played to be looked at, however small its group
    )
    return create_session(sessions, wish)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
