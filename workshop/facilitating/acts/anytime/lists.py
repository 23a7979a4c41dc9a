"""Takes a list in: initiatives, names or agreements from a file or the clipboard, after a preview."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, Field
from workshop.facilitating.ports import sentence_of
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.list_lines import LIST_KINDS, command_of, preview_lines

if TYPE_CHECKING:  # a screen starts without what reads files
    from exports.reading.list_entries import ListEntries

_LONGEST_PATH = 1_000
_LONGEST_PASTE = 300_000


async def take_in(talk: Conversation) -> None:
    """Ask what the list holds and where it is, show what was read, and write it in one act."""
    words = talk.words
    choices = [(kind, words(f"lists.{kind}")) for kind in LIST_KINDS]
    kind = await talk.choose(words("lists.title"), choices)
    given = {"file": "", "pasted": ""}
    while True:
        fields = (
            Field("file", words("lists.file"), given["file"], optional=True, longest=_LONGEST_PATH),
            Field("pasted", words("lists.pasted"), given["pasted"], True, True, longest=_LONGEST_PASTE),
        )
        given = await talk.ask_texts(words("lists.where"), fields, note=words("lists.where-note"))
        try:
            found = await asyncio.to_thread(_read, kind, given, talk)
        except Exception as problem:
            talk.say_sentence(sentence_of(problem, words), error=True)
            continue
        if await talk.confirm(words("lists.sure"), "\n".join(preview_lines(found, words))):
            break
    command = command_of(found, talk.situation.method, talk.date_reference)
    if await talk.send(command) is not None:
        talk.tell(f"lists.done-{kind}", n=len(found.entries))


def _read(kind: str, given: dict[str, str], talk: Conversation) -> ListEntries:
    from exports.reading.list_entries import ListKind, entries_of
    from exports.reading.list_source import read_list_file, read_pasted

    typed = given["file"].strip().strip('"')
    source = read_list_file(Path(typed).expanduser()) if typed else read_pasted(given["pasted"])
    return entries_of(source, ListKind(kind), talk.date_reference)


def _is_open(situation: Situation) -> bool:
    return not situation.closed


ACTS = (Act("everywhere.lists", take_in, _is_open, (), "L", rank=60, shown=False),)
