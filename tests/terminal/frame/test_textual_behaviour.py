"""What Textual does that we work around, shown on Textual's own widgets.

A test here fails when an upgrade changes that: its workaround is then to be looked at again, or deleted.
"""

import asyncio

import pytest
from textual import events
from textual.app import App
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.style import Style
from textual.widgets import Checkbox, OptionList, RadioButton

from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.driver.push_screen import answer_of
from workshop.terminal.widgets.option_lists import ChangingList
from workshop.terminal.widgets.toggles import MarkedCheckbox, MarkedRadio


def click_on_an_option(options, index):
    style = Style.from_meta({"option": index}).rich_style
    return events.Click(options, 0, 0, 0, 0, 1, False, False, False, 0, 0, style)


async def click_where_nothing_is_left(kind):
    """Click on the third line of a list that has become one line shorter."""
    options = kind("one", "two")

    class Listed(App):
        def compose(self):
            yield options

    async with Listed().run_test() as pilot:
        options.post_message(click_on_an_option(options, 2))
        await pilot.pause()


async def test_a_click_on_an_option_that_is_gone_ends_textuals_list_but_not_ours():
    with pytest.raises(IndexError):
        await click_where_nothing_is_left(OptionList)
    await click_where_nothing_is_left(ChangingList)


async def left_over(kind):
    """The screens that stand after a screen with a dialog over it was dismissed, from the bottom."""

    class Below(kind):
        pass

    app = App()
    async with app.run_test() as pilot:
        below, over = Below(), ModalScreen()
        await app.push_screen(below)
        await app.push_screen(over)
        below.dismiss(None)
        await pilot.pause()
        return [name for name, each in (("below", below), ("over", over)) if each in app.screen_stack]


async def test_dismissing_a_covered_screen_takes_what_covers_it_in_textual_but_not_in_ours():
    assert await left_over(Screen) == ["below"]
    assert await left_over(LeftOnce) == ["below", "over"]


class Translucent(LeftOnce, ModalScreen):
    """A dialog of the program, as far as its background goes."""


async def drawn_over_each_other(kind):
    """Draw screens that shine through: the lowest has changed, the others only have to be repainted."""
    app = App()
    async with app.run_test(size=(20, 5)) as pilot:
        screens = [kind() for _ in range(4)]
        for screen in screens:
            screen.styles.background = "blue 50%"
            await app.push_screen(screen)
            await pilot.pause()
        lowest, *between, top = screens
        for _ in range(2):  # the first time, each of them keeps what it shines on
            lowest.refresh()
            for screen in between:  # as Textual does with a covered screen that something was drawn on
                screen._set_dirty(screen.size.region)
            top.refresh()
            top._compositor.render_update(full=True, screen_stack=app._background_screens)


async def test_dialogs_over_dialogs_are_drawn_for_ever_by_textual_but_not_by_us():
    with pytest.raises(RecursionError):
        await drawn_over_each_other(ModalScreen)
    await drawn_over_each_other(Translucent)


async def work_done_by_who_asks(ask):
    """Whether work that waited in the app is done by the very worker that asks with a screen."""

    class Answered(ModalScreen):
        def on_mount(self):
            self.dismiss(None)

    app, done_by = App(), []

    async def asking():
        app.call_next(lambda: done_by.append(asyncio.current_task()))
        await ask(app, Answered())
        return asyncio.current_task()

    async with app.run_test() as pilot:
        worker = await app.run_worker(asking()).wait()
        await pilot.pause()
        return done_by == [worker]


async def test_who_asks_with_textuals_own_call_does_the_apps_waiting_work_first_and_with_ours_does_not():
    """Where that work takes away the worker's own screen, worker and app wait for each other for good."""
    assert await work_done_by_who_asks(App.push_screen_wait)
    assert not await work_done_by_who_asks(answer_of)


@pytest.mark.parametrize(
    ("textuals", "ours"), [(RadioButton, MarkedRadio), (Checkbox, MarkedCheckbox)], ids=["radio", "checkbox"]
)
async def test_textuals_toggles_differ_by_colour_alone_and_ours_by_their_mark(textuals, ours):
    toggles = {kind: [kind("Ja", value) for value in (False, True)] for kind in (textuals, ours)}

    class Toggled(App):
        def compose(self):
            yield from (*toggles[textuals], *toggles[ours])

    async with Toggled().run_test():
        drawn = {kind: {each.render().plain for each in both} for kind, both in toggles.items()}
        assert len(drawn[textuals]) == 1
        assert len(drawn[ours]) == 2


def test_textuals_wrap_breaks_at_a_no_break_space_and_hyphenates_nothing():
    assert [line.plain for line in Content("x aa\N{NO-BREAK SPACE}bb").wrap(5)] == ["x aa", "bb"]
    assert list(wrap("x aa\N{NO-BREAK SPACE}bb", 5)) == ["x", "aa\N{NO-BREAK SPACE}bb"]
    assert not any("-" in line.plain for line in Content("implementeringsledelse").wrap(10))
    assert wrap("implementeringsledelse", 10)[0].endswith("-")
