"""What the cockpit's panels say: the time, who is missing, what waits, and whether all is well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from prompts.language.words import Words
from workshop.facilitating.telling.clock_reading import plan_key
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.cockpit.view import CockpitView, People, PlanRow
from workshop.terminal.theme.untrusted_text import ELLIPSIS, cut, one_line

Row = tuple[tuple[str, str], ...]
"""Pieces of text with their roles, beside each other."""
NARROW, WIDE = 34, 48
"""Below the first width a row of the plan has no planned time; from the second it has the minutes as well."""
MOST_NAMES = 6
"""Rows that the names of those who are not done may take."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A heading, what is said beside it, and rows; `least` of them are always shown.

    `more` is the catalogue key of a last row that counts those for which there is no room; `shorter` is
    said beside the heading where there is no room for `beside`. `names` are those the rows list.
    """

    heading: str
    beside: str = ""
    rows: tuple[Row, ...] = ()
    least: int = 1
    more: str = ""
    shorter: str = ""
    names: tuple[str, ...] = ()


def panels_of(view: CockpitView, words: Words, cells: int) -> Iterator[Panel]:
    """The panels from the top, for a column of so many cells."""
    yield _time(view, words, cells)
    if view.people is not None:
        yield _people(view.people, words, cells)
    waiting = tuple(_pending(view, words, cells))
    beside = "" if waiting else words("cockpit.nothing-pending")
    yield Panel(words("cockpit.pending"), beside, waiting)
    yield _health(view, words, cells)


def _time(view: CockpitView, words: Words, cells: int) -> Panel:
    plan = view.plan
    if plan.end is None:
        return Panel(words("cockpit.time", now=plan.now))
    end = words("cockpit.end", time=plan.end.expected)
    rows: list[Row] = []
    if plan.current is not None:
        rows.append(_plan_row("▶", plan.current, words, cells, "ink"))
    for number, row in enumerate(plan.coming):
        mark, role = ("→", "text") if number == 0 else (" ", "soft")
        rows.append(_plan_row(mark, row, words, cells, role))
    told = words(plan_key(plan.behind, on_time=plan.ends_on_time), n=abs(plan.behind))
    both = f"{end} · {told}"
    return Panel(words("cockpit.time", now=plan.now), both, tuple(rows), 3, "cockpit.more", end)


def _plan_row(mark: str, row: PlanRow, words: Words, cells: int, role: str) -> Row:
    """`→ 10.15 Pause (10.10) 10 min.`: when it begins, and in brackets when it was to, where that differs."""
    late = row.expected != row.planned
    right = words("cockpit.planned", time=row.planned) if late and cells >= NARROW else ""
    if cells >= WIDE or not right:
        right = f"{right} {words('cockpit.minutes', n=row.minutes):>7}".strip()
    left = f"{mark} {row.expected} "
    room = cells - len(left) - len(right) - 1
    named = _cut_between_words(row.title, max(1, room))
    blank = " " * (room - _cells(named) + 1)
    return (
        (left, "soft" if role == "soft" else "accent"),
        (named, role),
        (f"{blank}{right}", "soft"),
    )


def _cut_between_words(text: str, cells: int) -> str:
    """`text` cut before the word that does not fit, where that keeps most of it."""
    found, whole = cut(text, cells), one_line(text)
    if found == whole:
        return found
    kept = found.removesuffix(ELLIPSIS)
    inside = whole[len(kept) : len(kept) + 1] != " "
    words = kept.rpartition(" ")[0] if inside else kept
    return f"{words} {ELLIPSIS}" if 2 * _cells(words) >= cells else found


def _people(people: People, words: Words, cells: int) -> Panel:
    heading = words("cockpit.people", done=people.done, total=people.total)
    told = (("cockpit.writing", people.writing), ("cockpit.cannot-follow", people.lost))
    beside = " · ".join(words(key, n=n) for key, n in told if n)
    if not people.total:
        return Panel(words("cockpit.people-none"), beside)
    if not people.missing:
        return Panel(words("cockpit.all-done", n=people.total), beside)
    lines = named(people.missing, words, cells)
    return Panel(heading, beside, tuple(((line, "text"),) for line in lines), names=people.missing)


def named(names: tuple[str, ...], words: Words, cells: int, rows: int = MOST_NAMES) -> list[str]:
    """Names on lines that no name is split over; those for which there is no room are counted."""
    for count in range(len(names), -1, -1):
        left = len(names) - count
        parts = [cut(name, cells - 2) for name in names[:count]]
        parts += [words("cockpit.missing-more", n=left)] if left else []
        # A no-break space is no end of a line.
        kept = [part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts]
        lines = wrap(words("cockpit.missing", names=", ".join(kept)), cells)
        if len(lines) <= rows:
            break
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _pending(view: CockpitView, words: Words, cells: int) -> Iterator[Row]:
    pending = view.pending
    found = [
        (words(f"cockpit.{name}", n=count), key)
        for name, count, key in (
            ("hidden", pending.hidden, "^k"),
            ("duplicates", pending.duplicates, "o"),
            ("unclear", pending.unclear, ""),
            ("parked", pending.parked, "p"),
        )
        if count
    ]
    line: list[tuple[str, str]] = []
    used = 0
    for said, key in found:
        long = _cells(said) + len(key) + 1
        if line and used + 3 + long > cells:
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append((" · ", "soft"))
            used += 3
        line += [(f"{said} ", "text"), (key, "accent")]
        used += long
    if line:
        yield tuple(line)


def _health(view: CockpitView, words: Words, cells: int) -> Panel:
    health = view.health
    phones = words("cockpit.phones", connected=health.connected, total=health.phones)
    saved = words("cockpit.saved", time=health.saved) if health.saved else ""
    rows = [((said, "warn"),) for said in wrap(health.alarm, cells)] if health.alarm else []
    if health.pressed:
        rows.append(((words("cockpit.pressed"), "alarm"),))
    if health.lost:
        rows.append(((words("cockpit.lost", n=health.lost), "alarm"),))
    both = " · ".join(part for part in (phones, saved) if part)
    return Panel(words("cockpit.health"), both, tuple(rows), len(rows), shorter=phones)


def _cells(text: str) -> int:
    return cell_len(text)
