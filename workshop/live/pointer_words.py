"""What every face says of the approaches that the answers of a form point towards."""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.queries.records import Record, pointers


def pointers_in_words(record: Record, method: Method, words: Words) -> str:
    """“Svarene peger mod: ■ Gør det! 3 · ● Tæt på 1”; empty where they point nowhere."""
    found = [
        f"{each.category.sign} {each.category.title} {each.answers}" for each in pointers(method, record)
    ]
    return words("panels.record.points", points=" · ".join(found)) if found else ""
