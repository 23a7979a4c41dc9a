"""Vote: how many have voted; the ranking, most dots first, only after the reveal."""

from __future__ import annotations

from sessions.queries.carrying import ranked_cards
from sessions.queries.result_and_resources import weighed
from sessions.tallies.vote_tally import covered_voters, standing_votes
from sessions.visibility import LEAST_COUNTED
from workshop.facilitating.acts.vote import ACTS
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds.cards import cards_of


def show(desk: LineConversation) -> None:
    """Print counts and proposals before the reveal, the ranking after it."""
    cards, votes = cards_of(desk), standing_votes(desk.state, desk.row.id)
    if not cards:
        desk.say("panels.vote.empty")
        return
    voted = len({vote.participant for vote in votes} & desk.phones)
    desk.progress("panels.vote.status", voted, len(desk.phones))
    if not desk.row.revealed:
        desk.list_cards(cards)
        return
    covered = covered_voters(desk.state, desk.row.id)
    if covered:
        desk.say("panels.rate.too_few", n=covered, least=LEAST_COUNTED)
        desk.list_cards(cards)
        return
    ranking = ranked_cards(desk.state, desk.row.id, desk.activity)
    places = [item.dots for item in ranking]
    for item in ranking:
        place = places.index(item.dots) + 1
        desk.say("plain.vote.rank", place=place, n=item.dots, card=desk.card_line(item.card))
    words = desk.words
    for box in weighed(desk.state, desk.row.id, desk.activity):
        if box.placed:
            result = words(f"panels.vote.result-{box.result}")
            resources = words(f"panels.vote.resources-{box.resources}")
            desk.say("plain.vote.box", card=desk.card_line(box.card), result=result, resources=resources)


ACTIONS = actions_of(ACTS)
