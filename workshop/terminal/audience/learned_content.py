"""Belief and outcome as the audience sees them: few pictures, so that the last row can read them."""

from __future__ import annotations

from prompts.language.formatting import mean as shown_mean
from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.queries.belief import Asked, Belief, beliefs
from sessions.queries.outcome import outcome
from sessions.state import State
from workshop.facilitating.telling.learned_lines import came_of, dates_of, stuck_since
from workshop.terminal.audience.audience_view import Bar, Bars, Learned, Spread, Spreads
from workshop.terminal.theme.approaches import approach_number

MOST_BELIEVED = 3
"""Pictures of how the group saw itself that stand beside each other; all of them stand in the minutes."""


def learned(state: State, method: Method, words: Words) -> Learned:
    """The first and the latest answers about itself, and the agreements by approach."""
    found = outcome(state, [category.key for category in method.categories])
    titles = {each.key: f"{each.sign} {each.title}" for each in method.categories}
    most = max((tally.agreed for _, tally in found.by_approach), default=0)
    bars = tuple(
        Bar(
            titles.get(key, words("history.no-approach")),
            tally.done,
            most,
            approach_number(method, key) if key else 0,
            shown=came_of(tally, words),
        )
        for key, tally in found.by_approach
    )
    told = [dates] if (dates := dates_of(found.whole, words)) else []
    told += [
        words("learned.stuck", what=each.what, since=stuck_since(each, words)) for each in found.stuck[:1]
    ]
    return Learned(Spreads(_believed(beliefs(state, method), words)), Bars(bars, " · ".join(told)))


def _believed(found: tuple[Belief, ...], words: Words) -> tuple[Spread, ...]:
    chosen = [
        (each, asked) for each in found for asked in dict.fromkeys((each.meetings[0], each.meetings[-1]))
    ]
    return tuple(_spread(each, asked, words) for each, asked in chosen[:MOST_BELIEVED])


def _spread(belief: Belief, asked: Asked, words: Words) -> Spread:
    return Spread(
        f"{words('history.meeting', n=asked.meeting)}: {belief.title}",
        tuple((str(value), count) for value, count in asked.counts),
        words("learned.figures", mean=shown_mean(asked.mean, words.language), n=asked.answers),
    )
