"""Panels in the real frame with a real room behind it: real file, real thread, no server."""

from contextlib import asynccontextmanager

import pytest
from waiting import comes_to_rest

from prompts.language.words import load_words
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.screens.workshop_screen import WorkshopScreen
from workshop.terminal.theme.themed_app import ThemedApp


class OpenSession:
    """What the frame asks of an open workshop."""

    def __init__(self, made):
        self.live = LiveWorkshop(made.room, made.method, load_words())
        self.clock = made.clock
        self.path = made.path

    def notices(self):
        return ()

    has_ended = False

    def alarm(self):
        return ""

    def connected(self):
        return 0


class Projector(ThemedApp):
    """An app that shows one open workshop."""

    def __init__(self, session):
        super().__init__()
        self.session = session

    def on_mount(self):
        self.session.live.attach()
        self.push_screen(WorkshopScreen(self.session))


class Desk:
    """The facilitator's hands on the keys, and eyes on the state and the screen."""

    def __init__(self, made, app, pilot):
        self.room, self.app, self.pilot = made, app, pilot

    @property
    def panel(self):
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, WorkshopScreen)]
        return screens[0].middle

    @property
    def state(self):
        return self.room.state()

    @property
    def dialog_open(self):
        return not isinstance(self.app.screen, WorkshopScreen)

    async def settle(self):
        """Until what was sent is drawn."""
        await comes_to_rest(self.app, self.app.session.live, self.room.state)

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text):
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.pilot.pause()

    async def answer(self, *texts, save="enter"):
        """Fill the fields of an open dialog one after the other, then save."""
        assert self.dialog_open
        for number, text in enumerate(texts):
            await self.type(text)
            if number < len(texts) - 1:
                await self.pilot.press("tab")
        await self.press(save)

    def choose(self, key):
        self.panel.canvas.choose(key)

    def read(self):
        """Everything on the panel's canvases, as text."""
        from workshop.terminal.canvas.canvas import Canvas

        return "\n".join(
            line for canvas in self.panel.query(Canvas) if canvas.display for line in canvas.read()
        )

    def painted(self):
        """The screen's lines as a person sees them."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip)[:width] for strip in lines[:height])

    def spot(self, key):
        """Where on the canvas the block with `key` is painted."""
        canvas = self.panel.canvas
        found = next(placed for placed in canvas._layout_now.choosable() if placed.block.key == key)
        return found.x + 3, found.y - canvas.scroll_offset.y

    async def drag(self, key, onto):
        """Drag a block with the mouse to a spot: a number of cells from the left, or an (x, y)."""
        start = self.spot(key)
        end = onto if isinstance(onto, tuple) else (onto, start[1])
        await self.pilot.mouse_down(self.panel.canvas, offset=start)
        await self.pilot.mouse_up(self.panel.canvas, offset=end)
        await self.settle()

    def picture(self):
        return self.app.export_screenshot()


@pytest.fixture
def at_desk(room):
    """`async with at_desk("stem", size=(80, 24)) as desk`: the activity on the projector."""

    @asynccontextmanager
    async def opened(activity, size=(80, 24)):
        room.go_to(activity)
        session = OpenSession(room)
        app = Projector(session)
        async with app.run_test(size=size) as pilot:
            desk = Desk(room, app, pilot)
            await desk.settle()
            yield desk
        session.live.detach()

    return opened


@pytest.fixture
def crowd(room):
    """Six phones by name."""
    return [room.join(f"phone{number}") for number in range(6)]


@pytest.fixture
def initiatives(room, crowd):
    """Four initiatives that phones have written."""
    room.go_to("skriv-tiltag")
    texts = ("Nyt fagsystem til sager", "Nyt fagsystem til sagerne", "Ferie blanket", "Mindre fravaer")
    return [room.write(text, crowd[number]) for number, text in enumerate(texts)]
