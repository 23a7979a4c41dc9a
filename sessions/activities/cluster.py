"""Cluster: merging duplicates and naming themes, always by a person."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.methods.model import Kind
from sessions.commands import KeepApart, MergeCards, MoveToTheme, NameTheme, RenameTheme, SplitCard
from sessions.errors import CannotMergeError, UnknownThemeError
from sessions.limits import LONGEST_THEME
from sessions.model import Card, Theme, ThemeId
from sessions.rules.decide import Context, Decision, changed_card, cleaned_line, known_card, rule, running
from sessions.rules.meanwhile import edited
from sessions.similarity.kept_apart import pair_row
from sessions.state import RowWrite, put


@rule(MergeCards)
def merge_cards(context: Context, command: MergeCards) -> Decision:
    """Merge the others, and everything already merged into them, into the first."""
    keep = known_card(context, command.keep)
    others = [known_card(context, other) for other in dict.fromkeys(command.others) if other != keep.id]
    if keep.merged_into or not others or any(other.deck != keep.deck for other in others):
        raise CannotMergeError
    writes = [changed_card(context, card, merged_into=keep.id) for card in _with_their_own(context, others)]
    return Decision(tuple(writes), keep.id)


@rule(KeepApart)
def keep_apart(context: Context, command: KeepApart) -> Decision:
    scheduled, _ = running(context, Kind.CLUSTER)
    first, second = (known_card(context, card) for card in (command.first, command.second))
    if first.id == second.id or first.deck != second.deck:
        raise CannotMergeError
    return Decision((put(context.state, pair_row(scheduled.id, first.id, second.id)),), first.id)


@rule(SplitCard)
def split_card(context: Context, command: SplitCard) -> Decision:
    card = known_card(context, command.card)
    return Decision((changed_card(context, card, merged_into=None),), card.id)


@rule(NameTheme)
def name_theme(context: Context, command: NameTheme) -> Decision:
    """Give the cards a theme; the same name in the same deck is the same theme."""
    cards = [known_card(context, card) for card in dict.fromkeys(command.cards)]
    name = cleaned_line(command.name, LONGEST_THEME)
    if not cards:
        raise CannotMergeError
    deck = cards[0].deck
    theme = _theme_called(context, deck, name)
    writes: list[RowWrite] = []
    if theme is None:
        theme = Theme(ThemeId(context.new_id()), deck, name, context.state.themes.count("deck", deck))
        writes.append(put(context.state, theme))
    writes += [changed_card(context, card, theme=theme.id) for card in cards if card.deck == deck]
    return Decision(tuple(writes), theme.id)


@rule(RenameTheme)
def rename_theme(context: Context, command: RenameTheme) -> Decision:
    theme = _known_theme(context, command.theme)
    after = edited(theme, command.seen, name=cleaned_line(command.name, LONGEST_THEME))
    return Decision((put(context.state, after),), theme.id)


@rule(MoveToTheme)
def move_to_theme(context: Context, command: MoveToTheme) -> Decision:
    theme = _known_theme(context, command.theme).id if command.theme else None
    cards = [known_card(context, card) for card in dict.fromkeys(command.cards)]
    return Decision(tuple(changed_card(context, card, theme=theme) for card in cards), theme)


def _with_their_own(context: Context, cards: list[Card]) -> Iterator[Card]:
    for card in cards:
        yield card
        yield from context.state.cards.where("merged_into", card.id)


def _known_theme(context: Context, key: str) -> Theme:
    theme = context.state.themes.get(key)
    if theme is None:
        raise UnknownThemeError
    return theme


def _theme_called(context: Context, deck: str, name: str) -> Theme | None:
    themes = context.state.themes.where("deck", deck)
    return next((theme for theme in themes if theme.name.casefold() == name.casefold()), None)
