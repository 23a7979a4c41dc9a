"""The sentence on top of an activity: what it asks, as long as that is what the group is to do."""

from __future__ import annotations

from dataclasses import replace

from prompts.methods.model import Activity, Category, Kind, Phase
from sessions.queries.reflection import columns_of
from sessions.tallies.tally import placed_again, second_round_is_open, tally_card
from workshop.facilitating.availability import takes_input
from workshop.terminal.audience.audience_activity import Looking
from workshop.terminal.audience.audience_view import Content, Focus, Talk, Working

_ANSWERED = (Kind.COLLECT, Kind.RATE, Kind.VOTE, Kind.REFLECT, Kind.PLACE, Kind.RECORD)


def other_question(at: Looking, content: Content) -> str:
    """What is said in place of the activity's prompt where that would be untrue; else empty.

    Nobody is asked to write while phones can send nothing, to tell how they differ on what is agreed, or to
    talk while everybody places again.
    """
    words, activity = at.words, at.activity
    if activity.kind is Kind.PLACE and at.scheduled.input_open and second_round_is_open(at.state):
        return words("audience.again-question")
    closely = looked_at(at)
    if closely is not None:
        return f"{closely.sign} {closely.title}"
    if isinstance(content, Focus) and activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        return _about_card(at, content)
    if activity.kind in _ANSWERED and takes_input(activity) and not at.scheduled.input_open:
        if isinstance(content, Talk):
            return ""
        shown = "wait" if isinstance(content, Working) else str(activity.kind)
        if shown == Kind.PLACE and activity.category_set.key:
            return words("audience.about-in-set.placed")
        return words(f"audience.closed.{shown}")
    return ""


def without_directions(activity: Activity, content: Content) -> Content:
    """What is shown while phones can send nothing: not how to go about the task, and who is done no more.

    The one figure that is left gets the room.
    """
    if not isinstance(content, Working) or content.items != activity.body:
        return content
    return replace(content, items=(), figures=content.figures[:1])


def _about_card(at: Looking, content: Focus) -> str:
    card = next((row for row in at.cards if row.id == content.key), None)
    if card is None:
        return ""
    tally = tally_card(at.state, at.activity, card)
    # Only the categories of the method itself are approaches, and only its cards initiatives.
    about = "about-in-set" if at.activity.category_set.key else "about"
    if card.agreed:
        return at.words(f"audience.{about}.agreed")
    if not tally.cast:
        return at.words(f"audience.{about}.unknown")
    return at.words("audience.about.alike") if tally.accepted_at_threshold else ""


def looked_at(at: Looking) -> Category | None:
    """The one column of shown answers that the facilitator has opened for the group."""
    if at.activity.kind is not Kind.REFLECT or not at.shown:
        return None
    columns = columns_of(at.state, at.method, at.activity)
    return next((row for row in columns if row.key == at.pointed), None)


def placed_again_now(at: Looking) -> tuple[str, ...]:
    """The texts of the cards that everybody may place again."""
    return tuple(at.texts(card) for card in placed_again(at.cards))
