"""A screen whose keys, footer, help and palette all come from the actions it offers."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingsMap
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.widget import Widget

from prompts.language.words import Words
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.common_actions import COMMON, LEADS_ON, PINNED
from workshop.terminal.actions.footer import ActionFooter, FooterItem
from workshop.terminal.actions.offer import Offer
from workshop.terminal.dialogs.sending import say
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.driver.push_screen import answer_of
from workshop.terminal.driver.textual_private import bindings_of, set_bindings
from workshop.terminal.driver.typing_guard import Stroke
from workshop.terminal.theme.themed_app import words_of

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class ActionScreen(LeftOnce[Result]):
    """Turns its offers into bindings, footer, help and palette."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = ()

    def __init__(self) -> None:
        """Begin with no bindings; `rebind` makes them."""
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._inherited = bindings_of(self).copy()
        self._under_way: set[tuple[int, str]] = set()

    @property
    def words(self) -> Words:
        """The sentences of the screen's language."""
        return words_of(self.app, self)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All current offers, in the order of the help screen."""
        return self._offers

    def make_offers(self) -> Iterable[Offer]:
        """Build the screen's offers; those of the panel in the middle come first."""
        return (Offer(spec, self) for spec in (*self.ACTIONS, *COMMON))

    def allows(self, method: str) -> bool:
        """Whether an action of the screen itself is available now."""
        return True

    def rebind(self) -> None:
        """Rebuild bindings and footer from the offers."""
        self._offers = tuple(self.make_offers())
        bindings = [
            Binding(",".join(offer.spec.keys), f"perform({index})", self.words(offer.spec.label), show=False)
            for index, offer in enumerate(self._offers)
            if offer.spec.keys
        ]
        # Textual's bindings belong to the class; these depend on the panel in the middle.
        own = {key for offer in self._offers for key in offer.spec.keys}
        kept = {key: found for key, found in self._inherited.key_to_bindings.items() if key not in own}
        set_bindings(self, BindingsMap.from_keys({**kept, **BindingsMap(bindings).key_to_bindings}))
        self.refresh_bindings()
        self.update_footer()

    def has(self, kind: type[Widget]) -> bool:
        """Whether a widget of this kind stands on the screen; none while it is being made or left.

        Asked at every redraw: a query walks the whole screen each time, this is remembered.
        """
        try:
            return self.query_one(kind).is_attached
        except NoMatches:
            return False

    def update_footer(self) -> None:
        """Show the actions available now."""
        try:
            self.query_one(ActionFooter).show(self.footer_rows())
        except NoMatches:
            return

    def footer_rows(self) -> list[list[FooterItem]]:
        """The rows of the footer; a single row unless a screen overrides this."""
        return [self.footer_items(self._offers)]

    def footer_items(self, offers: Iterable[Offer]) -> list[FooterItem]:
        """The available ones of `offers` that belong in a footer, help last."""
        shown = [offer for offer in offers if offer.spec.shown and offer.spec.keys and offer.allowed]
        shown.sort(key=lambda offer: (offer.spec.method in PINNED, offer.spec.rank))
        return [
            FooterItem(
                offer.spec,
                self.words(offer.label),
                offer.spec.method in PINNED,
                offer.spec.method == LEADS_ON,
            )
            for offer in shown
        ]

    @on(ActionFooter.Chosen)
    def _clicked(self, event: ActionFooter.Chosen) -> None:
        event.stop()
        for offer in self._offers:
            if offer.spec is event.spec:
                self.perform(offer)
                return

    def action_perform(self, index: int) -> None:
        """Carry out the offer of a key, ignoring key repeats where the action asks for it."""
        if index < len(self._offers):
            offer = self._offers[index]
            stroke = getattr(self.app, "stroke", None)
            if isinstance(stroke, Stroke):
                if stroke.is_held and offer.spec.once:
                    return
                if stroke.is_repeat and offer.spec.at_once:
                    return  # a letter that lies under a hand hides or takes back one thing, not all
            self.perform(offer)

    def acts_at_once(self, stroke: Stroke) -> bool:
        if not stroke.is_text:
            return False
        return any(offer.spec.at_once and offer.allowed for offer in self._with_key(stroke.key))

    def writes_with(self, key: str) -> bool:
        return any(offer is self._writing for offer in self._with_key(key))

    async def write_typed(self) -> bool:
        offer = self._writing
        if offer is None:
            return False
        token = (id(offer.owner), offer.spec.method)
        if token not in self._under_way:
            self._under_way.add(token)
            await self._carry_out(offer.action, token, offer)
        return True

    @property
    def _writing(self) -> Offer | None:
        """The offer whose form takes a text that was typed where nothing takes text."""
        for offer in self._offers:
            if offer.spec.act is not None and offer.spec.act.takes_text and offer.allowed:
                return offer
        return None

    def _with_key(self, key: str) -> Iterable[Offer]:
        return (offer for offer in self._offers if key in offer.spec.keys)

    def perform(self, offer: Offer) -> None:
        """Carry out an offer. An async one runs as a worker and is not started twice."""
        if not offer.allowed:
            return
        action = offer.action
        token = (id(offer.owner), offer.spec.method)
        if not inspect.iscoroutinefunction(action):
            try:
                action()
            except Exception:
                self._report(offer)
        elif token not in self._under_way:
            self._under_way.add(token)
            self.run_worker(self._carry_out(action, token, offer), exit_on_error=False)

    async def _carry_out(
        self, action: Callable[[], Awaitable[None] | None], token: tuple[int, str], offer: Offer
    ) -> None:
        try:
            waiting = action()
            if waiting is not None:
                await waiting
        except Exception:
            self._report(offer)
        finally:
            self._under_way.discard(token)

    def _report(self, offer: Offer) -> None:
        # A bug in one action must not end the workshop: say so, and log it.
        log.exception("the action %s failed", offer.spec.method)
        say(self.app, self.words("refused.internal"), "error")

    async def action_help(self) -> None:
        """Show every key of this screen."""
        from workshop.terminal.actions.help import help_lines
        from workshop.terminal.dialogs.ask import show_text
        from workshop.terminal.dialogs.dialog import text_width

        await show_text(
            self.app,
            self.words("terminal.help-title"),
            help_lines(self.words, self._offers, text_width(self.app)),
        )

    async def action_palette(self) -> None:
        """Search for an action by its words."""
        from workshop.terminal.actions.palette import PaletteDialog

        chosen = await answer_of(self.app, PaletteDialog(self._offers))
        if chosen is not None:
            self.call_later(self.perform, chosen)

    async def action_jump(self) -> None:
        """Jump to a target by typing its label."""
        from workshop.terminal.dialogs.jump import jump

        await jump(self)

    def action_theme(self) -> None:
        """Switch to the next theme."""
        from workshop.terminal.theme.themes import THEME_NAMES

        names = list(THEME_NAMES)
        at = names.index(self.app.theme) if self.app.theme in names else -1
        self.app.theme = names[(at + 1) % len(names)]
        say(self.app, self.words(f"terminal.theme.{self.app.theme}"))


class Overlay(ActionScreen[None], ModalScreen[None]):
    """An `ActionScreen` over the workshop that Esc closes and that is told of changes."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = ()

    def state_changed(self) -> None:
        """Something was stored while this is open."""

    def action_close(self) -> None:
        """Return to the workshop."""
        self.dismiss(None)
