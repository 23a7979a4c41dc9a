"""Rate: the distribution of answers over the scale, in numbers and words. The mean comes last."""

from __future__ import annotations

from prompts.language.formatting import decimal
from prompts.methods.model import Scale
from sessions.progress import rating_progress
from sessions.visibility import least_answers, spread_is_shown
from sessions.vote_tally import Spread, rating_spread
from workshop.facilitating.acts.rate import ACTS
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation


def _scale(desk: LineConversation) -> Scale:
    scale = desk.activity.scale
    if scale is None:
        raise LookupError(desk.activity.key)
    return scale


def show(desk: LineConversation) -> None:
    """Print how many have answered, and after the reveal how."""
    answered = rating_progress(desk.state, desk.live.method, desk.row, desk.phones)
    desk.say("panels.common.status_answered", n=answered.everything, total=answered.people)
    for statement in desk.activity.statements:
        desk.console.line(statement.text)
        if desk.row.revealed:
            _spread(desk, rating_spread(desk.state, desk.live.method, desk.row, statement.key))


def _spread(desk: LineConversation, spread: Spread) -> None:
    words, scale = desk.words, _scale(desk)
    if not spread.answers:
        desk.say("plain.rate.none")
        return
    if not spread_is_shown(desk.state, spread.answers):
        desk.say("panels.rate.too_few", n=spread.answers, least=least_answers(desk.state))
        return
    for value, count in reversed(spread.counts):
        label = scale.label(value)
        name = f"{value}, {label}" if label else str(value)
        desk.say("plain.rate.value", value=name, n=count)
    if scale.threshold is not None:
        below = sum(count for value, count in spread.counts if value < scale.threshold)
        desk.say("plain.rate.below", value=scale.threshold, n=below)
    mean = decimal(spread.mean or 0.0, words.language)
    desk.say("panels.rate.figures", n=spread.answers, lowest=spread.lowest, highest=spread.highest, mean=mean)


ACTIONS = actions_of(ACTS)
