"""The export menu: which files, how much, whose names, which language; a mail's text on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exports.reminder import people_with_promises, promises_of, reminder_text
from prompts.language.words import LANGUAGE_NAMES
from workshop.facilitating.act import Act
from workshop.facilitating.acts.anytime.everywhere import may_stand_there
from workshop.facilitating.acts.anytime.minutes_head import ask_head, head_now
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.export_choices import DETAILS, NAMES, ExportChoices
from workshop.facilitating.ports import sentence_of, texts_to_confirm
from workshop.machine.local_date import today


async def export(talk: Conversation) -> None:
    """Show the choices until the files are written or the menu is left; they are remembered."""
    words, session = talk.words, talk.session
    chosen = session.export_choices()
    while True:
        answer = await talk.choose(words("terminal.export.title"), _menu(talk, chosen), current="write")
        if answer == "formats":
            chosen = replace(chosen, formats=await _formats(talk, chosen))
        elif answer == "detail":
            chosen = replace(chosen, detail=await _one(talk, "detail", DETAILS, chosen.detail))
        elif answer == "names":
            chosen = replace(chosen, names=await _one(talk, "names", NAMES, chosen.names))
        elif answer == "language":
            chosen = replace(chosen, language=await _language(talk, chosen))
        elif answer == "head":
            await ask_head(talk)
        elif answer == "preview":
            await talk.read(words("terminal.export.preview-title"), await session.preview(chosen))
        elif answer == "reminder":
            await _remind(talk)
            return
        elif answer == "mail":
            talk.to_clipboard(await session.mail_text(chosen))
            return
        else:
            await _write(talk, chosen)
            return


def _menu(talk: Conversation, chosen: ExportChoices) -> list[tuple[str, str]]:
    words = talk.words
    formats = chosen.formats or talk.session.usual_formats()
    language = LANGUAGE_NAMES[chosen.language] if chosen.language else words("terminal.export.same-language")
    now = {
        "formats": ", ".join(formats),
        "detail": words(f"terminal.export.detail-{chosen.detail}"),
        "names": words(f"terminal.export.names-{chosen.names}"),
        "language": language,
        "head": head_now(talk),
    }
    lines = [(key, words(f"terminal.export.{key}", now=value)) for key, value in now.items()]
    write = ("write", words("terminal.export.write", n=len(formats)))
    preview = ("preview", words("terminal.export.preview"))
    mails = [("mail", words("terminal.export.mail"))]
    if people_with_promises(talk.situation.state):
        mails.append(("reminder", words("reminder.menu")))
    return [write, *lines, preview, *mails]


async def _remind(talk: Conversation) -> None:
    """Put what one person has promised on the clipboard, as a mail to that person."""
    words, state = talk.words, talk.situation.state
    people = people_with_promises(state)
    keys = {str(number): name for number, name in enumerate(people, start=1)}
    name = keys[await talk.choose(words("reminder.who"), list(keys.items()))]
    talk.to_clipboard(reminder_text(name, promises_of(state, name), today(), words))


async def _formats(talk: Conversation, chosen: ExportChoices) -> tuple[str, ...]:
    known = talk.session.known_formats()
    labels = [(name, talk.words(f"terminal.export.format-{name}")) for name in known]
    proposed = chosen.formats or talk.session.usual_formats()
    return await talk.choose_some(talk.words("terminal.export.which"), labels, proposed=proposed)


async def _one(talk: Conversation, what: str, keys: Sequence[str], current: str) -> str:
    choices = [(key, talk.words(f"terminal.export.{what}-{key}")) for key in keys]
    return await talk.choose(talk.words(f"terminal.export.ask-{what}"), choices, current=current)


async def _language(talk: Conversation, chosen: ExportChoices) -> str:
    same = ("", talk.words("terminal.export.same-language"))
    choices = [same, *LANGUAGE_NAMES.items()]
    keys = {f"language-{key}": key for key, _ in choices}
    shown = [(f"language-{key}", label) for key, label in choices]
    title = talk.words("terminal.export.ask-language")
    return keys[await talk.choose(title, shown, current=f"language-{chosen.language}")]


async def _write(talk: Conversation, chosen: ExportChoices, *, confirmed: bool = False) -> None:
    try:
        with talk.writing() as writing:
            files = await talk.session.export(chosen, confirmed=confirmed, writing=writing)
    except Exception as problem:
        texts = texts_to_confirm(problem)
        if not texts or confirmed:
            talk.say_sentence(sentence_of(problem, talk.words), error=True)
        elif await may_stand_there(talk, texts):
            await _write(talk, chosen, confirmed=True)
        return
    talk.files_written(files)


ACTS = (Act("everywhere.export", export, keys=("W",), typed="W", rank=11),)
