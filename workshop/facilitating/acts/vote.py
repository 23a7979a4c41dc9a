"""Vote: dots of those without a phone, and a proposal's position on visible result × resources."""

from __future__ import annotations

from prompts.language.cleaning import clean_line
from sessions.commands import CountHands, WeighCard
from sessions.model import Card
from sessions.queries.origins import with_origin
from sessions.queries.result_and_resources import HIGHEST, LOWEST
from workshop.facilitating.act import Act
from workshop.facilitating.acts.anytime.decisions import CONFIRM
from workshop.facilitating.acts.cards import hide
from workshop.facilitating.acts.choosing import CHOOSE
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.shared_questions import count_hands, count_table
from workshop.facilitating.situation import Situation

DOTS = "dots"
NO_BOX = (0, 0)


async def hands(talk: Conversation) -> None:
    """Record the dots from those without a phone: for all proposals in one table where one is chosen."""
    cards, row = talk.situation.cards, talk.situation.scheduled

    def dots_on(card: Card) -> int:
        rows = talk.situation.state.hand_counts.where("subject", card.id)
        return sum(item.count for item in rows if row is not None and item.scheduled == row.id)

    chosen = talk.cursor_on([card.id for card in cards])
    if chosen:
        labels = [
            (card.id, f"{talk.situation.number(card)}  {clean_line(with_origin(card))}") for card in cards
        ]
        counts = {(str(card.id), DOTS): dots_on(card) for card in cards}
        await count_table(talk, labels, [(DOTS, talk.words("panels.vote.dots_field"))], counts, chosen)
        return
    card = await talk.card(cards)
    counted = dots_on(card)
    await count_hands(
        talk,
        f"{talk.situation.number(card)}  {with_origin(card)}",
        {DOTS: talk.words("panels.vote.dots_field")},
        {DOTS: counted},
        lambda choice, count: CountHands(card.id, choice, count),
    )


async def to_box(talk: Conversation, card: Card, box: tuple[int, int]) -> None:
    """Put a proposal in a box of visible result × resources; `NO_BOX` takes it out."""
    await talk.send(WeighCard(card.id, *box))


async def weigh(talk: Conversation) -> None:
    """Ask for a proposal's position on both axes and set it."""
    card = await talk.card(talk.situation.cards)
    box = []
    for axis in ("result", "resources"):
        steps = [
            (str(step), talk.words(f"panels.vote.{axis}-{step}")) for step in range(HIGHEST, LOWEST - 1, -1)
        ]
        box.append(int(await talk.choose(talk.words(f"panels.vote.ask_{axis}"), steps)))
    await to_box(talk, card, (box[0], box[1]))


def _has_cards(situation: Situation) -> bool:
    return bool(situation.cards)


def _is_shown(situation: Situation) -> bool:
    return situation.revealed and bool(situation.cards)


ACTS = (
    Act("vote.hands", hands, _has_cards, ("k",), "k", rank=10),
    CONFIRM,
    CHOOSE,
    Act("vote.weigh", weigh, _is_shown, (), "x"),
    Act("vote.hide", hide, _has_cards, ("h",), "h", shown=False, rank=70, at_once=True),
)
