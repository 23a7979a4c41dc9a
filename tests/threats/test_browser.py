"""A real Chromium: texts that want to be programs, pages of other sites, and a room without a way out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from threat_browser import browser, house, new_hand, words

from sessions.commands import RevealInput, WriteCard
from workshop.live.minutes_page import minutes_page

__all__ = ["browser", "house", "words"]
pytestmark = pytest.mark.browser
with_chromium = pytest.mark.asyncio(loop_scope="session")
ROOT = Path(__file__).parents[2]

OPENERS = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg/onload={}>",
    "javascript:{}",
    "'\"><iframe src=javascript:{}>",
)
ACTS = ("alert(1)", "document.title='EVIL'", "fetch('/api/alias')", "parent.x=1")
WRAPPERS = (
    "{}",
    "</textarea>{}",
    "</script>{}",
    "<!--{}",
    "&lt;{}&gt;",
    "{{{{{}}}}}",
    "${{{}}}",
    "]]>{}",
    "<math>{}",
    "<a href='{}'>x",
)
CORPUS = [wrapper.format(opener.format(act)) for wrapper in WRAPPERS for opener in OPENERS for act in ACTS]

EVIL = """<!doctype html><title>evil</title><body><script>
const to = TARGET, told = [];
const tell = (what, asked) => asked.then(
  answer => told.push([what, answer.type, answer.status]), () => told.push([what, "refused", 0]));
const json = {"Content-Type": "application/json"};
const body = JSON.stringify({secret: SECRET, alias: "Evil"});
(async () => {
  await tell("plain", fetch(to + "/api/join", {method: "POST", mode: "no-cors", body}));
  await tell("json", fetch(to + "/api/join", {method: "POST", body, headers: json}));
  await tell("read", fetch(to + "/api/state", {headers: {Authorization: "Bearer " + TOKEN}}));
  navigator.sendBeacon(to + "/api/join", body);
  const frame = document.createElement("iframe");
  frame.name = "form";
  document.body.append(frame);
  const form = document.createElement("form");
  Object.assign(form, {method: "POST", action: to + "/api/join", enctype: "text/plain", target: "form"});
  const field = document.createElement("input");
  Object.assign(field, {name: '{"secret":' + JSON.stringify(SECRET) + ',"alias":"', value: '"}'});
  form.append(field);
  document.body.append(form);
  frame.onload = () => { window.told = told; };
  form.submit();
  const image = new Image();
  image.src = to + "/api/cards?text=evil";
  const inside = document.createElement("iframe");
  inside.src = to + "/";
  document.body.append(inside);
})();
</script>"""


@pytest_asyncio.fixture(loop_scope="session")
async def hand(browser, house, words):
    async with new_hand(browser, house, words) as opened:
        yield opened


@with_chromium
async def test_row_05_no_text_becomes_a_program_on_the_phone(hand, house) -> None:
    assert len(CORPUS) == 200
    await hand.join()
    await hand.page.evaluate(
        "window.bad = []; for (const name of ['securitypolicyviolation', 'error'])"
        " document.addEventListener(name, event => window.bad.push(name), true)"
    )
    opened = []
    hand.page.on("dialog", lambda dialog: opened.append(dialog.message))
    await hand.open("saml-i-grupper")
    await house.do(RevealInput())
    for text in CORPUS:
        await house.do(WriteCard(text))
    await hand.comes_true(f"document.querySelectorAll('.card-text').length >= {len(CORPUS)}")
    shown = await hand.page.eval_on_selector_all(".card-text", "all => all.map(each => each.textContent)")
    assert set(CORPUS) <= set(shown)
    assert await hand.page.evaluate("window.bad") == []
    assert opened == []
    assert "EVIL" not in await hand.page.title()


@pytest.mark.wide
@with_chromium
async def test_row_05_no_text_becomes_a_program_in_the_minutes(hand, house, tmp_path) -> None:
    await house.open("saml-i-grupper")
    for text in CORPUS:
        await house.do(WriteCard(text))
    file = tmp_path / "minutes.html"
    file.write_bytes(minutes_page(house.live.state, house.live.method))
    opened = []
    hand.page.on("dialog", lambda dialog: opened.append(dialog.message))
    await hand.page.goto(file.as_uri())
    assert "EVIL" not in await hand.page.title()
    assert await hand.page.locator("script, iframe, svg, img, math").count() == 0
    assert opened == []
    assert hand.requests == [file.as_uri()]


@pytest.mark.wide
@with_chromium
async def test_row_17_a_page_of_another_site_can_neither_write_nor_read(browser, house) -> None:
    phone = await house.phone()
    page = EVIL.replace("TARGET", json.dumps(house.base)).replace("TOKEN", json.dumps(phone.token))
    page = page.replace("SECRET", json.dumps(house.live.access.secret))

    async def evil(request: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html")

    application = web.Application()
    application.router.add_get("/", evil)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        before, answers = house.live.state.seq, []
        context = await browser.new_context()
        tab = await context.new_page()
        tab.on("response", lambda answer: answers.append((answer.url, answer.request.method, answer.status)))
        await tab.goto(f"http://localhost:{port}/")
        await tab.wait_for_function("window.told", timeout=20_000)
        told = {what: (kind, status) for what, kind, status in await tab.evaluate("window.told")}
        assert told["json"] == told["read"] == ("refused", 0), "the answer is not for that page"
        assert told["plain"][0] in ("opaque", "refused")
        posts = {status for url, method, status in answers if method == "POST" and url.startswith(house.base)}
        assert posts
        assert posts <= {403, 415}
        assert house.live.state.seq == before, "nothing has happened"
        frames = [
            frame for frame in tab.frames if frame.url.startswith(house.base) and frame.url.endswith("/")
        ]
        assert not frames, "and our page lets nobody put it in a frame"
        await context.close()
    finally:
        await runner.cleanup()


@pytest.mark.wide
@pytest.mark.timeout(240)
def test_privacy_the_page_works_in_a_room_without_a_way_out() -> None:
    """A network namespace with nothing but loopback: whatever asks a third party fails the page's tests."""
    unshare, ip = shutil.which("unshare"), shutil.which("ip") or "/usr/sbin/ip"
    if unshare is None or not Path(ip).exists():
        pytest.skip("no network namespaces on this system")
    closed = [unshare, "--user", "--map-root-user", "--net", "sh", "-c"]
    if subprocess.run([*closed, f"{ip} link set lo up"], capture_output=True, check=False).returncode:
        pytest.skip("network namespaces are not allowed here")
    tests = [
        "test_light_and_closed_in.py::test_the_page_is_light_and_asks_nobody_else",
        "test_every_kind.py::test_collect_writes_changes_takes_back_and_shows_others_after_the_reveal",
        "test_every_kind.py::test_the_end_clears_the_phone_and_offers_the_minutes",
    ]
    paths = " ".join(f"tests/web/page/{name}" for name in tests)
    run = f"{sys.executable} -m pytest -q -n 0 -m '' -p no:cacheprovider {paths}"
    done = subprocess.run(
        [*closed, f"{ip} link set lo up && exec {run}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=220,
    )
    assert done.returncode == 0, done.stdout[-3_000:]
    assert f"{len(tests)} passed" in done.stdout
    assert "skipped" not in done.stdout
