"""Texts that try to be more than text, and a workshop that has one of them in every field."""

from __future__ import annotations

from case_state import card, next_step, participant, read_case, run_sheet_rows, state_of, workshop

from sessions import model

PLAIN = "Almindelig tekst"
TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</title></style><b>x",
    "<!-- x",
    "]]><![CDATA[",
    "javascript:alert(1)",
    "{{ 7*7 }} {% raw %} ${x} {0} {name} %s",
    "&lt;b&gt; &amp; &#60;",
    "# Beslutning",
    "## x ##",
    "- punkt",
    "+ punkt",
    "* punkt",
    "1. punkt",
    "10) punkt",
    "> citat",
    "---",
    "***",
    "===",
    "| a | b |",
    "|--|--|",
    "```\nkode\n```",
    "~~~",
    "    kode",
    "![](http://evil.example/x.png)",
    "](http://evil.example)",
    "[x](http://evil.example)",
    "[x]: http://evil.example",
    "[^1]: x",
    "<http://evil.example>",
    "http://evil.example www.evil.example",
    "**fed** _kursiv_ ~~væk~~ `kode`",
    "*",
    "_",
    "\\",
    "slut\\",
    "`",
    "$$x$$ \\(x\\)",
    "---\ntitle: x\n---",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\uff1d1+1",
    "linje et\nlinje to\r\n\r\nlinje tre",
    "a\x00b\x07c\x0bd\x1b[2Je",
    "\x1b]52;c;eA==\x07 \x9b31m",
    "\u202egnp.exe \u2066x\u2069",
    "lone \ud800 surrogate \udfff",
    "a\ufffe\uffff \ufeffb",
    "P\u200ber \u00ad",
    "z" + "\u0301" * 200,
    "👩‍👩‍👧 ❤️ 🇩🇰",
    "ord " * 500,
    "x" * 2_000,
    "[/red] [bold [@click=app.quit]x[/]",
    "&copy; &#x3c;script&#x3e;",
    ": definition",
    "% titel",
    "a -- b --- c",
]


def state_with(text):
    """A workshop in which people have written `text` wherever they can write."""
    case = read_case()
    rows = [
        workshop(case, title=text, organisation=text, group_name=text),
        *run_sheet_rows("120"),
        participant(1, text, text),
        participant(2, "Ada"),
        model.Theme("theme", "initiatives", text, 1),
        card("initiatives", 1, text, theme="theme", agreed="sammen", disagreement=text, behaviour_goal=text),
        card("initiatives", 2, text, merged_into="card-initiatives-1"),
        card("initiatives", 3, text, next_category="tag-selv"),
        card("experiences", 1, text, occurred="foer", outcome="lykkedes"),
        card("experiences", 2, text),
        card("risks", 1, text),
        card("proposals", 1, text),
        model.Placement("card-initiatives-1", "id-1", 1, "sammen"),
        model.Vote("run-1-stem", "card-proposals-1", "id-1", 2),
        model.Answer("answer", "sammen", "used", "id-1", text, 1, None),
        model.AgreedAnswer("sammen", "works", text),
        next_step(1, text, text, "2026-03-18", text, resources=text, help=text, card="card-initiatives-1"),
        next_step(2, text, text, "2026-02-18", text, learning=text, meeting=0),
        model.ParkedItem("parked", 1, text, text, False),
    ]
    return state_of(*rows)
