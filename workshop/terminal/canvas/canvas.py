"""One virtual widget for walls, boards and charts, which renders only the visible lines.

With a widget per card, a thousand cards take seconds to mount. Here the cards are data; a change
rewraps only the changed ones, moves the others and repaints the visible lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from workshop.terminal.canvas.blocks import Block
from workshop.terminal.canvas.drawing import EMPTY_LINE, Line
from workshop.terminal.canvas.layout import Layout, Placed, Section, matching, place
from workshop.terminal.canvas.line_roles import CLASSES, class_of, css_for
from workshop.terminal.canvas.line_view import LineView
from workshop.terminal.canvas.neighbours import Direction, neighbour

GUTTER = 2
MARGIN = 1
BESIDE_BAR = 1
"""Cells between what is drawn and the scroll bar."""
MOST_DRAWN = 512
"""How many blocks' lines are cached: more than are visible. Of others only the height is kept."""


class Canvas(LineView):
    """Sections of blocks, one of which may be chosen and several picked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = CLASSES

    DEFAULT_CSS = """
    Canvas {
        height: 1fr; width: 1fr;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        overflow-x: hidden; overflow-y: auto;
    }
    """ + css_for("Canvas")

    can_focus = False

    class Chosen(Message):
        """A different block was chosen, by key or mouse."""

        def __init__(self, canvas: Canvas, key: str) -> None:
            """Set the block's key."""
            super().__init__()
            self.canvas = canvas
            self.key = key

    class Activated(Chosen):
        """A block was double-clicked."""

    class Clicked(Message):
        """A single click, in the column with the key `column` (may be empty)."""

        def __init__(self, canvas: Canvas, column: str) -> None:
            """Set the column's key."""
            super().__init__()
            self.canvas = canvas
            self.column = column

    class Dropped(Message):
        """A block was dragged onto another column."""

        def __init__(self, canvas: Canvas, key: str, column: str) -> None:
            """Set the block's and the column's key."""
            super().__init__()
            self.canvas = canvas
            self.key = key
            self.column = column

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id, classes=classes)
        self.chosen = ""
        self.marks_choice = True
        self.picked: tuple[str, ...] = ()
        self._sections: tuple[Section, ...] = ()
        self._layout_now = Layout(0)
        self._heights: dict[tuple[int, int], tuple[Block, int]] = {}
        self._drawn: dict[tuple[int, Block], tuple[Line, ...]] = {}
        self._styles_now: dict[str, Style] = {}
        self._needle = ""
        self._dragged = ""

    @property
    def needle(self) -> str:
        """The search text; empty shows all."""
        return self._needle

    def search(self, needle: str) -> None:
        """Show only the blocks that contain `needle`, and those that are always shown."""
        self._needle = needle.strip().casefold()
        self._lay_out()

    def show(self, sections: Iterable[Section]) -> None:
        """Replace the sections, keeping the choice, the picks and the scroll position."""
        sections = tuple(sections)
        if sections != self._sections:
            self._sections = sections
            self._lay_out()

    def keys(self) -> tuple[str, ...]:
        """The keys of all blocks that can be chosen, in order."""
        return tuple(placed.block.key for placed in self._layout_now.choosable())

    def spots(self) -> Iterator[tuple[str, Offset]]:
        """Every block that can be chosen, with its position on the canvas, visible or not."""
        for placed in self._layout_now.choosable():
            yield placed.block.key, Offset(placed.x, placed.y)

    def choose(self, key: str, *, tell: bool = True) -> None:
        """Choose the block with `key` and scroll it into view."""
        if key != self.chosen:
            self.chosen = key
            self.repaint()
            if tell:
                self._say_chosen()
        self.show_chosen()

    def move(self, direction: Direction) -> None:
        """Choose the nearest block in a direction; scroll if nothing can be chosen."""
        choosable = self._layout_now.choosable()
        here = next((placed for placed in choosable if placed.block.key == self.chosen), None)
        if not choosable:
            self.scroll_relative(y=direction.down, animate=False)
            return
        there = neighbour(choosable, here, direction)
        if there is None:
            self.scroll_relative(y=direction.down * 2, animate=False)
        else:
            self.choose(there.block.key)

    def pick(self, key: str) -> None:
        """Pick a block, or unpick it if it was picked. The order of picking is kept."""
        kept = tuple(other for other in self.picked if other != key)
        self.picked = kept if key in self.picked else (*kept, key)
        self.repaint()

    def unpick_all(self) -> None:
        """Clear the picks."""
        if self.picked:
            self.picked = ()
            self.repaint()

    def show_chosen(self) -> None:
        """Scroll the chosen block into view."""
        for placed in self._layout_now.choosable():
            if placed.block.key == self.chosen:
                region = Region(placed.x, placed.y, placed.width, max(1, placed.height))
                self.scroll_to_region(region, animate=False, force=True)
                return

    def read(self) -> tuple[str, ...]:
        """The whole canvas as lines of text, including what is scrolled out of view."""
        return tuple(self.line(y).text.rstrip() for y in range(self._layout_now.height))

    # --- layout ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - BESIDE_BAR
        if width <= 0:
            return
        before = self._heights
        now = self._heights = {}

        def height_of(block: Block, at: int) -> int:
            # Found by identity: to hash all that hundreds of blocks say takes longer than to lay them out.
            key = (id(block), at)
            known = before.get(key)
            if known is None or known[0] is not block:
                known = (block, len(self._lines(block, at)))
            now[key] = known
            return known[1]

        sections = self._sections
        if self._needle:
            sections = tuple(matching(section, self._found) for section in sections)
        chosen = next((at for at in self._layout_now.choosable() if at.block.key == self.chosen), None)
        self._layout_now = place(sections, width, height_of)
        self._keep_choice(chosen)
        self.take_size(Size(width, self._layout_now.height))
        self.repaint()

    def _lines(self, block: Block, at: int) -> tuple[Line, ...]:
        known = self._drawn.get((at, block))
        if known is None:
            known = self._drawn[at, block] = block.lines(_inner(block, at))
            if len(self._drawn) > MOST_DRAWN:
                del self._drawn[next(iter(self._drawn))]
        return known

    def _found(self, block: Block) -> bool:
        return not block.search or self._needle in block.search

    def _say_chosen(self) -> None:
        message = self.Chosen(self, self.chosen)
        # The sender of a message does not receive it, and that may be the widget that changed the choice.
        message.set_sender(self)
        self.post_message(message)

    def _keep_choice(self, was: Placed | None) -> None:
        """Keep the choice. If its block `was` there and is gone, choose what stands nearest to its place."""
        choosable = self._layout_now.choosable()
        known = {placed.block.key for placed in choosable}
        self.picked = tuple(key for key in self.picked if key in known)
        if self.chosen not in known:
            nearest = min(choosable, key=partial(_distance, was), default=None)
            before, self.chosen = self.chosen, nearest.block.key if nearest is not None else ""
            if before != self.chosen:
                self._say_chosen()

    def on_resize(self) -> None:
        self._lay_out()
        self.show_chosen()

    def notify_style_update(self) -> None:
        """The theme has changed: every role has another colour."""
        super().notify_style_update()
        self._styles_now = {}

    # --- drawing --------------------------------------------------------------------------------

    def line(self, y: int) -> Strip:
        """Line `y` of the canvas."""
        width = self._layout_now.width
        segments: list[Segment] = []
        at = 0
        for lane in self._layout_now.lanes_at(y):
            placed = lane.at(y)
            if placed is not None:
                segments.append(Segment(" " * (placed.x - at), self._style()))
                segments.extend(self._segments(placed, y - placed.y))
                at = placed.x + placed.width
        return Strip(segments).adjust_cell_length(max(width, self.size.width), self._style())

    def _segments(self, placed: Placed, row: int) -> Iterable[Segment]:
        block = placed.block
        lines = self._lines(block, placed.width)
        line = lines[row] if row < len(lines) else EMPTY_LINE
        ground = self._ground(block)
        drawn: list[Segment] = []
        if block.key or block.surface:
            drawn.append(Segment(self._sign(block, row), self._style("marker", ground)))
        drawn.extend(Segment(span.text, self._style(span.role, ground)) for span in line)
        # A line that is too long must not shift the columns beside it.
        yield from Strip(drawn).adjust_cell_length(placed.width, self._style("", ground))

    def _sign(self, block: Block, row: int) -> str:
        if block.key and block.key in self.picked and row == 0:
            return "✓ "
        return "▌ " if block.key and block.key == self.chosen and self.marks_choice else "  "

    def _ground(self, block: Block) -> str:
        if block.key and block.key == self.chosen and self.marks_choice:
            # The approaches' colours need the paper background, so only a card with its own is inverted.
            return "cursor" if block.surface else "chosen"
        if block.key and block.key in self.picked:
            return "picked"
        return "raised" if block.surface else ""

    def _style(self, role: str = "", ground: str = "") -> Style:
        name = f"{role}/{ground}"
        style = self._styles_now.get(name)
        if style is None:
            style = self.rich_style + self._part(ground)
            part = self._part(role)
            style += Style(bold=part.bold) if ground == "cursor" else part
            self._styles_now[name] = style
        return style

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(class_of(name), partial=True) if name else Style.null()

    # --- mouse ----------------------------------------------------------------------------------

    def _under(self, event: events.MouseEvent) -> Placed | None:
        x, y = event.get_content_offset_capture(self)
        return self._layout_now.at(x, y + self.scroll_offset.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        placed = self._under(event)
        self._dragged = placed.block.key if placed is not None else ""
        if self._dragged:
            self.choose(self._dragged)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        x, y = event.get_content_offset_capture(self)
        column = self._layout_now.drop_at(x, y + self.scroll_offset.y)
        started = next((p.drop for p in self._layout_now.choosable() if p.block.key == self._dragged), "")
        if self._dragged and column and column != started:
            self.post_message(self.Dropped(self, self._dragged, column))
        self._dragged = ""

    def on_click(self, event: events.Click) -> None:
        placed = self._under(event)
        if event.chain == 1:
            self.post_message(self.Clicked(self, placed.drop if placed is not None else ""))
        elif placed is not None and placed.block.key and event.chain == 2:
            self.post_message(self.Activated(self, placed.block.key))


def _distance(one: Placed | None, other: Placed) -> int:
    """How far apart two blocks stand, in columns; a line is about two columns high. 0 from nowhere."""
    return 0 if one is None else abs(other.x - one.x) + 2 * abs(other.y - one.y)


def _inner(block: Block, width: int) -> int:
    return max(4, width - GUTTER - MARGIN) if block.key or block.surface else max(4, width)
