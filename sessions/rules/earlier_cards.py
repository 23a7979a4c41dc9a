"""What a new workshop takes over from an earlier one: the initiatives, as if they had just been written.

Nobody's choice comes along, and nothing that was agreed: the group places them anew, without being led.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from prompts.methods.model import Kind, Method
from sessions.clock import as_stored
from sessions.model import Card, CardId, ScheduledId, Theme, ThemeId
from sessions.state import State
from sessions.tallies.tally import shown_cards


def initiatives_deck(method: Method) -> str:
    """The deck that the method places in its own categories; empty for a method that places none."""
    own = (each for each in method.activities if each.kind is Kind.PLACE and not each.category_set.key)
    return next((activity.deck for activity in own if activity.deck), "")


def taken_over(
    earlier: State, written_with: Method, method: Method, new_id: Callable[[], str], now: datetime
) -> tuple[Theme | Card, ...]:
    """The initiatives that stand in `earlier`, and their themes, as rows of a new workshop of `method`.

    They keep text, status, theme, behaviour goal and origin; numbers begin at 1. Empty where either
    method places nothing, or nothing was written.
    """
    source, deck = initiatives_deck(written_with), initiatives_deck(method)
    if not (source and deck):
        return ()
    cards = shown_cards(earlier, source)
    themes: dict[ThemeId, Theme] = {}
    for card in cards:
        theme = earlier.themes.get(card.theme)
        if theme is not None and theme.id not in themes:
            position = len(themes) + 1
            themes[theme.id] = replace(theme, id=ThemeId(new_id()), deck=deck, position=position)
    statuses = [status.key for status in method.deck(deck).statuses]
    return (
        *themes.values(),
        *(
            replace(
                card,
                id=CardId(new_id()),
                deck=deck,
                number=number,
                scheduled=ScheduledId(""),
                author=None,
                status=card.status if card.status in statuses else next(iter(statuses), ""),
                occurred="",
                outcome="",
                theme=themes[card.theme].id if card.theme in themes else None,
                agreed=None,
                next_category=None,
                disagreement="",
                split_from=None,
                meeting=1,
                created_at=as_stored(now),
            )
            for number, card in enumerate(cards, start=1)
        ),
    )
