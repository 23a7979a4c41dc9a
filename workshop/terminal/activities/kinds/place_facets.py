"""The facets of placed cards, and the details of one. Pure, no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prompts.language.words import Words
from prompts.methods.model import Category, Method
from sessions.model import Card
from sessions.tallies.tally import CategoryCount, PlacementTally
from workshop.facilitating.telling.joined_lines import before_lines, group_lines
from workshop.facilitating.telling.placed_words import moved_words
from workshop.terminal.activities.filters import Facet
from workshop.terminal.activities.kinds.place_views import PlaceView
from workshop.terminal.theme.untrusted_text import harmless, one_line

_RESULTS = ("not_agreed", "agreed", "split", "alike", "nobody")
_GOALS = ("without_goal", "with_goal")


def result_facet(words: Words, tally_of: Callable[[Card], PlacementTally]) -> Facet:
    """A facet of how the group placed the cards, and whether it has agreed on them."""

    def values(card: Card) -> tuple[str, ...]:
        tally = tally_of(card)
        agreed = "agreed" if card.agreed else "not_agreed"
        if tally.covered:
            return (agreed,)
        how = "nobody" if tally.agreement is None else "alike" if tally.accepted_at_threshold else "split"
        return (agreed, how)

    return Facet("result", words("panels.filter.result"), _labels(words, _RESULTS), values)


def goal_facet(words: Words) -> Facet:
    """A facet of whether a card has a behaviour goal."""

    def values(card: Card) -> tuple[str, ...]:
        return ("with_goal" if card.behaviour_goal else "without_goal",)

    return Facet("goal", words("panels.filter.goal"), _labels(words, _GOALS), values)


def placed_lines(view: PlaceView, tally: PlacementTally) -> list[str]:
    """Votes, agreement, movement, what was agreed, the note and the goal of one card."""
    card, words = tally.card, view.words
    categories = view.activity.categories
    lines = [words("panels.detail.first"), *_votes(categories, words, tally.first)]
    if tally.covered or not tally.first_round.cast:
        lines = []
    if tally.again and not tally.covered:
        lines += ["", words("panels.detail.second"), *_votes(categories, words, tally.final)]
        lines.append(moved_words(tally.moved, words, at_least=tally.moved_at_least))
    lines.append(view.verdict(tally))
    said = [
        ("panels.detail.agreed", _agreed(view.method, card)),
        ("panels.place.disagreement", one_line(card.disagreement)),
        ("panels.place.goal", one_line(card.behaviour_goal)),
    ]
    told = [f"{words(key).rstrip(':')}: {text}" for key, text in said if text]
    told += map(one_line, before_lines(view.state_now(), view.method, card, words))
    told += map(one_line, group_lines(view.state_now(), view.method, card, words))
    return [*lines, "", *told] if told else [*lines, ""]


def _votes(
    categories: tuple[Category, ...], words: Words, counts: tuple[CategoryCount, ...]
) -> Iterator[str]:
    by_key = {item.category: item.count for item in counts}
    for known in categories:
        title = harmless(known.title)
        yield "  " + words(
            "panels.detail.votes", sign=known.sign, title=title, count=by_key.get(known.key, 0)
        )


def _agreed(method: Method, card: Card) -> str:
    keys = [key for key in (card.agreed, card.next_category) if key]
    known = [method.category(key) for key in keys]
    return " → ".join(f"{category.sign} {harmless(category.title)}" for category in known)


def _labels(words: Words, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, words(f"panels.filter.{key}")) for key in keys)
