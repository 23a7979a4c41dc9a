"""Rate: the distribution of answers over the scale, in numbers and words. The mean comes last."""

from __future__ import annotations

from prompts.language.formatting import mean as shown_mean
from prompts.methods.model import Scale
from sessions.queries.comparing import held_beside
from sessions.queries.progress import rating_progress
from sessions.queries.ratings import distances, measures_of, spread_of
from sessions.tallies.vote_tally import Spread
from sessions.visibility import least_answers, spread_is_shown
from workshop.facilitating.acts.rate import ACTS
from workshop.live.held_words import held_in_words
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation


def show(desk: LineConversation) -> None:
    """Print how many have answered, and after the reveal how."""
    answered = rating_progress(desk.state, desk.live.method, desk.row, desk.phones)
    desk.progress("panels.common.status_answered", answered.everything, answered.people)
    measures = measures_of(desk.state, desk.activity)
    if not measures:
        desk.say("panels.rate.no_cards")
    for measure in measures:
        desk.console.line(measure.text)
        if desk.row.revealed:
            _spread(desk, spread_of(desk.state, desk.live.method, desk.row, measure), measure.scale)
    if desk.row.revealed:
        _distances(desk)
        held = held_beside(desk.state, desk.live.method, desk.row)
        if held:
            desk.say("panels.rate.held_title")
        for each in held:
            desk.console.line(f"{each.statement.text} {held_in_words(each, desk.words)}")


def _distances(desk: LineConversation) -> None:
    first, second, language = desk.activity.scale, desk.activity.second_scale, desk.words.language
    if first is None or second is None:
        return
    for each in distances(desk.state, desk.live.method, desk.row):
        desk.console.line(each.statement.text)
        desk.say(
            "panels.rate.distance",
            distance=shown_mean(each.apart, language),
            first=first.title,
            a=shown_mean(each.first, language),
            second=second.title,
            b=shown_mean(each.second, language),
        )


def _spread(desk: LineConversation, spread: Spread, scale: Scale) -> None:
    words = desk.words
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
        desk.say("plain.rate.below" if below else "plain.rate.none-below", value=scale.threshold, n=below)
    mean = shown_mean(spread.mean or 0.0, words.language)
    desk.say("panels.rate.figures", n=spread.answers, lowest=spread.lowest, highest=spread.highest, mean=mean)


ACTIONS = actions_of(ACTS)
