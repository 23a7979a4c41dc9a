"""What the page weighs, whom it talks to, and that no text of a participant can act in it."""

from __future__ import annotations

import gzip
import re
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from page_weight import page_weight

import workshop.web
from prompts.language.words import load_words
from sessions.commands import RevealInput, WriteCard
from workshop.web.page.assets import Assets, data_block

HOSTILE = [
    "<script>document.title='x'</script>",
    "<img src=x onerror=document.title='x'>",
    "javascript:alert(1)",
    "[/red] [@click=app.quit]x[/] **fed** `kode`",
    "</script><svg onload=alert(1)>",
    "{{words}} ${1+1} {n} %s &lt;b&gt;",
    "__proto__",
    "æøå ÆØÅ 😀 e\u0301",
]
PAGE = Path(str(resources.files(workshop.web))) / "page"


@pytest.mark.wide
async def test_the_page_is_light_and_asks_nobody_else(phone, house) -> None:
    first = [url for url in phone.requests if "/api/" not in url]
    assert len({url.split("#")[0] for url in first}) <= 4, first
    assert {urlsplit(url).netloc for url in phone.requests} == {urlsplit(house.base).netloc}
    weight = page_weight(Assets(load_words("da")), house.live.state.workshop)
    assert weight <= 34_000, f"the page weighs {weight} bytes"


@pytest.mark.wide
async def test_the_scripts_run_as_the_modules_that_they_are(hand, house) -> None:
    """Not joined and not shortened: each file asked for by the one that imports it."""
    words = data_block(house.live.words.under("phone."))

    async def with_whole_keys(route) -> None:
        page = await (await route.fetch()).text()
        text = re.sub(r'(?<=id="words">).*?(?=</script>)', lambda _: words, page, flags=re.DOTALL)
        await route.fulfill(body=text, content_type="text/html")

    async def as_written(route) -> None:
        name = urlsplit(route.request.url).path.removeprefix("/modules/")
        text = (
            'import "/modules/start.js";' if name == "/page.js" else (PAGE / name).read_text(encoding="utf-8")
        )
        await route.fulfill(body=text, content_type="text/javascript")

    await hand.page.route(f"{house.base}/", with_whole_keys)
    await hand.page.route("**/page.js", as_written)
    await hand.page.route("**/modules/**", as_written)
    await hand.join()
    await hand.open("skriv-tiltag")
    await hand.write("Fra modulerne")
    await hand.saved()
    assert hand.cards() == ["Fra modulerne"]
    assert len([url for url in hand.requests if "/modules/" in url]) == len(list(PAGE.rglob("*.js")))


@pytest.mark.wide
async def test_hostile_texts_are_shown_as_they_are(phone, house) -> None:
    await phone.page.evaluate(
        "window.violations = []; document.addEventListener('securitypolicyviolation',"
        " event => window.violations.push(event.violatedDirective))"
    )
    title = await phone.page.title()
    await phone.open("saml-i-grupper")
    await house.do(RevealInput())
    for text in HOSTILE:
        await house.do(WriteCard(text))
    for card in house.live.state.cards:
        await phone.page.locator(".card-text", has_text=re.compile(f"^{re.escape(card.text)}$")).wait_for()
    for text in HOSTILE[:3]:
        await phone.write(text)
    await phone.saved()
    assert await phone.page.evaluate("window.violations") == []
    assert await phone.page.title() not in ("x", title)
    assert await phone.page.locator("#page script, #page img, #page svg").count() == 0


def test_every_word_of_the_page_is_in_the_catalogue_and_used() -> None:
    script = "\n".join(file.read_text(encoding="utf-8") for file in sorted(PAGE.rglob("*.js")))
    words = set(load_words("da").under("phone."))
    said = set(re.findall(r'say\(\s*"([a-z_.-]+)"', script))
    built = {
        "join": ("full", "many", "unreachable"),
        "state": ("written", "sending", "saved", "waiting", "sending_n"),
        "link": ("connected_short", "connecting_short", "offline_short", "connecting", "offline"),
        "agree": (
            "take",
            "give_back",
            "who",
            "due",
            "first_visible_result",
            "resources",
            "help",
            "initiative",
            "approach",
            "seen_by",
            "learning",
        ),
        "agree.status": ("not-started", "under-way", "done", "stopped"),
        "place": ("held", "stands", "not_yet"),
        "unsent": ("copied", "selected", "sent_anyway"),
        "clock": ("part", "part_begins"),
        "quiet": ("lost_told", "lost_taken_back", "is_parked"),
        "cluster": ("me-too", "unclear", "said", "taken_back"),
        "ended": ("worth-it", "partly-worth-it", "not-worth-it", "file_name", "pdf_name", "calendar_name"),
    }
    said |= {f"{group}.{name}" for group, names in built.items() for name in names}
    assert said - words == set()
    assert words - said == set()


def test_no_script_has_a_way_to_run_text() -> None:
    for file in PAGE.rglob("*.js"):
        script = file.read_text(encoding="utf-8")
        forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|console\."
        assert not re.search(forbidden, script), file.name
        assert script.startswith("//"), f"{file.name} does not say why it exists"
        assert script.count("\n") <= 300, file.name


def test_no_script_speaks_danish_or_knows_an_address() -> None:
    for file in PAGE.rglob("*.js"):
        script = file.read_text(encoding="utf-8")
        assert not re.search(r"[æøåÆØÅ]", script), file.name
        assert "://" not in script, file.name


def test_a_packed_page_is_what_the_files_say() -> None:
    script = Assets(load_words("da")).script
    assert gzip.decompress(script.packed) == script.plain
