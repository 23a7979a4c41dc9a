"""What the phones' page weighs, how many requests it takes, and how soon it can be used at 1 Mbit/s.

A real Chromium opens the running product with its network throttled by the browser's own tools. The
target speaks of bandwidth only; a network that also takes 150 ms for every way there and back is shown
beside it. Each visit begins with an empty cache. `python benchmarks/page_weight.py [--quick]`.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from figure import Figure, at_most, middle, table
from prepared import Prepared, prepared
from served import free_port, headless, host_command

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Locator, Page

BYTES_PER_SECOND = 1_000_000 / 8
LATENCIES_MS = (0, 150)
RUNS = 5
PHONES = 30
CARDS = 60
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HAS_JOINED = "localStorage.setItem('tre-skridt.token', {})"


@dataclass(slots=True)
class Visit:
    """One page load: until it could be used, what it asked for, and what came over the wire."""

    milliseconds: float = 0.0
    requests: list[str] = field(default_factory=list)
    heads: dict[str, float] = field(default_factory=dict)
    wholes: dict[str, float] = field(default_factory=dict)

    def bytes_of(self, part: str, *, heads: bool = False) -> float:
        """Bytes of the answers of the own files, or of `part` of the API, with or without heads."""
        wanted = [url for url in self.wholes if (part in url if part else "/api/" not in url)]
        return sum(self.wholes[url] - (0 if heads else self.heads.get(url, 0)) for url in wanted)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser: the system's, else the one that the driver brought along."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        path = next(filter(None, map(shutil.which, NAMES)), None) or driver.chromium.executable_path
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def visit(
    browser: Browser, address: str, ready: Callable[[Page], Locator], latency: int, token: str = ""
) -> Visit:
    """Open `address` with an empty cache and wait until `ready` can be seen."""
    seen = Visit()
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="da-DK")
    try:
        page = context.new_page()
        if token:
            page.add_init_script(HAS_JOINED.format(json.dumps(json.dumps(token))))
        throttle(context.new_cdp_session(page), seen, latency)
        page.on("request", lambda request: seen.requests.append(request.url))
        started = time.perf_counter()
        page.goto(address, wait_until="commit")
        ready(page).wait_for(state="visible", timeout=30_000)
        seen.milliseconds = (time.perf_counter() - started) * 1_000
        page.wait_for_timeout(200)
        return seen
    finally:
        context.close()


def throttle(tools: CDPSession, seen: Visit, latency: int) -> None:
    """1 Mbit/s each way; count what comes over the wire."""
    urls: dict[str, str] = {}

    def answered(news: dict) -> None:
        urls[news["requestId"]] = news["response"]["url"]
        seen.heads[news["response"]["url"]] = news["response"]["encodedDataLength"]

    def arrived(news: dict) -> None:
        if news["requestId"] in urls:
            seen.wholes[urls[news["requestId"]]] = news["encodedDataLength"]

    tools.on("Network.responseReceived", answered)
    tools.on("Network.loadingFinished", arrived)
    tools.send("Network.enable")
    speed = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency, **speed})


def join_form(page: Page) -> Locator:
    """The button of the join form."""
    return page.locator("form button[type=submit]")


def activity(page: Page) -> Locator:
    """Where one writes in the activity, or what opens it where it is folded below what all can see."""
    return page.locator("textarea, #own-part").first


def of_latency(browser: Browser, base: str, ready: Prepared, latency: int, runs: int) -> list[Figure]:
    """Joining and coming back, with one latency."""
    joins = [visit(browser, f"{base}/#{ready.secret}", join_form, latency) for _ in range(runs)]
    back = [visit(browser, f"{base}/", activity, latency, token) for token in ready.tokens[:runs]]
    lines = [
        usable("join form usable", joins, latency),
        usable(f"back in the activity ({CARDS} cards)", back, latency),
    ]
    return lines if latency else [*weight(joins[0], back[0]), *lines]


def usable(what: str, visits: list[Visit], latency: int) -> Figure:
    """The middle of several visits; without latency it is what was promised."""
    name = f"page: {what} at 1 Mbit/s, {latency} ms"
    milliseconds = middle([each.milliseconds for each in visits])
    return Figure(name, milliseconds) if latency else at_most(name, milliseconds, 2_000)


def weight(join: Visit, back: Visit) -> list[Figure]:
    """What was sent, by the browser's own count."""
    asked = {url.split("#")[0] for url in join.requests if not url.startswith("data:")}
    return [
        at_most("page: weight, gzipped", join.bytes_of("") / 1_000, 34, "kB"),
        Figure("page: the same with the heads of the answers", join.bytes_of("", heads=True) / 1_000, "kB"),
        at_most("page: requests until the join form", len(asked), 4, ""),
        Figure(f"page: the picture with {CARDS} cards", back.bytes_of("/api/state") / 1_000, "kB"),
    ]


def figures(quick: bool = False) -> list[Figure]:
    """All of them."""
    runs = 1 if quick else RUNS
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, chromium() as browser:
        ready, port = prepared(Path(name), PHONES, CARDS), free_port()
        with headless(host_command(ready.path, port, roomy=False, screen=False), port):
            base = f"http://127.0.0.1:{port}"
            return [
                line for latency in LATENCIES_MS for line in of_latency(browser, base, ready, latency, runs)
            ]


if __name__ == "__main__":
    lines = figures("--quick" in sys.argv)
    print(table(lines))
    sys.exit(any(line.reached is False for line in lines))
