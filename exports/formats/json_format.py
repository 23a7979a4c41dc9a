"""Minutes as JSON: complete, for machines, described by `minutes.schema.json` beside this file."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import Any

import msgspec

from exports.contents.came_of_it import belief_figures, outcome_figures
from exports.contents.meeting_details import figures_of_details
from exports.minutes import Minutes, Timing
from exports.minutes_document import agenda
from prompts.language.words import load_words
from prompts.methods.kinds import BUILT_IN

FORMAT_VERSION = 1
"""Incremented when readers of the old form could no longer read the new one."""


def render(minutes: Minutes) -> bytes:
    """The minutes as indented JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(as_json(minutes)), indent=1) + b"\n"


def as_json(minutes: Minutes) -> dict[str, object]:
    """The minutes as plain values.

    Figures of the built-in kinds of activity are at the top level, those of external kinds under `kinds`.
    """
    figures: dict[str, object] = {}
    elsewhere: dict[str, object] = {}
    for kind, part in minutes.parts_of_kinds:
        if kind in BUILT_IN:
            figures |= part.figures()
        else:
            elsewhere[str(kind)] = part.figures()
    if elsewhere:
        figures["kinds"] = elsewhere
    return {**_frame(minutes), **figures, **_rest(minutes)}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every rendered file satisfies."""
    file = resources.files("exports.formats") / "minutes.schema.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Any])


def _frame(minutes: Minutes) -> dict[str, object]:
    words = load_words(minutes.language)
    return {
        "format_version": FORMAT_VERSION,
        "version": minutes.version,
        "generated_at": minutes.generated_at.isoformat(timespec="seconds"),
        "final": minutes.final,
        "title": minutes.title,
        "organisation": minutes.organisation,
        "group": minutes.group,
        "date": _iso(minutes.date),
        "language": minutes.language,
        "method": minutes.method,
        "purpose": minutes.purpose,
        "approaches": [{"key": key, "sign": sign, "title": title} for key, sign, title in minutes.approaches],
        "questions": [{"key": key, "text": text} for key, text in minutes.questions],
        "run_sheet": minutes.run_sheet,
        "meeting": minutes.meeting,
        "meetings": [
            {
                "meeting": line.number,
                "date": _iso(line.date),
                "run_sheet": line.run_sheet_key,
                **({"next_date": line.next_date.isoformat()} if line.next_date else {}),
            }
            for line in minutes.meetings
        ],
        **({"details": figures_of_details(minutes.details)} if minutes.details else {}),
        "packs": list(minutes.packs),
        "participants": [{"alias": line.name(words), "table": line.table} for line in minutes.participants],
    }


def _rest(minutes: Minutes) -> dict[str, object]:
    words = load_words(minutes.language)
    return {
        "outcome": outcome_figures(minutes.outcome),
        **({"beliefs": belief_figures(minutes.beliefs)} if minutes.beliefs else {}),
        "decisions": [line.figures() for line in minutes.decisions],
        "parked": [{"text": line.text, "who": line.who} for line in minutes.parked],
        "follow_up": [
            {
                "days": meeting.days,
                "date": meeting.day.isoformat(),
                "agenda": list(agenda(meeting.position, minutes, words)),
            }
            for meeting in minutes.follow_ups
        ],
        "timings": [_timing(timing) for timing in minutes.timings],
        "source_line": minutes.source_line,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _timing(timing: Timing) -> dict[str, object]:
    return {
        "activity": timing.activity,
        "title": timing.title,
        "status": timing.status.value,
        "planned_minutes": timing.planned_minutes,
        "extra_minutes": timing.extra_minutes,
        "used_minutes": round(timing.used_seconds / 60, 1),
    }
