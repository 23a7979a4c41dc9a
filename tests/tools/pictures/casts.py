"""Groups to draw every screen with: two people with two cards, a crowd with a full wall, hostile texts."""

CATEGORIES = ("goer-det", "tag-selv", "taet-paa", "sammen")
HOSTILE = (
    "[/red] hej [@click=app.quit]x[/] [link=http://evil] [bold",
    "A\x1b]52;c;aGVq\x07B \x1b[2J \x9b31m",
    "\u202eabc\u2066 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 漢字かな",
    "å" + "\u0301" * 200,
    ("ord " * 500).strip(),
    "x" * 2_000,
    "漢" * 1_000,
    "\n".join(["linje"] * 150),
    "${x} {0} %s \\",
)
LONG_NAMES = (
    "W" * 40,
    "Åse-Marie 👩‍👩‍👧‍👦",
    "[bold]Per[/]",
    "\u202eJens",
    "漢字かな漢字かな漢字かな",
    "ß" * 40,
)


def _case(people, texts, title="Prøve", shown=()):
    names = [f"Deltager {number}" for number in range(1, people + 1)]
    cards = [f"t{number}" for number in range(1, len(texts) + 1)]
    few = texts[:6]
    return {
        "title": title,
        "organisation": "Eksempelby Kommune",
        "group": "Ledergruppen",
        "run_sheet": 120,
        "participants": [
            {"alias": name, "table": f"Bord {number % 4 + 1}"} | ({"shown": shown[number]} if shown else {})
            for number, name in enumerate(names)
        ],
        "initiatives": [
            {"id": card, "by": names[at % people], "text": text, "status": ("ny", "i gang")[at % 2]}
            for at, (card, text) in enumerate(zip(cards, texts, strict=True))
        ],
        "merges": [["t1", "t2"]] if len(cards) > 3 else [],
        "themes": {f"Tema {at + 1}": cards[2 + at :: 4] for at in range(3)} if len(cards) > 6 else {},
        "placements": {
            turn: {
                name: {
                    card: CATEGORIES[(who * (at % 3) + at + int(turn) * (at % 2)) % 4]
                    for at, card in enumerate(cards)
                    if not (len(cards) > 3 and card == "t2")
                }
                for who, name in enumerate(names)
            }
            for turn in ("1", "2")
        },
        "agreed": {card: CATEGORIES[at % 4] for at, card in enumerate(cards[2::2])},
        "disagreements": {cards[0]: texts[-1]},
        "behaviour_goals": {cards[0]: texts[0]},
        "answers": [
            {"by": names[at % people], "approach": "goer-det", "question": question, "text": text}
            for at, text in enumerate(few)
            for question in ("used", "fails")
        ],
        "experiences": [
            {
                "by": names[at % people],
                "when": when,
                "outcome": ("lykkedes", "mindre-godt")[at % 2],
                "text": text,
            }
            for at, text in enumerate(few)
            for when in ("foer", "efter")
        ],
        "proposals": [
            {"id": f"p{at + 1}", "by": names[at % people], "text": text} for at, text in enumerate(few)
        ],
        "votes": {
            name: {f"p{who % len(few) + 1}": 2, f"p{(who * 3 + 1) % len(few) + 1}": 1}
            for who, name in enumerate(names)
        },
        "next_steps": [
            {
                "who": (shown or names)[at % people],
                "what": text[:400],
                "when": ("2026-03-18", "")[at % 2],
                "first_visible_result": (text[:400], "")[at % 2],
                "resources": "En time",
                "help": "",
                "initiative": cards[0],
            }
            for at, text in enumerate(few[:3])
        ],
        "support": {name: who % 6 for who, name in enumerate(names)},
        "parked": [{"text": text, "who": ""} for text in few[:3]],
    }


def crowd():
    words = ("Nyt fagsystem", "Fælles sprog om inklusion", "Mindre sygefravær i dagtilbud", "Klare frister")
    texts = [f"{words[number % 4]} på område {number}" for number in range(120)]
    return _case(40, texts)


CASTS = {
    "few": lambda: _case(2, ["Nyt fagsystem", "Fælles sprog om inklusion"]),
    "many": crowd,
    "hostile": lambda: _case(6, list(HOSTILE), HOSTILE[0], LONG_NAMES),
}
