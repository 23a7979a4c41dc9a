"""Names that Textual does not promise to keep: the installed one has them, and one module uses them."""

import ast
import queue
import sys
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import BindingsMap
from textual.driver import Driver
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, OptionList, TextArea

import workshop.terminal
from workshop.terminal.driver import textual_private
from workshop.terminal.driver.textual_private import (
    KeyParser,
    QuietApp,
    bindings_of,
    driver_of,
    gave_terminal_back,
    writer_of,
    writes_of,
)

WORKSHOP = Path(workshop.terminal.__file__).parents[1]
OWNER = Path(textual_private.__file__)
WHAT_DRAWS = [*(WORKSHOP / "terminal").rglob("*.py"), WORKSHOP / "launch" / "faces.py"]


def private(name):
    return name.startswith("_") and not name.startswith("__")


HANDLERS = {
    name for owner in (Screen, Input, OptionList, TextArea) for name in dir(owner) if name.startswith("_on_")
}
OF_APPS = {name for name in dir(App) if private(name)} - set(dir(Screen))
OF_OBJECTS = {"_driver", "_bindings", "_debug", "_exit_renderables", "_writer_thread", "_must_signal_resume"}


def uses(file):
    """Private names of Textual's modules and objects, and methods that take the place of its own."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith("textual"):
                yield from filter(private, module.split("."))
            case ast.Attribute(attr=name) if name in OF_OBJECTS | OF_APPS:
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name in HANDLERS | OF_APPS:
                yield name
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
                yield from filter(private, [name])


@pytest.mark.parametrize("file", WHAT_DRAWS, ids=lambda file: file.stem)
def test_no_other_module_uses_a_private_name_of_textual(file):
    assert file == OWNER or set(uses(file)) == set()


def test_the_one_module_uses_what_this_test_looks_for():
    assert OF_OBJECTS - {"_driver"} <= set(uses(OWNER)) | {"_driver"}


async def test_a_running_app_has_its_driver_and_a_screen_its_bindings():
    app = App()
    assert driver_of(app) is None
    async with app.run_test():
        assert driver_of(app) is not None
        assert isinstance(bindings_of(app.screen), BindingsMap)


def test_the_thread_that_writes_keeps_thirty_writes_in_a_queue():
    from textual.drivers._writer_thread import WriterThread

    class Writing(Driver):
        def __init__(self):
            self._writer_thread = WriterThread(None)

        def write(self, data): ...

        def start_application_mode(self): ...

        def disable_input(self): ...

        def stop_application_mode(self): ...

    driver = Writing()
    assert isinstance(writer_of(driver), WriterThread)
    assert isinstance(writes_of(driver), queue.Queue)
    assert writes_of(driver).maxsize == 30


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of other systems")
async def test_the_driver_says_whether_it_gave_the_terminal_back():
    from textual.drivers.linux_driver import LinuxDriver

    driver = LinuxDriver(App())
    assert not gave_terminal_back(driver)
    assert "_writer_thread" in vars(driver)


async def test_what_a_terminal_sends_is_read_by_textuals_own_parser():
    app = App()
    async with app.run_test():
        messages = KeyParser(driver_of(app)).messages("a\x1b[A")
        assert [message.key for message in messages if isinstance(message, Key)] == ["a", "up"]


async def test_a_defect_is_kept_and_nothing_of_it_is_printed(capfd):
    class Broken(QuietApp):
        def on_mount(self) -> None:
            raise RuntimeError("what somebody wrote")

    app = Broken()
    await app.run_async(headless=True)
    assert str(app.defect) == "what somebody wrote"
    assert "what somebody wrote" not in "".join(capfd.readouterr())
