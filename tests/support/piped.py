"""The program behind a pipe: lines in, lines out, and nothing on a terminal."""

import os
import signal
import subprocess
import sys
import threading
import time

PROMPT = "Hvad nu?"


class Piped:
    """Types lines and reads what comes; `do` waits for the next prompt."""

    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop", "--data-dir", str(folder / "data"), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "WORKSHOP_EXPORT_DIR": str(folder / "out"), "PYTHONUTF8": "1"},
        )
        self.raw, self.errors = b"", b""
        self._readers = [
            threading.Thread(target=self._read, args=(self.process.stdout, "raw"), daemon=True),
            threading.Thread(target=self._read, args=(self.process.stderr, "errors"), daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream, name):
        while piece := stream.read1(65_536):
            setattr(self, name, getattr(self, name) + piece)

    @property
    def text(self):
        return self.raw.decode("utf-8", "replace")

    def type(self, *lines):
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.process.stdin.flush()

    def until(self, condition, seconds=20):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (
                f"it did not happen:\n{self.text[-3000:]}\n{self.errors[-2000:]}"
            )
            time.sleep(0.01)

    def until_said(self, *words, seconds=20):
        self.until(lambda: all(word in self.text for word in words), seconds)

    def do(self, *lines, prompt=PROMPT):
        """Type lines that together are one act; returns what was said until the next prompt."""
        before, told = len(self.text), self.text.count(prompt)
        self.type(*lines)
        self.until(lambda: self.text.count(prompt) > told)
        return self.text[before:]

    def end(self):
        """Nothing more to type; returns the exit code."""
        self.process.stdin.close()
        return self.wait()

    def signal(self, name):
        self.process.send_signal(getattr(signal, name))
        return self.wait()

    def wait(self):
        code = self.process.wait(20)
        for reader in self._readers:
            reader.join(5)
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
