"""The annex that holds planned against used minutes, activity by activity."""

from __future__ import annotations

from exports.blocks import Column, Paragraph, Section, Table, single
from exports.minutes import Minutes, Timing
from prompts.language.formatting import decimal
from prompts.language.words import Words
from sessions.model import ActivityStatus

_ORDER = 190


def used_time(minutes: Minutes, words: Words) -> Section:
    """What was planned, added and used; without rows, so not shown, as long as nothing has been held."""
    title = words("minutes.time.title")
    held = [row for row in minutes.timings if row.status is ActivityStatus.DONE]
    if not held:
        return Section(_ORDER, "time", title, ())
    columns = (
        Column(words("minutes.time.activity"), 52),
        *(Column(words(f"minutes.time.{key}"), 16) for key in ("planned", "added", "used")),
    )
    told = (row for row in minutes.timings if _told(row))
    rows = [(single(row.title), *map(single, _numbers([row], words))) for row in told]
    rows.append((single(words("minutes.time.total")), *map(single, _numbers(held, words))))
    why = Paragraph(words("minutes.time.explained"), quiet=True)
    return Section(_ORDER, "time", title, (why, Table(title, columns, tuple(rows))))


def _told(row: Timing) -> bool:
    return row.status in (ActivityStatus.DONE, ActivityStatus.SKIPPED)


def _numbers(rows: list[Timing], words: Words) -> tuple[str, str, str]:
    if all(row.status is ActivityStatus.SKIPPED for row in rows):
        return str(sum(row.planned_minutes for row in rows)), "", words("minutes.time.skipped")
    used = sum(row.used_seconds for row in rows) / 60
    added = sum(row.extra_minutes for row in rows)
    planned = sum(row.planned_minutes for row in rows)
    return str(planned), f"{added:+d}" if added else "", decimal(round(used, 1), words.language)
