from __future__ import annotations

import asyncio
import gzip
import html
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
from page_weight import page_weight

import workshop.web
from prompts.language.words import load_words
from prompts.methods.kinds import used_kinds
from sessions.commands import EditWorkshop
from sessions.rules.meeting.creation import NewWorkshop
from workshop.cli.exit_codes import exit_code_of
from workshop.web.contract import errors
from workshop.web.contract.errors import CertificateError, ListeningError, PortTakenError
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.page.assets import Assets, data_block, scripts
from workshop.web.server import PhoneServer
from workshop.web.wire.descriptors import raise_descriptor_limit

LARGEST_PAGE = 34_000
"""Bytes, with everything that the shipped packs bring."""


@pytest.fixture
def taken():
    """A port that somebody else listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]


async def test_a_taken_port_gives_way_to_the_next_where_that_is_allowed(make_house, taken) -> None:
    async with make_house(port=taken) as house:
        assert taken < house.server.port <= taken + 20
        assert (await house.stranger().ask("GET", "/")).status == 200
        assert house.live.access.url.startswith(f"http://127.0.0.1:{house.server.port}/#")


async def test_a_taken_port_is_said_in_danish_where_it_is_not(house, taken) -> None:
    server = PhoneServer(house.live, ServerSettings(port=taken, next_port_allowed=False))
    with pytest.raises(PortTakenError) as problem:
        await server.start()
    assert problem.value.sentence() == (
        f"Port {taken} bruges af et andet program. Luk det, eller vælg en anden port med --port."
    )
    assert exit_code_of(problem.value) == 6
    await server.stop()


async def test_an_address_that_is_not_this_computers_is_said(house) -> None:
    server = PhoneServer(house.live, ServerSettings(hosts=("192.0.2.1",)))
    with pytest.raises(ListeningError) as problem:
        await server.start()
    assert not isinstance(problem.value, PortTakenError)
    assert "192.0.2.1" in problem.value.sentence()
    await server.stop()


async def test_a_stopped_workshop_gets_its_port_back_at_once_and_phones_go_on(make_house) -> None:
    async with make_house() as house:
        port, path = house.server.port, house.session.path
        phone = await house.phone(alias="Mette")
        await phone.listen()
        await house.server.stop()
        await house.server.stop()
    async with make_house(port=port, next_port_allowed=False, path=path) as house:
        back = house.stranger()
        back.token = phone.token
        assert (await back.picture())["me"]["alias"] == "Mette"


async def test_the_server_knows_of_its_first_hit(house) -> None:
    assert house.server.hits == 0
    await house.stranger().ask("GET", "/nothing")
    await house.stranger().ask("GET", "/", Host="evil.example")
    assert house.server.hits == 0
    await house.stranger().ask("GET", "/")
    assert house.server.hits == 1


async def test_the_page_carries_its_words_and_who_asks(make_house) -> None:
    wish = NewWorkshop('Løft & "ro" </title><script>', organisation="By <i> & {{words}}", run_sheet="120")
    async with make_house(wish=wish) as house:
        page = (await house.stranger().ask("GET", "/")).text
        assert f"<title>{html.escape(wish.title)}</title>" in page
        assert html.escape(wish.organisation) in page
        block = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.DOTALL)
        told, known = json.loads(block[1]), house.live.words.under("phone.")
        assert list(told.values()) == list(known.values())
        assert '<html lang="da">' in page
        await house.do(EditWorkshop("Ny titel", "", "", 3, 2))
        assert "<title>Ny titel</title>" in (await house.stranger().ask("GET", "/")).text


async def test_the_page_checks_by_the_numbers_that_the_rules_check_by(house) -> None:
    page = (await house.stranger().ask("GET", "/")).text
    block = re.search(r'<script type="application/json" id="limits">(.*?)</script>', page, re.DOTALL)
    limits = json.loads(block[1])
    phone = await house.phone()
    await house.open("collect")
    fits = await phone.post("/api/cards", {"text": "x" * limits["text"]})
    refused = await phone.post("/api/cards", {"text": "x" * (limits["text"] + 1)})
    assert (fits.status, refused.code) == (200, "text-too-long")
    fits = await phone.post("/api/alias", {"alias": "x" * limits["name"]})
    refused = await phone.post("/api/alias", {"alias": "x" * (limits["name"] + 1)})
    assert (fits.status, refused.code) == (200, "text-too-long")
    assert len(house.live.access.code) == limits["code"]


def test_words_cannot_end_their_block() -> None:
    block = data_block({"x": "</script><!-- & \u2028"})
    assert not re.search(r"[<>&]", block)
    assert json.loads(block) == {"x": "</script><!-- & \u2028"}


async def test_the_whole_page_is_small_and_three_requests(house) -> None:
    sizes = {}
    for path in ("/", "/page.css", "/page.js"):
        async with house.http.get(house.base + path, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            sizes[path] = int(answer.headers["Content-Length"])
    assert sum(sizes.values()) == page_weight(
        Assets(house.live.words, kinds=used_kinds(house.live.method)), house.live.state.workshop
    )
    assert sum(sizes.values()) <= LARGEST_PAGE, sizes
    page = (await house.stranger().ask("GET", "/")).text
    assert set(re.findall(r'(?:src|href)="(/[^"]*)"', page)) == {"/page.css", "/page.js"}
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


async def test_who_cannot_unpack_gets_the_plain_page(house) -> None:
    async with aiohttp.ClientSession(auto_decompress=False) as bare:
        async with bare.get(house.base + "/page.js", headers={"Accept-Encoding": "identity"}) as answer:
            plain = await answer.read()
            assert "Content-Encoding" not in answer.headers
        async with bare.get(house.base + "/page.js", headers={"Accept-Encoding": "gzip"}) as answer:
            assert gzip.decompress(await answer.read()) == plain


def test_comments_and_spaces_are_left_out(tmp_path) -> None:
    (tmp_path / "index.html").write_text("")
    (tmp_path / "1.css").write_text("/* why */\na { b: c } /* and\n so on */\nd {}\n")
    (tmp_path / "1.js").write_text('// why\nconst a = "http://x"; // kept\n  // gone\nb();\n')
    assets = Assets(load_words("da"), tmp_path)
    assert assets.style.plain == b"a{b:c}d{}"
    assert assets.script.plain == b'const a="http://x";b();'


def test_style_sheets_are_joined_by_name_so_that_later_ones_override(tmp_path) -> None:
    (tmp_path / "index.html").write_text("")
    (tmp_path / "20-b.css").write_text("a { b: d }\n")
    (tmp_path / "10-a.css").write_text("a { b: c }\n")
    assert Assets(load_words("da"), tmp_path).style.plain == b"a{b:c}a{b:d}"


def test_scripts_are_joined_by_name_and_the_kinds_come_last(tmp_path) -> None:
    (tmp_path / "kinds").mkdir()
    for name in ("20-b.js", "10-a.js", "kinds/vote.js", "kinds/place.js", "notes.txt"):
        (tmp_path / name).write_text("")
    assert [file.name for file in scripts(tmp_path)] == ["10-a.js", "20-b.js", "place.js", "vote.js"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_room_for_a_socket_for_each_phone_is_made() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
    try:
        assert raise_descriptor_limit(1_024) >= min(1_024, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture
def certificate(tmp_path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, made by openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-keyout", str(key), "-out", str(cert), "-subj", "/CN=prøve"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    return cert, key


async def test_with_a_certificate_the_port_speaks_https(make_house, certificate) -> None:
    cert, key = certificate
    async with make_house(tls_cert=cert, tls_key=key) as house:
        assert house.live.access.url.startswith("https://127.0.0.1:")
        phone = house.stranger()
        phone.base = f"https://127.0.0.1:{house.server.port}"
        context = ssl.create_default_context(cafile=str(cert))
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as phone.session:
            assert (await phone.join(secret=house.live.access.secret)).status == 200
            assert (await phone.post("/api/alias", {"alias": "Ny"})).status == 200
            await phone.listen()
            wrong = await phone.ask(
                "POST", "/api/done", {"done": True}, Origin=f"http://127.0.0.1:{house.server.port}"
            )
            assert wrong.status == 403
            await phone.leave()


async def test_plain_http_to_an_https_port_is_only_closed(make_house, certificate, caplog, capfd) -> None:
    cert, key = certificate
    async with make_house(tls_cert=cert, tls_key=key) as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert await asyncio.wait_for(reader.read(), 2) == b""
        writer.close()
    assert capfd.readouterr().err == ""


async def test_a_certificate_that_cannot_be_used_is_said(house, tmp_path) -> None:
    nonsense = tmp_path / "cert.pem"
    nonsense.write_text("nonsense")
    for cert in (nonsense, tmp_path / "missing.pem"):
        with pytest.raises(CertificateError, match="bad-certificate") as problem:
            await PhoneServer(house.live, ServerSettings(tls_cert=cert)).start()
        assert "ertifikat" in problem.value.sentence()


def test_every_code_of_the_wire_has_its_sentence() -> None:
    words = load_words("da")
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.WireError):
            assert kind().sentence(words).endswith("."), kind
    for kind in (errors.ListeningError, errors.PortTakenError, errors.CertificateError):
        assert kind("127.0.0.1", 80).sentence(words).endswith((".", "--port."))


def test_the_web_imports_neither_the_terminal_nor_sqlite_itself() -> None:
    code = "import sys, workshop.web.server; print([name for name in sys.modules if 'textual' in name])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "[]", result.stderr
    folder = Path(workshop.web.__file__).parent
    for file in folder.rglob("*.py"):
        assert not re.search(
            r"import (sqlite|textual)|from (sqlite|textual)", file.read_text(encoding="utf-8")
        )
