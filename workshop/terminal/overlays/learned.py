"""Belief and outcome over all meetings; while it is open, the group's own screen shows it too."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop.facilitating.telling.learned_lines import LearnedPart, learned_parts
from workshop.live.live_workshop import LEARNED, LiveWorkshop
from workshop.terminal.actions.action_screen import Overlay
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.common_actions import HELP
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.actions.offer import Offer
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.overlays.list_overlay import CLOSE
from workshop.terminal.theme.untrusted_text import one_line, padded, plain

BOX_WIDTH, AROUND = 110, 8
LONGEST_NAME = 30
"""Cells of what a line is about, where the line says more than that."""
CLOSE_LEARNED = ActionSpec("close", ("O", *CLOSE.keys), CLOSE.label, CLOSE.help, rank=2)


class LearnedOverlay(Overlay):
    """Shows what the group believed beside what came of it."""

    DEFAULT_CSS = f"""
    LearnedOverlay {{ align: center middle; background: $paper 60%; }}
    LearnedOverlay > #box {{
        width: {BOX_WIDTH}; max-width: 100%; height: auto; max-height: 100%;
        background: $paper; border: round $accent-ink;
    }}
    LearnedOverlay #overlay-title {{ padding: 0 2; margin: 1 0; text-style: bold; color: $accent-ink; }}
    LearnedOverlay VerticalScroll {{ height: auto; max-height: 100%; padding: 0 2 1 2; }}
    """

    def __init__(self, live: LiveWorkshop) -> None:
        """Look back on the live workshop."""
        super().__init__()
        self.live = live
        self._pointed_before = live.pointed

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self.words("learned.title")), id="overlay-title", markup=False)
            with VerticalScroll():
                yield Static(id="learned", markup=False)
            yield ActionFooter()

    def make_offers(self) -> list[Offer]:
        return [Offer(CLOSE_LEARNED, self, here=True), Offer(HELP, self)]

    def on_mount(self) -> None:
        self.rebind()
        self.query_one(VerticalScroll).focus()
        self.state_changed()

    def on_unmount(self) -> None:
        self.live.pointing(self._pointed_before)

    def on_resize(self) -> None:
        self.state_changed()

    def state_changed(self) -> None:
        if not self.query("#learned"):
            return
        if self.live.pointed != LEARNED:
            self.live.pointing(LEARNED)
        width = min(BOX_WIDTH, self.app.size.width) - AROUND
        parts = learned_parts(self.live.state, self.live.method, self.words, drawn=True)
        lines = [line for part in parts for line in _lines(part, width)]
        told = Content("\n").join(lines) if lines else plain(self.words("learned.nothing"))
        self.query_one("#learned", Static).update(told)


def _lines(part: LearnedPart, width: int) -> Iterator[Content]:
    yield plain(part.heading, "bold $accent-ink")
    names = min(LONGEST_NAME, max(cell_len(one_line(name)) for name, _ in part.lines))
    for name, said in part.lines:
        first, *rest = wrap(one_line(said), width - names - 2)
        yield plain(f"{padded(one_line(name), names)}  {first}")
        yield from (plain(" " * (names + 2) + line) for line in rest)
    yield Content("")
