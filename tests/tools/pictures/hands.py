"""A facilitator's hands: one pair that only presses keys, one that only points and clicks.

The mouse clicks on words it can see, where it sees them. Texts are typed in both: no mouse writes.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import Key, MouseScrollDown
from textual.widgets import Input, OptionList, TextArea

from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.screens.workshop_screen import WorkshopScreen


class Hands:
    """What both can do, and how they know that it was done."""

    def __init__(self, stage):
        self.stage, self.played = stage, stage.played

    @property
    def state(self):
        return self.stage.live.state

    @property
    def current(self):
        return self.state.current()

    @property
    def activity(self):
        return self.stage.live.method.activity(self.current.activity)

    @property
    def dialog_open(self):
        return not isinstance(self.stage.app.screen, WorkshopScreen)

    async def until(self, condition):
        await self.stage.until(condition)
        await self.stage.settle()

    async def opened(self):
        await self.until(lambda: self.dialog_open)

    async def closed(self):
        await self.until(lambda: not self.dialog_open)

    async def write(self, text):
        """Type into the field that has the focus."""
        field = self.stage.app.focused
        assert isinstance(field, (Input, TextArea)), field
        for letter in text:
            self.stage.app._driver.process_message(Key("space" if letter == " " else letter, letter))
        await self.until(lambda: (field.value if isinstance(field, Input) else field.text).endswith(text))


class Keyboard(Hands):
    """Presses the key of an action."""

    async def do(self, label, key):
        await self.stage.press(key)

    async def fill(self, *texts):
        for number, text in enumerate(texts):
            if number:
                await self.stage.press("tab")
            if text:
                await self.write(text)
        await self.stage.press("ctrl+s")

    async def pick(self, number, label):
        await self.stage.press(str(number))

    async def take(self):
        await self.stage.press("enter")

    async def yes(self):
        await self.stage.press("j")

    async def choose_card(self, text):
        for _ in range(40):
            card = self.state.cards.get(self.stage.panel.canvas.chosen)
            if card is not None and card.text == text:
                return
            await self.stage.press("down")
        raise AssertionError(text)

    async def agree_in(self, number, title):
        await self.stage.press(str(number))

    async def close(self, label="Luk"):
        await self.stage.press("escape")


class Mouse(Hands):
    """Clicks on the word of an action: in the footer, or in the list that the footer leads to."""

    async def do(self, label, key):
        if not await self._click_in_footer(label):
            assert await self._click_in_footer("Find"), self.stage.text()
            await self._wheel_to(f"  {label}  ")
            await self.click(f"  {label}  ")

    async def _wheel_to(self, words):
        for _ in range(20):
            if words in self.stage.text():
                return
            listed = self.stage.app.screen.query_one(OptionList).region.center
            x, y = int(listed[0]), int(listed[1])
            self.stage.app._driver.process_message(MouseScrollDown(None, x, y, 0, 0, 0, False, False, False))
            await self.stage.settle()

    async def _click_in_footer(self, label):
        lines = self.stage.text().split("\n")
        for footer in self.stage.app.screen.query(ActionFooter):
            for row in range(footer.region.y, footer.region.bottom):
                at = f"{lines[row]} ".find(f" {label} ")
                if at >= 0:
                    await self._click(cell_len(lines[row][: at + 1]), row)
                    return True
        return False

    async def click(self, words, times=1):
        """Click on `words`, wherever they stand."""
        for row, line in enumerate(self.stage.text().split("\n")):
            at = line.find(words)
            if at >= 0:
                await self._click(cell_len(line[:at]) + 2, row, times)
                return
        raise AssertionError(f"{words!r} is not to be seen:\n{self.stage.text()}")

    async def _click(self, x, y, times=1):
        await self.stage.pilot.click(offset=(x, y), times=times)
        await self.stage.settle()

    async def fill(self, *texts):
        fields = [
            field
            for field in self.stage.app.screen.query("Input, TextArea")
            if field.can_focus and field.display
        ]
        for field, text in zip(fields, texts, strict=False):
            if text:
                await self.stage.pilot.click(field)
                await self.stage.settle()
                await self.write(text)
        await self.click("Gem")

    async def pick(self, number, label):
        await self.click(label)

    async def take(self):
        await self.click("Tag de markerede")

    async def yes(self):
        await self.click("Ja")

    async def choose_card(self, text):
        await self.click(text[:14])
        card = self.state.cards.get(self.stage.panel.canvas.chosen)
        assert card.text == text

    async def agree_in(self, number, title):
        await self.click(title)

    async def close(self, label="Luk"):
        if not await self._click_in_footer(label):
            await self.click("Esc")
