"""How phones are to reach the laptop, as the command line says it: Wi-Fi, certificate, public address."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.cli.options import AT_START, SPOKEN, global_options
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import ServedWorkshop
from workshop.launch.settings import Settings
from workshop.live.wifi_qr import Wifi


def said(*arguments: str, typed: str = "") -> Settings | str:
    """What the options add up to, or the sentence that refuses them."""
    found: list[Settings] = []
    SPOKEN.set(Settings())
    AT_START.set("da")

    @click.group(invoke_without_command=True)
    @global_options
    def group(settings: Settings) -> None:
        found.append(settings)

    @group.command("leaf")
    @global_options
    def leaf(settings: Settings) -> None:
        found.append(settings)

    done = CliRunner().invoke(group, arguments, input=typed)
    return found[-1] if done.exit_code == 0 else done.output


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Gæstenet", "", "WIFI:T:nopass;S:Gæstenet;;"),
        ("Rum 4", "hemmeligt", "WIFI:T:WPA;S:Rum 4;P:hemmeligt;;"),
        ('a;b,c:d"e\\f', "p;a:s,s\\", 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;a\\:s\\,s\\\\;;'),
        ("cafe", "12345678", "WIFI:T:WPA;S:cafe;P:12345678;;"),
    ],
)
def test_a_network_is_written_as_phones_read_it(name: str, password: str, text: str) -> None:
    assert Wifi(name, password).qr_text == text


def test_the_password_is_in_no_picture_of_an_object(tmp_path: Path) -> None:
    secret = tmp_path / "wifi.txt"
    secret.write_text("hemmeligt\n", encoding="utf-8")
    settings = said("--wifi-name", "Rum 4", "--wifi-password", str(secret))
    secret.unlink()
    assert isinstance(settings, Settings)
    reach = NetworkOptions.from_settings(settings)
    for thing in (settings, reach, reach.wifi):
        assert "hemmeligt" not in repr(thing)
    path = create_session(tmp_path, NewWorkshop("Lederdag"))
    with opened(path) as session:
        ServedWorkshop(session, reach)
        assert session.live.wifi == Wifi("Rum 4", "hemmeligt")
        assert not [
            file for file in tmp_path.rglob("*") if file.is_file() and b"hemmeligt" in file.read_bytes()
        ]


def test_options_before_and_after_the_command_add_up(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.touch()
    key.touch()
    settings = said(
        "--tls-cert", str(cert), "leaf", "--tls-key", str(key), "--public-url", "https://w.example/"
    )
    assert isinstance(settings, Settings)
    assert (settings.tls_cert, settings.tls_key) == (cert, key)
    assert NetworkOptions.from_settings(settings) == NetworkOptions(
        public_url="https://w.example", tls_cert=cert, tls_key=key
    )


def test_a_password_on_the_command_line_is_refused_and_not_repeated() -> None:
    refusal = said("--wifi-name", "Rum 4", "--wifi-password", "hemmeligt")
    assert isinstance(refusal, str)
    assert "kommandolinjen" in refusal
    assert "hemmeligt" not in refusal


def test_a_password_can_be_asked_for() -> None:
    settings = said("--wifi-name", "Rum 4", "--wifi-password", "-", typed="hemmeligt\n")
    assert isinstance(settings, Settings)
    assert settings.wifi_password == "hemmeligt"


@pytest.mark.parametrize("content", [b"", b"kort\n", b"x" * 100, b"\xff\xfe\n", b"\n hemmeligt"])
def test_a_file_without_a_password_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wifi.txt").write_bytes(content)
    refusal = said("--wifi-name", "x", "--wifi-password", str(tmp_path / "wifi.txt"))
    assert isinstance(refusal, str)
    assert "Fejl: " in refusal


@pytest.mark.parametrize(
    "arguments",
    [
        ("--tls-cert", __file__),
        ("--tls-key", __file__),
        ("--wifi-password", __file__),
        ("--wifi-name", "x", "--wifi-password", "/no/such/file"),
        ("--tls-cert", "/no/such/file"),
        *(
            ("--public-url", url)
            for url in ("w.example", "ftp://w", "https://w/sti", "https://a@w", "http://[::", "")
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(arguments: tuple[str, ...]) -> None:
    refusal = said(*arguments)
    assert isinstance(refusal, str)
    assert "Fejl: " in refusal
    assert "Traceback" not in refusal
