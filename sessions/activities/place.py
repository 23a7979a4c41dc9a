"""Place: everyone sorts every card alone, the group talks about the split ones, then agrees."""

from __future__ import annotations

from dataclasses import replace

from prompts.methods.model import Activity, CategorySet, Kind
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
from sessions.queries.carrying import cards_of
from sessions.rules.decide import (
    Context,
    Decision,
    known_card,
    known_category,
    optional_text,
    rule,
    running,
)
from sessions.rules.its_cards import among_its_cards
from sessions.rules.meanwhile import edited
from sessions.rules.show_of_hands import counts_hands
from sessions.state import RowWrite, put, remove
from sessions.tallies.placed_cards import agreed_write, card_in
from sessions.tallies.tally import placement_round_in_meeting, placement_rounds, tally_card


@rule(PlaceCard)
def place_card(context: Context, command: PlaceCard) -> Decision:
    """Record a participant's choice in the open round; it can be changed until the round closes."""
    scheduled, activity = running(context, Kind.PLACE)
    if not scheduled.placement_round:
        raise ActivityClosedError
    if command.placement_round not in (0, placement_round_in_meeting(context.state, scheduled)):
        raise ActivityMovedOnError
    card = among_its_cards(context, command.card, activity)
    key = activity.category_set.key
    if not command.category:
        earlier = context.state.placements.get(card.id, context.actor, scheduled.placement_round, key)
        return Decision((remove(earlier),) if earlier else (), card.id)
    category = known_category(context, command.category, activity.categories)
    row = Placement(card.id, context.actor, scheduled.placement_round, category, key)
    return Decision((put(context.state, row),), card.id)


@rule(AgreePlacement)
def agree_placement(context: Context, command: AgreePlacement) -> Decision:
    card = known_card(context, command.card)
    known = _set_meant(context, command.category or command.next_category)
    category = known_category(context, command.category, known.categories) if command.category else None
    following = (
        known_category(context, command.next_category, known.categories) if command.next_category else None
    )
    write = agreed_write(context.state, card, known.key, agreed=category, next_category=following)
    return Decision((write,) if write else (), card.id)


@rule(AgreePlacements)
def agree_placements(context: Context, command: AgreePlacements) -> Decision:
    """Agree one category for several cards. A card's next category is kept unless it equals this one."""
    known = _set_meant(context, command.category)
    category = known_category(context, command.category, known.categories) if command.category else None
    cards = [known_card(context, card) for card in dict.fromkeys(command.cards)]
    if not cards:
        raise UnknownCardError
    writes = (_agreed(context, card, category, known.key) for card in cards)
    return Decision(tuple(write for write in writes if write is not None), count=len(cards))


@rule(AcceptAgreed)
def accept_agreed(context: Context, command: AcceptAgreed) -> Decision:
    """Give every card without an agreed placement that reaches the threshold its leading category.

    As everywhere, the choices that stand decide: those of the latest round for a card placed again.
    """
    activity = _placing(context)
    tallies = [tally_card(context.state, activity, card) for card in cards_of(context.state, activity)]
    accepted = [tally for tally in tallies if not tally.card.agreed and tally.reaches(command.threshold)]
    writes = (
        agreed_write(
            context.state,
            known_card(context, tally.card.id),
            activity.category_set.key,
            agreed=tally.leading,
        )
        for tally in accepted
    )
    return Decision(tuple(write for write in writes if write is not None), count=len(accepted))


@rule(StartSecondRound)
def start_second_round(context: Context, command: StartSecondRound) -> Decision:
    """Who has said to be done was done with what came before."""
    scheduled, _ = running(context, Kind.PLACE)
    _, second = placement_rounds(context.state.workshop.meeting)
    after = replace(scheduled, placement_round=second, input_open=True)
    done = [mark for mark in context.state.done_marks.where("scheduled", scheduled.id) if mark.done]
    undone = (put(context.state, replace(mark, done=False)) for mark in done)
    return Decision((put(context.state, after), *undone), scheduled.id)


@rule(EndSecondRound)
def end_second_round(context: Context, command: EndSecondRound) -> Decision:
    scheduled, _ = running(context, Kind.PLACE)
    after = replace(scheduled, placement_round=0, input_open=False)
    return Decision((put(context.state, after),), scheduled.id)


@rule(NoteDisagreement)
def note_disagreement(context: Context, command: NoteDisagreement) -> Decision:
    card = known_card(context, command.card)
    text = optional_text(command.text, LONGEST_NOTE)
    in_set = _set_meant(context, None).key
    now = edited(card_in(context.state, card, in_set), command.seen, disagreement=text)
    write = agreed_write(context.state, card, in_set, disagreement=now.disagreement)
    return Decision((write,) if write else (), card.id)


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
    among_its_cards(context, CardId(command.subject), activity)
    known_category(context, command.choice, activity.categories)
    first, _ = placement_rounds(context.state.workshop.meeting)
    in_round = scheduled.placement_round or first
    return HandCount("", command.subject, in_round, command.choice, command.count)


def _placing(context: Context) -> Activity:
    """The activity on the projector if it places cards, else the method's first that does.

    Raises ActivityClosedError if the method has none.
    """
    current = context.state.current()
    shown = [context.method.activity(current.activity)] if current is not None else []
    for activity in (*shown, *context.method.activities):
        if activity.kind is Kind.PLACE and activity.deck:
            return activity
    raise ActivityClosedError


def _set_meant(context: Context, category: str | None) -> CategorySet:
    """The set of `category`; without one, the set of the activity on the projector, or the method's own.

    Raises UnknownCategoryError for a category of no set.
    """
    if category:
        for known in context.method.category_sets:
            if category in known.keys:
                return known
        known_category(context, category, ())
    current = context.state.current()
    activity = context.method.activity(current.activity) if current is not None else None
    if activity is not None and activity.kind is Kind.PLACE:
        return activity.category_set
    return CategorySet("", "", context.method.categories)


def _agreed(context: Context, card: Card, category: str | None, category_set: str) -> RowWrite | None:
    now = card_in(context.state, card, category_set)
    following = now.next_category if category and category != now.next_category else None
    return agreed_write(context.state, card, category_set, agreed=category, next_category=following)
