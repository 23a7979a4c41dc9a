"""The form for a new workshop: few questions, with sensible defaults."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, RadioSet, Static

from prompts.language.typed_dates import LONGEST_DATE
from prompts.methods.languages import fallback_sentences
from prompts.methods.model import Method
from prompts.methods.run_sheets import USUAL, Pack, RunSheet, usual_sheet
from sessions.errors import BadDateError, Refused
from sessions.limits import DEFAULT_DOTS, DEFAULT_MAX_PER_ITEM, LONGEST_TITLE
from sessions.model import MeetingDetails
from sessions.rules.dates import parsed_date
from sessions.rules.meeting.creation import NewWorkshop
from workshop.facilitating.home.new_choices import method_choices, minutes_with, offered_packs, only_packs
from workshop.facilitating.ports import HomePort, MethodChoice, sentence_of
from workshop.facilitating.telling.crowding import crowding
from workshop.machine.local_date import today
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.common_actions import COMMON, HELP
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.actions.offer import Offer
from workshop.terminal.dialogs.date_in_field import typed_date
from workshop.terminal.dialogs.earlier_choice import EarlierChoice
from workshop.terminal.dialogs.head_choice import HeadChoice
from workshop.terminal.dialogs.language_choice import LanguageChoice
from workshop.terminal.theme.untrusted_text import plain
from workshop.terminal.widgets.limited_input import LimitedInput
from workshop.terminal.widgets.toggles import MarkedCheckbox, MarkedRadio, OneOf

ROOMY_ROWS = 28
SECONDS_OF_TYPING = 0.1
"""Two digits that come closer than this are one number."""
LONGEST_NUMBER = 2
TEXT_FIELDS = (("title", LONGEST_TITLE), ("organisation", LONGEST_TITLE), ("group", LONGEST_TITLE))


def read_date(text: str) -> date | None:
    """The day of the workshop, read relative to today; None for an empty text. Raises BadDateError."""
    return parsed_date(text, today())


def _wide_button(label: str, id: str) -> Button:
    button = Button(Content(label), id=id)
    # Textual sizes buttons by their first label and centres later ones in that width.
    button.styles.width, button.styles.text_align = "1fr", "left"
    button.styles.content_align = ("left", "middle")
    return button


class NewWorkshopScreen(ActionScreen[Path | None]):
    """Returns the new file, or None if cancelled."""

    tells_text = False

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("save", ("ctrl+s",), "acts.new.save.label", "acts.new.save.help", rank=1),
        ActionSpec("method", ("f2",), "acts.new.method.label", "acts.new.method.help", rank=4),
        ActionSpec("packs", ("f3",), "acts.new.packs.label", "acts.new.packs.help", rank=3),
        ActionSpec("earlier", ("f4",), "acts.new.earlier.label", "acts.new.earlier.help", rank=5),
        ActionSpec("head", ("f5",), "acts.new.head.label", "acts.new.head.help", rank=6),
        ActionSpec("leave", ("escape", "ctrl+q"), "acts.new.leave.label", "acts.new.leave.help", rank=2),
    )

    DEFAULT_CSS = """
    NewWorkshopScreen { background: $paper; color: $ink; align: center top; }
    NewWorkshopScreen VerticalScroll { width: 84; max-width: 100%; padding: 1 2; }
    NewWorkshopScreen #heading { text-style: bold; color: $accent-ink; margin-bottom: 1; }
    NewWorkshopScreen .pair { height: auto; margin-bottom: 1; }
    NewWorkshopScreen .pair > .label { width: 22; color: $ink-soft; }
    NewWorkshopScreen .pair > Input { width: 1fr; }
    NewWorkshopScreen .pair > .narrow { width: 16; }
    NewWorkshopScreen #pair-method { display: none; }
    NewWorkshopScreen #lengths { width: 1fr; height: auto; }
    NewWorkshopScreen RadioSet, NewWorkshopScreen RadioSet:focus {
        width: 1fr; border: none; padding: 0; background: $paper;
    }
    NewWorkshopScreen #summary { color: $ink-soft; margin: 0 0 1 22; height: auto; }
    NewWorkshopScreen #problem { background: $alarm-paper; color: $alarm-ink; padding: 0 1; display: none; }
    NewWorkshopScreen #problem.-on { display: block; }
    NewWorkshopScreen Checkbox, NewWorkshopScreen Checkbox:focus {
        border: none; padding: 0; margin: 0 0 1 22; background: $paper;
    }
    NewWorkshopScreen #save { margin-left: 22; }
    NewWorkshopScreen.-short .pair { margin-bottom: 0; }
    NewWorkshopScreen.-short #pair-group, NewWorkshopScreen.-short #pair-date { margin-bottom: 1; }
    """

    def __init__(self, home: HomePort) -> None:
        """Make the workshop through `home`."""
        super().__init__()
        self._home = home
        self._method: Method | None = None
        self._packs: tuple[str, ...] = ()
        self._methods: Sequence[MethodChoice] = ()
        self._key = ""
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        words = self.words
        with VerticalScroll(can_focus=False):
            yield Static(plain(words("terminal.new.heading")), id="heading", markup=False)
            for name, longest in TEXT_FIELDS:
                yield self._pair(name, LimitedInput("", longest, words(f"terminal.new.hint.{name}"), id=name))
            written = typed_date(today(), words.language)
            yield self._pair("date", LimitedInput(written, LONGEST_DATE, id="date"), narrow=True)
            hint = words("terminal.new.hint.people")
            yield self._pair("people", LimitedInput("", LONGEST_NUMBER, hint, True, id="people"))
            yield self._pair("method", _wide_button("", "method"))
            yield self._pair("run-sheet", Container(id="lengths"))
            yield Static(id="summary", markup=False)
            yield self._pair("packs", _wide_button(words("terminal.new.no-packs"), "packs"))
            yield self._pair("earlier", EarlierChoice(self._home, words, "earlier"))
            yield self._pair("head", HeadChoice(words, "head"))
            yield self._pair("language", LanguageChoice(words.language, "language"))
            yield self._pair(
                "dots", LimitedInput(str(DEFAULT_DOTS), LONGEST_NUMBER, "", True, id="dots"), narrow=True
            )
            yield MarkedCheckbox(Content(words("terminal.new.small-groups")), id="small-groups")
            yield Static(id="problem", markup=False)
            yield Button(Content(words("acts.new.save.label")), variant="primary", id="save")
        yield ActionFooter()

    def _pair(self, name: str, field: Widget, narrow: bool = False) -> Horizontal:
        if narrow:
            field.add_class("narrow")
        label = Static(plain(self.words(f"terminal.new.label.{name}")), classes="label", markup=False)
        return Horizontal(label, field, classes="pair", id=f"pair-{name}")

    def on_mount(self) -> None:
        self.rebind()
        self.query_one("#title", Input).focus()
        self.run_worker(self._fetch_method())

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        rows = ROOMY_ROWS + (3 if len(self._methods) > 1 else 0)
        self.set_class(self.size.height <= rows, "-short")

    async def _fetch_method(self) -> None:
        self._methods = await asyncio.to_thread(self._home.methods)
        if not await self._read_method() or self._is_left:
            return
        # Where there is one method only, nobody is asked.
        self.query_one("#pair-method").display = len(self._methods) > 1
        self._fit()
        self.rebind()
        await self._show_method()

    async def _show_method(self) -> None:
        """Show the method's name and its run sheets, the recommended one chosen."""
        if self._method is None:
            return
        self.query_one("#method", Button).label = Content(self._method.title)
        sheets = self._main_sheets()
        usual = usual_sheet(sheets)
        buttons = [MarkedRadio(Content(sheet.title), value=sheet is usual) for sheet in sheets]
        if self._method.packs:
            buttons.append(MarkedRadio(Content(self.words("terminal.new.only-packs"))))
        lengths = self.query_one("#lengths")
        await lengths.remove_children()
        await lengths.mount(OneOf(*buttons, id="run-sheet"))
        self._summarise()

    def allows(self, method: str) -> bool:
        return len(self._methods) > 1 if method == "method" else True

    async def action_method(self) -> None:
        """Choose another method; where it cannot be read, the form says why and the one before stays."""
        from workshop.terminal.dialogs.ask import ask_choice

        choices = method_choices(self._methods)
        answer = await ask_choice(self.app, self.words("terminal.new.which-method"), choices)
        if answer is None:
            return
        before, self._key = self._key, answer
        if await self._read_method():
            self._packs = ()
            self.query_one("#packs", Button).label = Content(self.words("terminal.new.no-packs"))
            self.query_one("#problem").remove_class("-on")
            await self._show_method()
        else:
            self._key = before

    async def _read_method(self) -> bool:
        """Read the method in the chosen language; if that fails, the form says why."""
        try:
            self._method = await asyncio.to_thread(self._home.method, self._language, self._key)
        except Exception as problem:
            self._complain(sentence_of(problem, self.words))
            return False
        return True

    @property
    def _language(self) -> str:
        return self.query_one(LanguageChoice).language

    @on(RadioSet.Changed, "#language")
    async def _speak(self, event: RadioSet.Changed) -> None:
        """Show the method's run sheets in the group's language."""
        event.stop()
        if not await self._read_method():
            return
        for button, sheet in zip(self.query("#run-sheet RadioButton"), self._main_sheets(), strict=False):
            if isinstance(button, MarkedRadio):
                button.label = Content(sheet.title)
        self._summarise()

    def _main_sheets(self) -> tuple[RunSheet, ...]:
        # Run sheets for follow-ups are not for a first meeting.
        return self._method.first_sheets() if self._method is not None else ()

    def _sheet(self) -> RunSheet | None:
        sheets = self._main_sheets()
        chooser = self.query("#run-sheet").results(RadioSet)
        at = next((radio.pressed_index for radio in chooser), -1)
        if self._method is not None and sheets and at == len(sheets):
            return only_packs(self._method, self._packs, self.words)
        return sheets[at] if 0 <= at < len(sheets) else next(iter(sheets), None)

    @on(RadioSet.Changed, "#run-sheet")
    def _summarise(self) -> None:
        if self._is_left:
            return
        sheet = self._sheet()
        text = sheet.summary if sheet is not None else ""
        if self._method is not None and sheet is not None and self._packs:
            minutes = minutes_with(self._method, sheet, self._packs)
            text = self.words("terminal.new.with-packs", summary=text, n=minutes)
        told = (text, self._crowding(sheet), self._remark())
        self.query_one("#summary", Static).update(plain(" ".join(filter(None, told))))

    def _crowding(self, sheet: RunSheet | None) -> str:
        """A notice where more people are expected than the run sheet is long enough for."""
        people = int(self._text("people") or 0)
        if self._method is None or sheet is None or not people:
            return ""
        return crowding(self._method, sheet, people, self.words)

    @on(Input.Changed, "#people")
    def _people_typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        # A radio set that is told two choices at once keeps the first.
        self._typing = self.set_timer(SECONDS_OF_TYPING, self._propose)

    def _propose(self) -> None:
        """Choose the run sheet for the people who are expected, once the number has been typed."""
        from prompts.methods.capacity import proposed_sheet

        if self._is_left:
            return
        people = int(self._text("people") or 0)
        sheet = proposed_sheet(self._method, people) if self._method is not None and people else None
        if sheet is not None:
            buttons = list(self.query("#run-sheet RadioButton").results(MarkedRadio))
            buttons[self._main_sheets().index(sheet)].value = True
        self._summarise()

    def _remark(self) -> str:
        """A notice for a method that is not available in the chosen language."""
        if self._method is None:
            return ""
        packs = (*self._packs, getattr(self._sheet(), "key", ""))
        return " ".join(fallback_sentences(self._method, packs, self._language, self.words))

    def _offered(self) -> tuple[Pack, ...]:
        sheet = self._sheet()
        if self._method is None or sheet is None:
            return ()
        is_only = sheet not in self._main_sheets()
        return self._method.packs if is_only else offered_packs(self._method, sheet)

    @on(Input.Submitted)
    def _onward(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self._perform(event.button.id or "save")

    def make_offers(self) -> Iterable[Offer]:
        """As everywhere; but `?` is a letter in a field, so help is told with its other key."""
        common = (replace(spec, keys=spec.keys[1:]) if spec is HELP else spec for spec in COMMON)
        return (Offer(spec, self) for spec in (*self.ACTIONS, *common))

    def _perform(self, method: str) -> None:
        for offer in self.offers:
            if offer.spec.method == method:
                self.perform(offer)

    async def action_leave(self) -> None:
        """Go back without making anything; ask first where something was written."""
        said_of_meeting = self.query_one(HeadChoice).details != MeetingDetails(1)
        if said_of_meeting or any(self._text(name).strip() for name, _ in TEXT_FIELDS):
            from workshop.terminal.dialogs.ask import confirm

            words = self.words
            detail = words("terminal.dialog.discard-detail")
            if not await confirm(self.app, words("terminal.dialog.discard"), detail, harmless=False):
                return
        self.dismiss(None)

    async def action_packs(self) -> None:
        """Choose packs to add to the run sheet."""
        from workshop.terminal.dialogs.ask_packs import ask_packs

        offered = self._offered()
        if not offered:
            self._complain(self.words("terminal.packs.no-packs"))
            return
        chosen = await ask_packs(self.app, self.words("terminal.packs.title"), offered, self._packs)
        if chosen is None:
            return
        self._packs = chosen
        titles = [pack.title for pack in offered if pack.key in chosen]
        label = " · ".join(titles) or self.words("terminal.new.no-packs")
        self.query_one("#packs", Button).label = Content(label)
        self._summarise()

    async def action_earlier(self) -> None:
        """Choose the workshop whose initiatives this one begins with."""
        await self.query_one(EarlierChoice).ask()

    async def action_head(self) -> None:
        """Ask for what stands at the top of the minutes."""
        await self.query_one(HeadChoice).ask()

    async def action_save(self) -> None:
        """Make the workshop, or show at the fields what is missing."""
        sheet = self._sheet()
        if sheet is not None and not sheet.plan:
            self._complain(sheet.summary)
            self.query_one("#packs").focus()
            return
        try:
            earlier = self.query_one(EarlierChoice).chosen
            path = await asyncio.to_thread(self._home.create, self._wish(), self._key, earlier)
        except Refused as refusal:
            self._complain(refusal.sentence(self.words))
            self._field_of(refusal).focus()
        except Exception as problem:
            self._complain(sentence_of(problem, self.words))
        else:
            self.dismiss(path)

    def _wish(self) -> NewWorkshop:
        sheet = self._sheet()
        offered = {pack.key for pack in self._offered()} - {sheet.key if sheet is not None else ""}
        dots = max(1, min(20, int(self._text("dots") or DEFAULT_DOTS)))
        return NewWorkshop(
            title=self._text("title"),
            organisation=self._text("organisation"),
            group_name=self._text("group"),
            date=read_date(self._text("date")),
            run_sheet=sheet.key if sheet is not None else USUAL,
            packs=tuple(key for key in self._packs if key in offered),
            dots=dots,
            max_per_item=min(DEFAULT_MAX_PER_ITEM, dots),
            language=self._language,
            show_small_groups=self.query_one("#small-groups", Checkbox).value,
            details=self.query_one(HeadChoice).details,
        )

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _field_of(self, refusal: Refused) -> Widget:
        return self.query_one("#date" if isinstance(refusal, BadDateError) else "#title")

    @property
    def _is_left(self) -> bool:
        """Whether the form was already left while the method was being read."""
        return not self.query("#summary")

    def _complain(self, sentence: str) -> None:
        if self._is_left:
            return
        problem = self.query_one("#problem", Static)
        problem.update(plain(sentence))
        problem.add_class("-on")
        problem.scroll_visible()
