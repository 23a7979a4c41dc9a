"""Cluster: merging cards that say the same thing, and naming themes. A person always decides."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.language.cleaning import clean_line
from prompts.methods.model import Kind
from sessions.commands import KeepApart, MergeCards, MoveToTheme, NameTheme, RenameTheme, SplitCard
from sessions.limits import LONGEST_THEME
from sessions.model import Card, CardId, ScheduledId, Theme, ThemeId
from sessions.queries.origins import with_origin
from sessions.state import State
from sessions.tallies.vote_tally import dots_on
from workshop.facilitating.act import Act
from workshop.facilitating.acts import cards
from workshop.facilitating.acts.choosing import CHOOSE, DIVIDE, ORIGIN
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.shared_questions import NONE, edits, sends, write_text
from workshop.facilitating.situation import Situation

NEW = "+"


def themes(situation: Situation) -> tuple[Theme, ...]:
    """The themes that hold at least one card, in order."""
    activity = situation.activity
    if activity is None:
        return ()
    used = {card.theme for card in situation.cards}
    found = situation.state.themes.where("deck", activity.deck)
    return tuple(sorted((theme for theme in found if theme.id in used), key=lambda theme: theme.position))


def _named(talk: Conversation, card: Card) -> tuple[str, str]:
    return card.id, f"{talk.situation.number(card)}  {with_origin(card)}"


async def merge_some(talk: Conversation, some: Sequence[Card]) -> bool:
    """Merge `some` cards into one of them; whether it was accepted.

    Whose text is kept is asked only where the texts differ.
    """
    keep = some[0].id
    if len({clean_line(card.text).casefold() for card in some}) > 1:
        choices = [_named(talk, card) for card in some]
        keep = CardId(await talk.choose(talk.words("panels.cluster.ask_keep"), choices, current=keep))
    others = tuple(card.id for card in some if card.id != keep)
    freed = sum(dots_on(talk.situation.state, row, card) for card in others for row in _votes(talk.situation))
    merged = await talk.send(MergeCards(keep, others)) is not None
    if merged and freed:
        talk.tell("panels.cluster.dots_freed", n=freed)
    return merged


def _votes(situation: Situation) -> tuple[ScheduledId, ...]:
    """The votes of this meeting, held or still to come."""
    sheet, method = situation.state.run_sheet(), situation.method
    return tuple(row.id for row in sheet if method.activity(row.activity).kind is Kind.VOTE)


def has_merged(situation: Situation) -> bool:
    """Whether one of the cards has others in it."""
    state = situation.state
    return state.has_merged_cards and any(_inside(state, card) for card in situation.cards)


async def merge(talk: Conversation) -> None:
    """Merge the selected cards into one."""
    await merge_some(talk, await talk.some_cards(talk.situation.cards, least=2))


async def keep_apart(talk: Conversation, first: CardId, second: CardId) -> bool:
    """Mark two cards as not duplicates; whether it was accepted."""
    return await talk.send(KeepApart(first, second)) is not None


def _inside(state: State, into: Card) -> list[Card]:
    return [card for card in state.merged_cards(into.id) if not card.hidden]


async def split(talk: Conversation) -> None:
    """Undo the merge of one card."""
    state = talk.situation.state
    whole = [card for card in talk.situation.cards if _inside(state, card)]
    if not whole:
        talk.tell("panels.cluster.nothing_merged", warning=True)
        return
    into = await talk.card(whole)
    inside = [_named(talk, card) for card in _inside(state, into)]
    await talk.send(SplitCard(CardId(await talk.choose(talk.words("panels.cluster.ask_split"), inside))))


async def move_to(talk: Conversation, theme: ThemeId | None, some: Sequence[Card]) -> bool:
    """Put cards in a theme, None for none; whether it was accepted."""
    return bool(some) and await talk.send(MoveToTheme(theme, tuple(card.id for card in some))) is not None


async def give_theme(talk: Conversation) -> None:
    """Give the selected cards a theme, existing or new."""
    some = await talk.some_cards(talk.situation.cards)
    known = [(theme.id, theme.name) for theme in themes(talk.situation)]
    key = NEW
    if known:
        new, none = talk.words("panels.cluster.new_theme"), talk.words("panels.cluster.none")
        choices = [(NEW, new), *known, (NONE, none)]
        key = await talk.choose(talk.words("panels.cluster.ask_theme"), choices, written=NEW)
    if key != NEW:
        await move_to(talk, None if key == NONE else ThemeId(key), some)
        return
    ids = tuple(card.id for card in some)
    await write_text(
        talk,
        "panels.cluster.ask_name",
        sends(talk, lambda filled: NameTheme(filled["text"], ids)),
        longest=LONGEST_THEME,
        needed=True,
    )


async def no_theme(talk: Conversation) -> None:
    """Take the selected cards out of their theme."""
    await move_to(talk, None, await talk.some_cards(talk.situation.cards))


async def rename(talk: Conversation) -> None:
    """Rename a theme: that of the card at the cursor, if there is one."""
    known = {theme.id: theme for theme in themes(talk.situation)}
    choices = [(theme.id, theme.name) for theme in known.values()]
    title = talk.words("panels.cluster.ask_theme")
    theme = known[ThemeId(await talk.item(title, choices, nothing="panels.cluster.theme_first"))]
    await write_text(
        talk,
        "panels.cluster.ask_name",
        edits(
            talk,
            theme,
            lambda state: state.themes.get(theme.id),
            lambda seen, filled: RenameTheme(theme.id, filled["text"], seen),
        ),
        theme.name,
        longest=LONGEST_THEME,
        needed=True,
    )


def _has_themes(situation: Situation) -> bool:
    return bool(themes(situation))


ACTS = (
    Act("cluster.merge", merge, keys=("s",), typed="s", rank=20),
    Act("cluster.theme", give_theme, keys=("g",), typed="g", rank=30),
    CHOOSE,
    DIVIDE,
    ORIGIN,
    Act("cluster.split", split, keys=("x",), typed="x", rank=60),
    Act("cluster.edit", cards.edit, keys=("e",), typed="e", rank=55),
    Act("cluster.rename", rename, _has_themes, ("y",), "t", rank=65),
    Act("cluster.add", cards.add, keys=("a",), typed="a", rank=50, takes_text=True),
    Act("cluster.hide", cards.hide, keys=("h",), typed="h", rank=70, at_once=True),
    Act("cluster.no_theme", no_theme, _has_themes, ("0",), shown=False, at_once=True),
)
