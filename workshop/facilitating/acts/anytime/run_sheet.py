"""The run sheet: opening, skipping, moving and adding activities, minutes, and catching up when late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompts.language.formatting import long_date
from prompts.language.typed_dates import LONGEST_DATE
from prompts.methods.own_items import LONGEST_OWN_TEXT, LONGEST_OWN_TITLE
from sessions.commands import (
    AddActivity,
    AddOwnItem,
    AddPack,
    EditWorkshop,
    MoveActivity,
    OpenActivity,
    SetMinutes,
    SkipActivities,
    SkipActivity,
)
from sessions.limits import LONGEST_TITLE
from sessions.model import ActivityStatus, ScheduledActivity, ScheduledId, Workshop
from sessions.rules.dates import parsed_date
from sessions.rules.meeting.planning import packs_to_add
from workshop.facilitating.act import Act
from workshop.facilitating.acts.meeting_date import settle_date
from workshop.facilitating.choices import pack_choices
from workshop.facilitating.conversation import Conversation, Field, FieldKind
from workshop.facilitating.shared_questions import edits, sends
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.clock_reading import behind_at_end
from workshop.facilitating.telling.cut_proposal import Cut, CutProposal, cut_proposal

if TYPE_CHECKING:
    from sessions.command_answers import Accepted

DEFAULT_MINUTES = 10
OWN, OWN_PAUSE = "own-item", "own-pause"
USUAL_SPARE = 15
_DIGITS_OF_MINUTES = 3
_DIGITS_OF_DOTS = 2


def _title(talk: Conversation, row: ScheduledActivity) -> str:
    return talk.situation.method.activity(row.activity).title


async def _row(talk: Conversation) -> ScheduledActivity:
    rows = talk.situation.state.run_sheet()
    choices = [(row.id, _title(talk, row)) for row in rows]
    key = await talk.item(talk.words("plain.sheet.which"), choices)
    return next(row for row in rows if row.id == key)


def minutes_field(talk: Conversation, value: int, label: str = "terminal.run-sheet.minutes-label") -> Field:
    """A field for minutes."""
    return Field("minutes", talk.words(label), str(value), kind=FieldKind.NUMBER, longest=_DIGITS_OF_MINUTES)


async def go(talk: Conversation) -> None:
    """Put an activity on the projector."""
    row = await _row(talk)
    await settle_date(talk)
    if await talk.send(OpenActivity(row.id)) is not None:
        talk.moved_on()


async def skip(talk: Conversation) -> None:
    """Skip an activity, or put it back."""
    row = await _row(talk)
    await talk.send(SkipActivity(row.id, row.status is not ActivityStatus.SKIPPED))


async def earlier(talk: Conversation) -> None:
    """Move an activity up."""
    await talk.send(MoveActivity((await _row(talk)).id, -1))


async def later(talk: Conversation) -> None:
    """Move an activity down."""
    await talk.send(MoveActivity((await _row(talk)).id, 1))


async def minutes(talk: Conversation) -> None:
    """Change an activity's planned minutes."""
    row = await _row(talk)

    send = edits(
        talk,
        row,
        lambda state: state.scheduled.get(row.id),
        lambda seen, filled: SetMinutes(row.id, int(filled["minutes"] or 0), seen),
    )
    await talk.fill_in(_title(talk, row), (minutes_field(talk, row.minutes),), send)


async def add(talk: Conversation) -> None:
    """Insert an activity of the method after the selected one."""
    method = talk.situation.method
    after = await _after(talk)
    choices = [(key, talk.words(f"terminal.run-sheet.{key}")) for key in (OWN, OWN_PAUSE)]
    choices += [(activity.key, activity.title) for activity in method.activities]
    key = await talk.choose(talk.words("terminal.run-sheet.add-title"), choices, written=OWN)
    if key in (OWN, OWN_PAUSE):
        await _add_own(talk, after, pause=key == OWN_PAUSE)
        return
    plans = (planned for sheet in method.run_sheets for planned in sheet.plan)
    usual = next((planned.minutes for planned in plans if planned.activity == key), DEFAULT_MINUTES)

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(AddActivity(key, int(filled["minutes"] or 0), after))

    await talk.fill_in(method.activity(key).title, (minutes_field(talk, usual),), send)


async def _add_own(talk: Conversation, after: ScheduledId | None, *, pause: bool) -> None:
    """Insert an item of one's own: a title, what the group reads, and minutes."""
    words = talk.words
    fields = (
        Field("title", words("terminal.new.label.title"), longest=LONGEST_OWN_TITLE),
        Field("text", words("terminal.run-sheet.own-text"), optional=True, longest=LONGEST_OWN_TEXT),
        minutes_field(talk, DEFAULT_MINUTES),
    )

    def command(filled: dict[str, str]) -> AddOwnItem:
        return AddOwnItem(filled["title"], filled["text"], int(filled["minutes"] or 0), pause, after)

    await talk.fill_in(
        words(f"terminal.run-sheet.{OWN_PAUSE if pause else OWN}"), fields, sends(talk, command)
    )


async def _after(talk: Conversation) -> ScheduledId | None:
    """The row to insert after: the one at the cursor, or else the running one."""
    rows = talk.situation.state.run_sheet()
    current = talk.situation.scheduled
    meant = ScheduledId(talk.cursor_on([row.id for row in rows]))
    return meant or (current.id if current is not None else None)


async def packs(talk: Conversation) -> None:
    """Insert a pack where it belongs."""
    method, words = talk.situation.method, talk.words
    known = tuple(packs_to_add(method, talk.situation.state.run_sheet()))
    if not known:
        talk.tell("terminal.packs.none" if method.packs else "terminal.packs.no-packs")
        return
    await talk.send(AddPack(await talk.choose(words("terminal.packs.title"), pack_choices(words, known))))


async def shorten(talk: Conversation) -> None:
    """Propose what to skip, in the method's own order, until the delay is covered."""
    state, method, words = talk.situation.state, talk.situation.method, talk.words
    if not cut_proposal(state, method, 0).candidates:
        talk.tell("terminal.run-sheet.nothing-to-cut")
        return
    behind = round(behind_at_end(state, talk.session.clock.now()) / 60)
    spare = behind if behind > 0 else await _ask_spare(talk)
    proposal = cut_proposal(state, method, spare)
    choices = [(cut.row.id, _cut_label(talk, cut)) for cut in proposal.candidates]
    chosen = await talk.choose_some(
        words("terminal.run-sheet.cut-title"),
        choices,
        proposed=proposal.chosen,
        note=_cut_note(talk, proposal, spare, late=behind > 0),
    )
    if chosen:
        cuts = [cut for cut in proposal.candidates if cut.row.id in chosen]
        skipped = tuple(cut.row.id for cut in cuts if not cut.keeps)
        await talk.send(SkipActivities(skipped, tuple((cut.row.id, cut.keeps) for cut in cuts if cut.keeps)))


def _cut_label(talk: Conversation, cut: Cut) -> str:
    title, words = _title(talk, cut.row), talk.words
    if not cut.keeps:
        return f"{title} · {words('terminal.run-sheet.minutes', n=cut.row.minutes)}"
    only = ", ".join(category.title for category in cut.only)
    return words(
        "terminal.run-sheet.cut-narrowed", title=title, only=only, before=cut.row.minutes, after=cut.keeps
    )


def _cut_note(talk: Conversation, proposal: CutProposal, spare: int, *, late: bool) -> str:
    won = sum(cut.saves for cut in proposal.candidates if cut.row.id in proposal.chosen)
    if won < spare:
        return talk.words("terminal.run-sheet.cut-note-short", n=spare, won=won)
    key = "cut-note" if late else "cut-note-wanted" if spare else "cut-note-on-time"
    return talk.words(f"terminal.run-sheet.{key}", n=spare, won=won)


async def _ask_spare(talk: Conversation) -> int:
    """Ask how many minutes to save, if the clock shows no delay: before the start, or to end early."""
    spare = await talk.ask_texts(
        talk.words("terminal.run-sheet.spare-title"),
        (minutes_field(talk, USUAL_SPARE, "terminal.run-sheet.spare-label"),),
    )
    return int(spare["minutes"] or 0)


async def edit(talk: Conversation) -> None:
    """Change the workshop's title, names and dots, and the day of the meeting."""
    words, now = talk.words, talk.situation.state.workshop
    fields = (
        Field("title", words("terminal.new.label.title"), now.title, longest=LONGEST_TITLE),
        _name(talk, "organisation", now.organisation),
        _name(talk, "group", now.group_name),
        _count(talk, "dots", "terminal.new.label.dots", now.dots),
        _count(talk, "most", "terminal.run-sheet.most-label", now.max_per_item),
        Field(
            "date",
            words("terminal.new.label.date"),
            long_date(now.date, words.language) if now.date is not None else "",
            optional=True,
            longest=LONGEST_DATE,
            reference=talk.date_reference,
        ),
    )

    def command(seen: tuple[Workshop, ...], filled: dict[str, str]) -> EditWorkshop:
        counts = int(filled["dots"] or 0), int(filled["most"] or 0)
        names = filled["title"], filled["organisation"], filled["group"]
        return EditWorkshop(*names, *counts, seen, parsed_date(filled["date"], talk.date_reference))

    save = edits(talk, now, lambda state: state.workshop, command)

    async def send(filled: dict[str, str]) -> Accepted | None:
        state, limits = talk.situation.state, (filled["dots"], filled["most"])
        voters = {vote.participant for vote in state.votes}
        if voters and limits != (str(now.dots), str(now.max_per_item)):
            question = words("terminal.run-sheet.limits-sure", n=len(voters))
            if not await talk.confirm(question, words("terminal.run-sheet.limits-detail")):
                return None
        return await save(filled)

    await talk.fill_in(words("terminal.run-sheet.edit-title"), fields, send)


def _name(talk: Conversation, key: str, value: str) -> Field:
    return Field(key, talk.words(f"terminal.new.label.{key}"), value, optional=True, longest=LONGEST_TITLE)


def _count(talk: Conversation, key: str, label: str, value: int) -> Field:
    return Field(key, talk.words(label), str(value), kind=FieldKind.NUMBER, longest=_DIGITS_OF_DOTS)


def _has_rows(situation: Situation) -> bool:
    return bool(situation.state.run_sheet())


ACTS = (
    Act("run-sheet.go", go, _has_rows, ("enter",), "g", rank=1, ends=True),
    Act("run-sheet.skip", skip, _has_rows, ("x",), "x", rank=3, at_once=True),
    Act("run-sheet.earlier", earlier, _has_rows, ("K", "shift+up"), "o", rank=5, at_once=True),
    Act("run-sheet.later", later, _has_rows, ("J", "shift+down"), "n", rank=6, at_once=True),
    Act("run-sheet.minutes", minutes, _has_rows, ("m",), "m", rank=7),
    Act("run-sheet.add", add, keys=("a",), typed="a", rank=8),
    Act("run-sheet.packs", packs, keys=("p",), typed="p", rank=9),
    Act("run-sheet.edit", edit, keys=("e",), typed="e", rank=10),
    Act("run-sheet.shorten", shorten, keys=("c",), typed="c", rank=4),
)
