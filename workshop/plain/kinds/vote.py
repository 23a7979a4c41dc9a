"""Vote: how many have voted, and only after the reveal what for, most dots first."""

from __future__ import annotations

from sessions.commands import CountHands, WeighCard
from sessions.tally import standing_votes, vote_ranking
from sessions.weighing import HIGHEST, LOWEST, weighed
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk
from workshop.plain.kinds.cards import cards_of

DOTS = "dots"


def show(desk: Desk) -> None:
    """Counts and proposals before the reveal, the ranking after it."""
    cards, votes = cards_of(desk), standing_votes(desk.picture, desk.row.id)
    if not cards:
        desk.say("panels.vote.empty")
        return
    voted = len({vote.participant for vote in votes} & desk.phones)
    desk.say("panels.vote.status", n=voted, total=len(desk.phones))
    if not desk.row.revealed:
        desk.list_cards(cards)
        return
    ranking = vote_ranking(desk.picture, desk.row.id, desk.activity.deck)
    places = [item.dots for item in ranking]
    for item in ranking:
        place = places.index(item.dots) + 1
        desk.say("plain.vote.rank", place=place, n=item.dots, card=desk.card_line(item.card))
    words = desk.words
    for box in weighed(desk.picture, desk.row.id, desk.activity.deck):
        if box.placed:
            result = words(f"panels.vote.result-{box.result}")
            resources = words(f"panels.vote.resources-{box.resources}")
            desk.say("plain.vote.box", card=desk.card_line(box.card), result=result, resources=resources)


async def _axes(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    found = []
    for axis in ("result", "resources"):
        steps = range(HIGHEST, LOWEST - 1, -1)
        choices = [(str(step), desk.words(f"panels.vote.{axis}-{step}")) for step in steps]
        found.append(int(await desk.choose(desk.words(f"panels.vote.ask_{axis}"), choices)))
    await desk.do(WeighCard(card.id, *found))


async def _hands(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    rows = desk.picture.hand_counts.where("subject", card.id)
    counted = sum(row.count for row in rows if row.scheduled == desk.row.id)
    count = await desk.count(desk.words("panels.vote.dots_field"), counted)
    await desk.do(CountHands(card.id, DOTS, count))


ACTIONS = (
    Action("k", "plain.act.hands", _hands, lambda desk: bool(cards_of(desk))),
    Action("x", "plain.act.axes", _axes, lambda desk: desk.row.revealed and bool(cards_of(desk))),
)
