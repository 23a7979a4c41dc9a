"""Shared by all panels: declaring actions, arrow and number keys, and the wall they work on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

from textual.app import ComposeResult
from textual.events import Resize
from textual.widget import Widget

from prompts.methods.model import Category, Choice, Deck
from sessions.model import Card, Participant, ScheduledId
from sessions.rules.people import active_participants
from sessions.state import Event
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.activities.activity_panel import ActivityPanel
from workshop.terminal.activities.cursors import CanvasCursor
from workshop.terminal.canvas.blocks import Block, TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.canvas.neighbours import Direction
from workshop.terminal.dialogs.screen_conversation import Cursor
from workshop.terminal.dialogs.sending import say
from workshop.terminal.theme.approaches import approach_number
from workshop.terminal.theme.untrusted_text import harmless
from workshop.terminal.widgets.card_wall import CardWall

BlockType = TypeVar("BlockType", bound=Block)

WIDE = 100
"""Cells from which two panes stand side by side."""


def action(
    group: str,
    method: str,
    *keys: str,
    shown: bool = True,
    rank: int = 50,
    at_once: bool = False,
) -> ActionSpec:
    """An action of the panel itself, whose words stand under `acts.<group>.<method>`.

    Args:
        group: The group in the catalogue: the kind, or `common`.
        method: The panel has `action_<method>`.
        keys: Textual key names.
        shown: Whether the footer shows it.
        rank: Position in the footer, low first.
        at_once: Whether it changes something without asking.
    """
    words = f"acts.{group}.{method}"
    return ActionSpec(
        method,
        keys,
        f"{words}.label",
        f"{words}.help",
        palette=f"{words}.palette",
        shown=shown,
        rank=rank,
        at_once=at_once,
    )


def digits(group: str, count: int = 9) -> tuple[ActionSpec, ...]:
    """Number keys from 1, each handled by the panel's `digit`. Their meanings are shown on the screen."""
    return tuple(
        ActionSpec(
            f"digit_{number}",
            (str(number),),
            f"acts.{group}.digit.label",
            f"acts.{group}.digit.help",
            shown=False,
            at_once=True,
        )
        for number in range(1, count + 1)
    )


MOVES = (
    action("common", "move_up", "up", shown=False),
    action("common", "move_down", "down", shown=False),
    action("common", "move_left", "left", shown=False),
    action("common", "move_right", "right", shown=False),
    action("common", "page_up", "shift+up", shown=False),
    action("common", "page_down", "shift+down", shown=False),
    action("common", "move_first", "home", shown=False),
    action("common", "move_last", "end", shown=False),
)
SEARCH = action("common", "search", "slash", rank=80, shown=False)


class WallPanel(ActivityPanel):
    """A panel around one wall of blocks that arrows, mouse and search work on."""

    DEFAULT_CSS = """
    WallPanel { layout: vertical; }
    """

    can_focus = False

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Make the wall; `refresh_panel` fills it."""
        super().__init__(live, scheduled_id)
        self._kept: dict[str, tuple[tuple[object, ...], Block]] = {}
        self.wall = CardWall(live.words("panels.common.search_in"))

    @property
    def canvas(self) -> Canvas:
        """The canvas that the arrow keys work on."""
        return self.wall.canvas

    @property
    def cursor(self) -> Cursor:
        """The selection on the wall."""
        return CanvasCursor(self.canvas)

    def compose(self) -> ComposeResult:
        yield from self.panes()

    def panes(self) -> Sequence[Widget]:
        """The widgets of the panel, from top to bottom."""
        return (self.wall,)

    def sections(self) -> Sequence[Section]:
        """The current content of the wall."""
        return ()

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        """Redraw what changed."""
        self.forget(events)
        self.redraw()
        returned = [key for event in events for key in _shown_again(event)]
        for key in set(self.canvas.keys()).intersection(returned if len(returned) == 1 else ()):
            self.canvas.choose(key)

    def forget(self, events: tuple[Event, ...]) -> None:
        """Drop cached counts that `events` make stale; `()` means all of them."""

    def redraw(self) -> None:
        """Redraw from the state; equal sections cost nothing."""
        self.wall.show(self.sections())
        self.changed_actions()

    def kept(self, key: str, source: tuple[object, ...], make: Callable[[], BlockType]) -> BlockType:
        """The cached block of `key` as long as `source` is the same, else a new one.

        Rows are immutable, so comparing thousands of them means comparing identities.
        """
        known = self._kept.get(key)
        if known is not None and known[0] == source:
            return cast(BlockType, known[1])
        block = make()
        self._kept[key] = (source, block)
        return block

    def on_mount(self) -> None:
        self.refresh_panel(())

    def on_resize(self, event: Resize) -> None:
        wide = event.size.width >= WIDE
        self.set_class(wide, "-wide")
        self.redraw()

    def on_canvas_chosen(self, event: Canvas.Chosen) -> None:
        event.stop()
        if event.canvas is self.canvas:
            self.point()
        self.changed_actions()

    @property
    def pointed(self) -> str:
        """What the group's screen is to show of this activity: the selected row, unless a kind says else."""
        return self.canvas.chosen

    def point(self) -> None:
        """Tell the other faces what is `pointed`."""
        self.live.pointing(self.pointed)

    # --- texts -----------------------------------------------------------------------------------

    def text(self, key: str, **fields: object) -> str:
        """A sentence from the panels' part of the catalogue."""
        return self.words(f"panels.{key}", **fields)

    def tip(self, key: str, **fields: object) -> Block:
        """A hint block for an empty wall."""
        return TextBlock(self.text(key, **fields), "muted", above=1, centred=True)

    def tip_section(self, key: str, **fields: object) -> tuple[Section, ...]:
        """A section with only a hint."""
        return (Flow((self.tip(key, **fields),)),)

    def tell(self, key: str, severity: str = "information", **fields: object) -> None:
        """Show a notification."""
        say(self.app, self.text(key, **fields), severity)

    # --- queries on the state -------------------------------------------------------------------

    @property
    def deck(self) -> Deck:
        """The deck of the activity."""
        return self.live.method.deck(self.activity.deck)

    def number(self, card: Card) -> str:
        """The public number of a card: `t7`."""
        return self.live.method.card_number(card.deck, card.number)

    def card(self, key: str | None) -> Card | None:
        """The card with the key `key`, if it stands for itself and is visible."""
        card = self.state.cards.get(key)
        return None if card is None or card.withdrawn or card.hidden else card

    @property
    def chosen_card(self) -> Card | None:
        """The chosen card."""
        return self.card(self.canvas.chosen)

    def role(self, category: str) -> str:
        """The role of a category's colour."""
        number = approach_number(self.live.method, category)
        return f"approach-{number}" if number else "muted"

    def named(self, category: Category) -> Line:
        """A category as sign and name."""
        return (Span(f"{category.sign} {harmless(category.title)}", self.role(category.key)),)

    def category_after(self, digit: int) -> Category | None:
        """The category with the number key `digit`."""
        categories = self.activity.categories
        return categories[digit - 1] if 1 <= digit <= len(categories) else None

    def phones(self) -> tuple[Participant, ...]:
        """The ids of all current participants with a phone."""
        return tuple(person for person in active_participants(self.state) if not person.typed_in)

    def done_count(self) -> int:
        """How many have marked themselves as done on their phone."""
        here = {person.id for person in self.phones()}
        marks = self.state.done_marks.where("scheduled", self.scheduled_id)
        return sum(mark.done and mark.participant in here for mark in marks)

    # --- number keys ------------------------------------------------------------------------------

    async def digit(self, number: int) -> None:
        """Handle a number key."""

    # --- actions --------------------------------------------------------------------------------

    def action_move_up(self) -> None:
        """Choose the block above."""
        self.canvas.move(Direction.UP)

    def action_move_down(self) -> None:
        """Choose the block below."""
        self.canvas.move(Direction.DOWN)

    def action_move_left(self) -> None:
        """Choose the block to the left."""
        self.canvas.move(Direction.LEFT)

    def action_move_right(self) -> None:
        """Choose the block to the right."""
        self.canvas.move(Direction.RIGHT)

    def action_page_up(self) -> None:
        """Scroll up by a page."""
        self.canvas.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll down by a page."""
        self.canvas.scroll_page_down(animate=False)

    def action_move_first(self) -> None:
        """Choose the first block; scroll to the beginning where nothing can be chosen."""
        self._move_to(0, self.canvas.scroll_home)

    def action_move_last(self) -> None:
        """Choose the last block; scroll to the end where nothing can be chosen."""
        self._move_to(-1, self.canvas.scroll_end)

    def _move_to(self, place: int, scroll: Callable[..., None]) -> None:
        keys = self.canvas.keys()
        if keys:
            self.canvas.choose(keys[place])
        else:
            scroll(animate=False)

    def action_search(self) -> None:
        """Search the wall."""
        self.wall.open_search()


def _shown_again(event: Event) -> Iterator[str]:
    """The cards that were hidden until this event."""
    for write in event.writes:
        before, after = write.before, write.after
        if isinstance(before, Card) and isinstance(after, Card) and before.hidden and not after.hidden:
            yield after.id


def title_of(choices: Sequence[Choice], key: str) -> str:
    """The title of the choice with a key, sanitised; empty if there is none."""
    return next((harmless(choice.title) for choice in choices if choice.key == key), "")
