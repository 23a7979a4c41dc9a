"""An action that a screen offers: its declaration, and the widget that carries it out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.widget import Widget

from workshop.terminal.actions.action_spec import ActionSpec

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from workshop.facilitating.act import Act
    from workshop.facilitating.situation import Situation


class TakesDigits(Protocol):
    """An owner of number keys, each an action called `digit_<number>`."""

    async def digit(self, number: int) -> None:
        """Handle a number key."""


class DoesActs(Protocol):
    """An owner that carries out acts."""

    @property
    def situation(self) -> Situation:
        """Where the workshop stands now."""

    async def do(self, act: Act) -> None:
        """Carry out an act."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An action and its owner. `here` says that it belongs to the panel in the middle."""

    spec: ActionSpec
    owner: Widget
    here: bool = False

    @property
    def allowed(self) -> bool:
        """Whether it is available now."""
        if self.spec.act is not None and not self.spec.act.when(cast(DoesActs, self.owner).situation):
            return False
        allows = getattr(self.owner, "allows", None)
        return bool(allows(self.spec.method)) if callable(allows) else True

    @property
    def label(self) -> str:
        """The catalogue key of the footer label, which may depend on the current state."""
        label_now = getattr(self.owner, "label_now", None)
        now = label_now(self.spec.method) if callable(label_now) else ""
        return str(now or self.spec.label)

    @property
    def action(self) -> Callable[[], Awaitable[None] | None]:
        """What carries it out."""
        if self.spec.act is not None:
            return partial(cast(DoesActs, self.owner).do, self.spec.act)
        kind, _, number = self.spec.method.partition("digit_")
        if number and not kind:
            return partial(cast(TakesDigits, self.owner).digit, int(number))
        action: Callable[[], Awaitable[None] | None] = getattr(self.owner, f"action_{self.spec.method}")
        return action
