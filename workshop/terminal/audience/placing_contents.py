"""What the audience sees while initiatives are placed and talked about."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.methods.model import Phase
from sessions.queries.origins import with_origin
from sessions.queries.progress import placing_progress
from sessions.tallies.tally import (
    PlacementTally,
    most_split_first,
    second_round_is_open,
    tally_card,
)
from sessions.visibility import LEAST_COUNTED
from workshop.facilitating.telling.joined_lines import before_lines, group_lines
from workshop.live.live_workshop import BOARD
from workshop.live.verdict_words import verdict_in_words
from workshop.terminal.audience.audience_activity import Looking
from workshop.terminal.audience.audience_view import Bar, Content, Focus, Group, Wall, Working
from workshop.terminal.audience.questions import placed_again_now
from workshop.terminal.audience.ratings_and_records import nothing_yet
from workshop.terminal.theme.approaches import approach_number


def placed(at: Looking) -> Content:
    """The card that is talked about, the whole board, or how many have placed their cards."""
    if at.activity.phase is Phase.GOALS:
        return _goals(at)
    if not at.shown:
        done = placing_progress(at.state, at.activity, at.people)
        if second_round_is_open(at.state):
            return Working((at.counted("placed-again", done.everything),), placed_again_now(at))
        return Working((at.counted("placed", done.everything),), at.activity.body)
    tallies = most_split_first(tally_card(at.state, at.activity, card) for card in at.cards)
    if not tallies:
        return nothing_yet(at, "no-cards")
    if at.pointed == BOARD:
        return _board(at, tallies)
    open_ones = [tally for tally in tallies if not tally.card.agreed]
    chosen = next((row for row in tallies if row.card.id == at.pointed), (open_ones or list(tallies))[0])
    lines = [f"+ {text}" for text in at.merged(chosen.card)]
    if chosen.card.agreed:
        lines.append(at.words("audience.agreed-on", name=at.category(chosen.card.agreed)))
    for key, text in (("disagreement", chosen.card.disagreement), ("goal", chosen.card.behaviour_goal)):
        if text:
            lines.append(f"{at.words(f'panels.place.{key}')} {text}")
    lines += before_lines(at.state, at.method, chosen.card, at.words)
    lines += group_lines(at.state, at.method, chosen.card, at.words)
    rest = tuple(at.item(row.card, _in_short(at, row)) for row in tallies if row is not chosen)
    shares, verdict, before = _shares(at, chosen), _verdict(at, chosen), _before(at, chosen)
    return Focus(with_origin(chosen.card), shares, verdict, before, tuple(lines), rest, chosen.card.id)


def _board(at: Looking, tallies: Sequence[PlacementTally]) -> Wall:
    """Every approach with the cards agreed there, and the others with how far people agree."""
    groups = []
    for row in at.activity.categories:
        here = tuple(at.item(tally.card) for tally in tallies if tally.card.agreed == row.key)
        groups.append(
            Group(f"{row.sign} {row.title} · {len(here)}", here, approach_number(at.method, row.key))
        )
    known = {row.key for row in at.activity.categories}
    rest = tuple(
        at.item(tally.card, _in_short(at, tally)) for tally in tallies if tally.card.agreed not in known
    )
    if rest:
        groups.append(Group(at.words("panels.place.rest"), rest))
    groups += at.not_chosen()
    return Wall(tuple(groups))


def _shares(at: Looking, tally: PlacementTally) -> tuple[Bar, ...]:
    if not tally.cast:
        return ()
    counts = {row.category: row.count for row in tally.final}
    return tuple(
        Bar(f"{row.sign} {row.title}", counts[row.key], tally.cast, approach_number(at.method, row.key))
        for row in at.activity.categories
    )


def _verdict(at: Looking, tally: PlacementTally) -> str:
    """`7 af 11 enige`, of the choices that stand."""
    words = at.words
    if tally.covered:
        return words("panels.rate.too_few", n=tally.covered, least=LEAST_COUNTED)
    if not tally.cast:
        return words("panels.place.nobody")
    return verdict_in_words(tally, at.activity, words)


def _before(at: Looking, tally: PlacementTally) -> str:
    """How many agreed before the second round, once there has been one."""
    first = tally.first_round
    if not (tally.again and first.cast):
        return ""
    return at.words("audience.before", n=first.alike, cast=first.cast)


def _in_short(at: Looking, tally: PlacementTally) -> str:
    if tally.card.agreed:
        return f"✓ {at.category(tally.card.agreed)}"
    if not tally.cast:
        return ""
    return verdict_in_words(tally, at.activity, at.words)


def _goals(at: Looking) -> Content:
    cards = at.cards
    if not cards:
        return nothing_yet(at, "no-cards")
    chosen = next((card for card in cards if card.id == at.pointed), None)
    if chosen is None:
        chosen = next((card for card in cards if not card.behaviour_goal), cards[0])
    goal = f"{at.words('panels.place.goal')} {chosen.behaviour_goal}" if chosen.behaviour_goal else ""
    rest = tuple(at.item(card, card.behaviour_goal) for card in cards if card is not chosen)
    merged = tuple(f"+ {text}" for text in at.merged(chosen))
    return Focus(with_origin(chosen), lines=(*merged, goal) if goal else merged, rest=rest)
