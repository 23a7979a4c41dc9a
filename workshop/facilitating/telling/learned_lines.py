"""Belief and outcome in lines: what the group thought of itself beside what came of its agreements."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.language.formatting import long_date
from prompts.language.formatting import mean as shown_mean
from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.queries.belief import Asked, beliefs
from sessions.queries.outcome import Stuck, Tally, outcome
from sessions.state import State

_HEIGHTS = "▁▂▃▄▅▆▇█"
_SIGNS = (("done", "✓"), ("stopped", "×"), ("open", "○"))
MOST_SIGNS = 24
"""Agreements that are drawn with a sign each; more are told in figures only."""


@dataclass(frozen=True, slots=True)
class LearnedPart:
    """Lines under a heading. In each the first text is what the line is about."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def has_learned(state: State) -> bool:
    """Whether there is an earlier meeting to look back on."""
    return state.workshop.meeting > 1


def learned_parts(state: State, method: Method, words: Words, *, drawn: bool) -> tuple[LearnedPart, ...]:
    """All of it. Not `drawn`, for ears and braille, the same counts are told in figures."""
    return tuple(part for part in _parts(state, method, words, drawn=drawn) if part.lines)


def _parts(state: State, method: Method, words: Words, *, drawn: bool) -> tuple[LearnedPart, ...]:
    found = outcome(state, [category.key for category in method.categories])
    titles = {each.key: f"{each.sign} {each.title}" for each in method.categories}
    believed = tuple(
        LearnedPart(
            words("learned.belief", title=each.title, lowest=each.scale.lowest, highest=each.scale.highest),
            tuple(
                (words("history.meeting", n=asked.meeting), _asked(asked, words, drawn=drawn))
                for asked in each.meetings
            ),
        )
        for each in beliefs(state, method)
    )
    by_meeting = tuple(
        (words("history.agreed-in", n=meeting), _tally(tally, words, drawn=drawn))
        for meeting, tally in found.by_meeting
    )
    by_approach = tuple(
        (titles.get(key, words("history.no-approach")), _tally(tally, words, drawn=drawn))
        for key, tally in found.by_approach
    )
    stuck = tuple((each.what, stuck_since(each, words)) for each in found.stuck)
    return (
        *believed,
        LearnedPart(words("history.agreements-came"), by_meeting),
        LearnedPart(words("history.by-approach"), by_approach),
        LearnedPart(words("history.stuck"), stuck),
    )


def stuck_since(stuck: Stuck, words: Words) -> str:
    """Since which meeting an agreement has not moved."""
    day = long_date(stuck.since, words.language) if stuck.since else "–"
    return words("history.stuck-since", n=stuck.meeting, date=day)


def came_of(tally: Tally, words: Words) -> str:
    """What came of some agreements: `2 færdige · 1 åben`."""
    counts = (("done", tally.done), ("stopped", tally.stopped), ("open", tally.open))
    return " · ".join(words(f"learned.{key}", n=count) for key, count in counts if count)


def dates_of(tally: Tally, words: Words) -> str:
    """How their dates held; empty where that cannot be known yet."""
    if not (tally.held or tally.moved or tally.late):
        return ""
    told = [words("learned.held", n=tally.held, of=tally.dated)]
    told += [words(f"learned.{key}", n=n) for key, n in (("moved", tally.moved), ("late", tally.late)) if n]
    return " · ".join(told)


def _asked(asked: Asked, words: Words, *, drawn: bool) -> str:
    figures = words("learned.figures", mean=shown_mean(asked.mean, words.language), n=asked.answers)
    if drawn:
        most = max(count for _, count in asked.counts)
        columns = (_column(count, most) for _, count in asked.counts)
        return f"{' '.join(columns)}  {figures}"
    counts = ", ".join(f"{value}: {count}" for value, count in asked.counts if count)
    return f"{figures}. {counts}"


def _column(count: int, most: int) -> str:
    return _HEIGHTS[-(-count * len(_HEIGHTS) // most) - 1] if count else "·"


def _tally(tally: Tally, words: Words, *, drawn: bool) -> str:
    told = " · ".join(part for part in (came_of(tally, words), dates_of(tally, words)) if part)
    if not drawn or tally.agreed > MOST_SIGNS:
        return told
    signs = "".join(sign * count for key, sign in _SIGNS if (count := getattr(tally, key)))
    return f"{signs}  {told}"
