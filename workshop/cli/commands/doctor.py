"""`workshop doctor`: checks this computer before the workshop, with or without a phone."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import replace

import click

from workshop.cli.exit_codes import NETWORK
from workshop.cli.json_output import json_text
from workshop.cli.options import HELP_WORDS, OwnOptionsFirst, global_options
from workshop.doctor.finding import Finding
from workshop.launch.settings import DEFAULT_PORT, Settings


@click.command(help=HELP_WORDS("cli.doctor") + "\n\n" + HELP_WORDS("doctor.help"), cls=OwnOptionsFirst)
@click.option("--phone", is_flag=True, help=HELP_WORDS("doctor.opt-phone"))
@click.option("--seconds", type=click.IntRange(1, 600), default=60, help=HELP_WORDS("doctor.opt-seconds"))
@click.option("--it", "for_it", is_flag=True, help=HELP_WORDS("doctor.opt-it"))
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def doctor(settings: Settings, phone: bool, seconds: int, for_it: bool, as_json: bool) -> int:
    """Check this computer and report what should be fixed before the workshop."""
    from workshop.doctor.examining import examine

    words, port = settings.words, settings.port or DEFAULT_PORT
    findings = examine(settings.folders(), port, words, settings.bind)
    if phone:
        findings = _with_phone(findings, settings, port, seconds)
    if as_json:
        rows = [{name: getattr(item, name) for name in ("key", "topic", "text", "fine")} for item in findings]
        click.echo(json_text(rows))
    else:
        _print_report(settings, findings, port, for_it=for_it)
    missed = any(item.key == "phone" and not item.fine for item in findings)
    return NETWORK if missed else 0


def _print_report(settings: Settings, findings: tuple[Finding, ...], port: int, *, for_it: bool) -> None:
    from workshop.doctor.it_department import it_lines
    from workshop.machine.version import version

    words = settings.words
    if for_it:
        _print([*it_lines(settings.folders(), port, words, chosen=settings.port is not None), ""])
    _print([words("doctor.title", version=version())])
    topics = [_shown(item.topic) for item in findings]
    width = max(map(len, topics))
    for topic, item in zip(topics, findings, strict=True):
        _print([f"{' ' if item.fine else '!'} {topic:<{width}}  {item.text}"], indent=width + 4)
    _print([words("doctor.plain-http")])
    wrong = sum(not item.fine for item in findings)
    _print([words("doctor.look", n=wrong) if wrong else words("doctor.fine")])
    if not any(item.key == "phone" for item in findings) and not for_it:
        _print([words("doctor.more")])


def _with_phone(
    findings: tuple[Finding, ...], settings: Settings, port: int, seconds: int
) -> tuple[Finding, ...]:
    """The findings including the phone test; if the phone got through, the firewall needs no attention."""
    import asyncio

    from workshop.doctor.phone_test import PhoneTest, Reached
    from workshop.machine.addresses import LOOPBACK, best_address, list_addresses

    words, topic = settings.words, settings.words("doctor.phone")
    ip = settings.bind or best_address(list_addresses())
    if ip == LOOPBACK and not settings.bind:
        return (*findings, Finding("phone", topic, words("doctor.no-address"), fine=False))
    test = PhoneTest(ip, port, words)
    try:
        visit = asyncio.run(test.wait_for_phone(seconds, lambda: _invite(test.url, seconds, settings)))
    except OSError:
        return (
            *findings,
            Finding("phone", topic, words("doctor.phone-cannot-listen", ip=ip, port=port), False),
        )
    reached = visit.reached is Reached.YES
    text = words(f"doctor.phone-{visit.reached.value}", ip=visit.ip, seconds=round(visit.seconds), ours=ip)
    if reached:
        findings = tuple(replace(item, fine=item.fine or item.key == "firewall") for item in findings)
    return (*findings, Finding("phone", topic, text, reached))


def _invite(url: str, seconds: int, settings: Settings) -> None:
    """Print the QR code and the address for people, never in machine-readable output."""
    from workshop.machine.transliteration import shows_unicode
    from workshop.plain.leading.join_lines import ascii_rows, qr_rows

    if shows_unicode(os.environ, sys.platform):
        rows = qr_rows(url, light_on_dark=True)
        if sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
            # Black on white whatever the terminal's colours are: phones expect it.
            rows = [f"\x1b[30;107m{row}\x1b[0m" for row in qr_rows(url, light_on_dark=False)]
    else:
        rows = ascii_rows(url)
    _print(rows, err=True)
    _print([settings.words("doctor.phone-invite", url=url, n=seconds)], err=True)


def _print(lines: Iterable[str], *, err: bool = False, indent: int = 0) -> None:
    """Print a line: wrapped between words on a terminal, in one piece when piped or copied."""
    stream = sys.stderr if err else sys.stdout
    columns = shutil.get_terminal_size().columns if stream.isatty() else 0
    for line in lines:
        shown = _shown(line)
        if columns > indent and len(shown) > columns and "\x1b" not in shown:
            shown = textwrap.fill(shown, columns, subsequent_indent=" " * indent, break_on_hyphens=False)
        click.echo(shown, err=err)


def _shown(text: str) -> str:
    """`text` in characters that this terminal supports."""
    from workshop.machine.transliteration import in_ascii, shows_unicode

    return text if shows_unicode(os.environ, sys.platform) else in_ascii(text)
