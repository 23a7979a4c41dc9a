"""Bytes that are no UTF-8 do not end the reading of keys."""

import os
import threading
import time

import pytest
from textual.driver import Driver
from textual.events import Key

from workshop.terminal.driver.tolerant_reader import TolerantReader


class Wire(Driver):
    """A driver that reads from a pipe."""

    def __init__(self):
        self._debug, self.exit_event = False, threading.Event()
        self.typed = []
        self.fileno, self.keyboard = os.pipe()

    def write(self, data): ...

    def process_message(self, message):
        self.typed.append(message.character if isinstance(message, Key) else message)

    def start_application_mode(self): ...

    def disable_input(self): ...

    def stop_application_mode(self): ...


@pytest.mark.parametrize("sent", ["æb".encode(), b"\xe6b", b"\x9b\xff\xfe\xe6b"])
def test_a_byte_that_is_no_utf_8_does_not_end_the_reading(sent):
    wire = type("Reading", (TolerantReader, Wire), {})()
    reader = threading.Thread(target=wire.run_input_thread)
    reader.start()
    os.write(wire.keyboard, sent)
    wait_for(lambda: wire.typed[-2:] == ["æ", "b"])
    os.close(wire.keyboard)
    reader.join(2)
    assert not reader.is_alive(), "it ends with its terminal"


def wait_for(condition):
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)
