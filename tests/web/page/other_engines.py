"""Browsers that Playwright does not drive: Firefox over WebDriver BiDi, WebKitGTK over WebDriver."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
ENTER = "\ue007"
MINI_BROWSER = next(iter(sorted(Path("/usr").glob("lib/*/webkit2gtk-4*/MiniBrowser"))), None)


def installed() -> list[str]:
    """The engines that this machine has, beside Chromium."""
    engines = ["firefox"] if firefox() else []
    webkit = MINI_BROWSER and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return [*engines, "webkit"] if webkit else engines


def firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextlib.asynccontextmanager
async def running(*command: str, **settings: str):
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command, env=os.environ | settings, stdout=quiet, stderr=quiet
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


class Engine:
    """A hand in any browser: `run` evaluates an expression, `press` types into what has the focus."""

    async def run(self, expression: str):
        raise NotImplementedError

    async def press(self, text: str) -> None:
        raise NotImplementedError

    async def visit(self, address: str) -> None:
        raise NotImplementedError

    async def comes(self, expression: str, seconds: float = 20.0):
        async with asyncio.timeout(seconds):
            while True:
                if found := await self.run(expression):
                    return found
                await asyncio.sleep(0.05)

    async def says(self, text: str) -> None:
        await self.comes(f"document.body.innerText.includes({json.dumps(text)})")

    async def click(self, selector: str, number: int = 0) -> None:
        found = f"document.querySelectorAll({json.dumps(selector)})[{number}]"
        await self.comes(f"!!{found}")
        await self.run(f"{found}.click()")

    async def type(self, selector: str, text: str) -> None:
        await self.comes(f"!!document.querySelector({json.dumps(selector)})")
        await self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        await self.press(text)


class Firefox(Engine):
    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self.line = line
        self.number = 0
        self.context = ""

    async def ask(self, method: str, **params):
        self.number += 1
        await self.line.send_json({"id": self.number, "method": method, "params": params})
        while (answer := await self.line.receive_json()).get("id") != self.number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    async def run(self, expression: str):
        answer = await self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression} ?? null)",
            target={"context": self.context},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    async def press(self, text: str) -> None:
        keys = [{"type": way, "value": each} for each in text for way in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keys", "actions": keys}]
        await self.ask("input.performActions", context=self.context, actions=actions)

    async def visit(self, address: str) -> None:
        await self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")


class WebKit(Engine):
    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self.http = http
        self.address = address

    async def ask(self, path: str, **body):
        async with self.http.post(self.address + path, json=body) as answer:
            said = await answer.json(content_type=None)
            assert answer.status == 200, said
            return said["value"]

    async def run(self, expression: str):
        return await self.ask("/execute/sync", script=f"return ({expression})", args=[])

    async def press(self, text: str) -> None:
        focused = await self.run("document.activeElement")
        await self.ask(f"/element/{focused[ELEMENT]}/value", text=text)

    async def visit(self, address: str) -> None:
        await self.ask("/url", url=address)


@contextlib.asynccontextmanager
async def opened(name: str, folder: Path) -> AsyncIterator[Engine]:
    async with contextlib.AsyncExitStack() as stack:
        http = await stack.enter_async_context(aiohttp.ClientSession())
        browser = opened_firefox(http, folder) if name == "firefox" else opened_webkit(http)
        yield await stack.enter_async_context(browser)


async def once_there(ask):
    """What `ask` answers as soon as the program that was just started listens."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await ask()
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def opened_firefox(http: aiohttp.ClientSession, folder: Path) -> AsyncIterator[Engine]:
    port = free_port()
    start = (firefox() or "", "--headless", "--no-remote", "--profile", str(folder))
    async with running(*start, "--remote-debugging-port", str(port)):
        line = await once_there(lambda: http.ws_connect(f"ws://127.0.0.1:{port}/session"))
        engine = Firefox(line)
        await engine.ask("session.new", capabilities={})
        engine.context = (await engine.ask("browsingContext.getTree"))["contexts"][0]["context"]
        phone = {"width": 390, "height": 844}
        await engine.ask("browsingContext.setViewport", context=engine.context, viewport=phone)
        yield engine


@contextlib.asynccontextmanager
async def opened_webkit(http: aiohttp.ClientSession) -> AsyncIterator[Engine]:
    port, screen = free_port(), f":{free_port()}"
    options = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
    wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
    # Its own sandbox needs rights that a container does not have; it sees no page but ours.
    settings = {"DISPLAY": screen, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    async with (
        running("Xvfb", screen, "-screen", "0", "900x1000x24"),
        running("WebKitWebDriver", f"--port={port}", **settings),
    ):
        driver = WebKit(http, f"http://127.0.0.1:{port}")
        session = await once_there(lambda: driver.ask("/session", capabilities=wanted))
        driver.address += f"/session/{session['sessionId']}"
        await driver.ask("/window/rect", width=390, height=844)
        yield driver
        async with http.delete(driver.address):
            pass
