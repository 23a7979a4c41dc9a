"""Place: everyone sorts every card alone, the group talks about the split ones, then agrees."""

from __future__ import annotations

from dataclasses import replace

from prompts.methods.model import Activity, Kind
from sessions.commands import (
    AcceptAgreed,
    AgreePlacement,
    AgreePlacements,
    CountHands,
    EndSecondRound,
    NoteDisagreement,
    PlaceCard,
    SetBehaviourGoal,
    StartSecondRound,
)
from sessions.errors import (
    ActivityClosedError,
    ActivityMovedOnError,
    UnknownCardError,
)
from sessions.limits import LONGEST_NOTE
from sessions.model import Card, CardId, HandCount, Placement, ScheduledActivity
from sessions.rules.decide import (
    Context,
    Decision,
    changed_card,
    known_card,
    known_category,
    on_the_board,
    optional_text,
    rule,
    running,
)
from sessions.rules.meanwhile import edited
from sessions.rules.show_of_hands import counts_hands
from sessions.state import RowWrite, put, remove
from sessions.tally import placement_round_in_meeting, placement_rounds, tally_deck


@rule(PlaceCard)
def place_card(context: Context, command: PlaceCard) -> Decision:
    """Record a participant's choice in the open round; it can be changed until the round closes."""
    scheduled, activity = running(context, Kind.PLACE)
    if not scheduled.placement_round:
        raise ActivityClosedError
    if command.placement_round not in (0, placement_round_in_meeting(context.state, scheduled)):
        raise ActivityMovedOnError
    card = on_the_board(context, command.card, activity.deck)
    if not command.category:
        earlier = context.state.placements.get(card.id, context.actor, scheduled.placement_round)
        return Decision((remove(earlier),) if earlier else (), card.id)
    category = known_category(context, command.category)
    row = Placement(card.id, context.actor, scheduled.placement_round, category)
    return Decision((put(context.state, row),), card.id)


@rule(AgreePlacement)
def agree_placement(context: Context, command: AgreePlacement) -> Decision:
    card = known_card(context, command.card)
    category = known_category(context, command.category) if command.category else None
    following = known_category(context, command.next_category) if command.next_category else None
    return Decision((changed_card(context, card, agreed=category, next_category=following),), card.id)


@rule(AgreePlacements)
def agree_placements(context: Context, command: AgreePlacements) -> Decision:
    """Agree one category for several cards. A card's next category is kept unless it equals this one."""
    category = known_category(context, command.category) if command.category else None
    cards = [known_card(context, card) for card in dict.fromkeys(command.cards)]
    if not cards:
        raise UnknownCardError
    return Decision(tuple(_agreed(context, card, category) for card in cards), count=len(cards))


@rule(AcceptAgreed)
def accept_agreed(context: Context, command: AcceptAgreed) -> Decision:
    """Give every card without an agreed placement that reaches the threshold its leading category.

    As everywhere, the choices that stand decide: those of the latest round for a card placed again.
    """
    deck = placing_deck(context)
    writes = tuple(
        changed_card(context, tally.card, agreed=tally.leading)
        for tally in tally_deck(context.state, context.method, deck)
        if not tally.card.agreed and tally.reaches(command.threshold)
    )
    return Decision(writes, count=len(writes))


@rule(StartSecondRound)
def start_second_round(context: Context, command: StartSecondRound) -> Decision:
    scheduled, _ = running(context, Kind.PLACE)
    _, second = placement_rounds(context.state.workshop.meeting)
    after = replace(scheduled, placement_round=second, input_open=True)
    return Decision((put(context.state, after),), scheduled.id)


@rule(EndSecondRound)
def end_second_round(context: Context, command: EndSecondRound) -> Decision:
    scheduled, _ = running(context, Kind.PLACE)
    after = replace(scheduled, placement_round=0, input_open=False)
    return Decision((put(context.state, after),), scheduled.id)


@rule(NoteDisagreement)
def note_disagreement(context: Context, command: NoteDisagreement) -> Decision:
    card = known_card(context, command.card)
    text = optional_text(command.text, LONGEST_NOTE)
    return Decision((put(context.state, edited(card, command.seen, disagreement=text)),), card.id)


@rule(SetBehaviourGoal)
def set_behaviour_goal(context: Context, command: SetBehaviourGoal) -> Decision:
    card = known_card(context, command.card)
    text = optional_text(command.text, LONGEST_NOTE)
    return Decision((put(context.state, edited(card, command.seen, behaviour_goal=text)),), card.id)


@counts_hands(Kind.PLACE)
def hands_for_category(
    context: Context, scheduled: ScheduledActivity, activity: Activity, command: CountHands
) -> HandCount:
    """Count hands for a category of a card. The count belongs to the card and round, not the activity."""
    on_the_board(context, CardId(command.subject), activity.deck)
    known_category(context, command.choice)
    first, _ = placement_rounds(context.state.workshop.meeting)
    in_round = scheduled.placement_round or first
    return HandCount("", command.subject, in_round, command.choice, command.count)


def placing_deck(context: Context) -> str:
    """The deck that the method places. Raises ActivityClosedError if it places none."""
    for activity in context.method.activities:
        if activity.kind is Kind.PLACE and activity.deck:
            return activity.deck
    raise ActivityClosedError


def _agreed(context: Context, card: Card, category: str | None) -> RowWrite:
    following = card.next_category if category and category != card.next_category else None
    return changed_card(context, card, agreed=category, next_category=following)
