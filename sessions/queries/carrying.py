"""What one activity hands on to another: the outcome that a method declares as the other's input.

The outcome is read from what was said, each time it is asked for; nothing is copied by itself. As long as the
first activity has not been held, the second works on all that it would work on without the link; so it does
where so few answered that their votes or numbers must not be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from prompts.methods.kinds import traits_of
from prompts.methods.model import Activity, CategorySet, Kind
from sessions.group_subject import GROUP, group_subject, is_about_group
from sessions.model import ActivityStatus, Card, CardId, ScheduledActivity, ScheduledId
from sessions.queries.choosing import asked_about
from sessions.queries.filled_fields import what_stands
from sessions.state import State
from sessions.tallies.placed_cards import card_in
from sessions.tallies.tally import shown_cards
from sessions.tallies.vote_tally import RankedCard, spread_in, vote_ranking, voters
from sessions.visibility import is_counted, spread_is_shown

_HELD = frozenset({ActivityStatus.RUNNING, ActivityStatus.DONE})


@dataclass(frozen=True, slots=True)
class Carried:
    """One text that is handed on, and the card it is about, if any."""

    text: str
    card: CardId | None = None


def cards_of(state: State, activity: Activity) -> tuple[Card, ...]:
    """The cards that `activity` works on, as placed in its set of categories, in the order written.

    Those that are its input come in the order of the outcome. Where a form has no deck
    it is the group itself.
    """
    if is_about_group(activity):
        return (group_subject(activity),)
    known = activity.category_set
    cards = asked_about(state, activity, _stored_cards(state, activity))
    return tuple(_known(card_in(state, card, known.key), known) for card in cards) if known.key else cards


def _known(card: Card, categories: CategorySet) -> Card:
    """`card` without an agreed category that the set has lost since."""
    following = card.next_category if card.next_category in categories.keys else None
    agreed = card.agreed if card.agreed in categories.keys else None
    if (agreed, following) == (card.agreed, card.next_category):
        return card
    return replace(card, agreed=agreed, next_category=following)


def ranked_cards(state: State, scheduled: ScheduledId, activity: Activity) -> tuple[RankedCard, ...]:
    """The cards of one vote by dots, as `vote_ranking`: those that are its input, and any that has dots."""
    ranking = vote_ranking(state, scheduled, activity.deck)
    if activity.input is None:
        return ranking
    among = {card.id for card in cards_of(state, activity)}
    return tuple(item for item in ranking if item.dots or item.card.id in among)


def carried_texts(state: State, activity: Activity) -> tuple[Carried, ...]:
    """The texts that are offered to `activity`: the outcome of its input; none without one."""
    source = activity.input
    row = _held(state, source) if source is not None else None
    if source is None or row is None or _is_held_back(state, source, row):
        return ()
    texts = tuple(_texts(state, source, row))
    return texts[: activity.most] if activity.most else texts


def _stored_cards(state: State, activity: Activity) -> tuple[Card, ...]:
    source = activity.input
    all_cards = shown_cards(state, activity.deck)
    if source is None or traits_of(activity.kind).carries != "cards":
        return all_cards
    row = _held(state, source)
    if row is None or _is_held_back(state, source, row):
        return all_cards
    standing = {card.id: card for card in all_cards}
    found = [standing[card] for card in _cards(state, source, row) if card in standing]
    return tuple(found[: activity.most] if activity.most else found)


def _held(state: State, source: Activity) -> ScheduledActivity | None:
    """The latest row in which `source` has been on the projector."""
    rows = (row for row in state.scheduled if row.activity == source.key and row.status in _HELD)
    return max(rows, key=lambda row: (row.meeting, row.position), default=None)


def _is_held_back(state: State, source: Activity, row: ScheduledActivity) -> bool:
    """Whether the outcome would show how a few people voted or rated."""
    if source.kind is Kind.VOTE:
        return not is_counted(voters(state, row.id))
    if source.kind is Kind.RATE:
        rated = [card.id for card in cards_of(state, source)] if source.deck else _keys(source)
        return not any(spread_is_shown(state, spread_in(state, source, row, key).answers) for key in rated)
    return False


def _keys(source: Activity) -> list[str]:
    return [statement.key for statement in source.statements]


def _cards(state: State, source: Activity, row: ScheduledActivity) -> Iterator[CardId]:
    """The outcome as cards, what matters most first."""
    cards = cards_of(state, source)
    if source.kind is Kind.VOTE:
        yield from (item.card.id for item in ranked_cards(state, row.id, source) if item.dots)
    elif source.kind is Kind.RATE:
        yield from map(CardId, _weakest(state, source, row, [card.id for card in cards]))
    elif source.kind is Kind.PLACE:
        yield from (card.id for key in source.category_set.keys for card in cards if card.agreed == key)
    elif source.kind in (Kind.REFLECT, Kind.RECORD):
        yield from (card.id for card in cards if any(_agreed_about(state, source, card.id)))


def _texts(state: State, source: Activity, row: ScheduledActivity) -> Iterator[Carried]:
    """The outcome as texts."""
    if source.kind is Kind.RATE and source.statements:
        known = {statement.key: statement.text for statement in source.statements}
        yield from (Carried(known[key]) for key in _weakest(state, source, row, list(known)))
    elif source.kind is Kind.RECORD or source.per_card:
        for card in cards_of(state, source):
            about = None if card.id == GROUP else card.id
            yield from (Carried(text, about) for text in _agreed_about(state, source, card.id))
    elif source.kind is Kind.REFLECT:
        for category in source.categories:
            yield from map(Carried, _agreed_about(state, source, category.key))
    else:
        cards = {card.id: card for card in cards_of(state, source)}
        yield from (Carried(cards[key].text, key) for key in _cards(state, source, row) if key in cards)


def _weakest(state: State, source: Activity, row: ScheduledActivity, keys: list[str]) -> list[str]:
    """What was rated lowest first; on two scales, what lies furthest apart, without what does not.

    What so few have rated that their answers must not be shown is left out.
    """
    found: list[tuple[float, str]] = []
    for key in keys:
        numbers = (0, 1) if source.second_scale is not None else (0,)
        spreads = [spread_in(state, source, row, key, number) for number in numbers]
        means = [each.mean for each in spreads if each.mean is not None]
        if len(means) < len(numbers) or not all(spread_is_shown(state, each.answers) for each in spreads):
            continue
        if len(means) == 1:
            found.append((means[0], key))
        elif means[0] > means[1]:
            found.append((means[1] - means[0], key))
    return [key for _, key in sorted(found, key=lambda each: each[0])]


def _agreed_about(state: State, source: Activity, about: str) -> Iterator[str]:
    """What the group agreed on in answer to the source's questions, or in the fields of its record."""
    if source.record is not None:
        yield from filter(None, (what_stands(state, about, field) for field in source.record.fields))
    for question in source.questions if source.record is None else ():
        row = state.agreed_answers.get(about, question.key)
        if row is not None:
            yield row.text
