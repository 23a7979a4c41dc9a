"""Plays a case: the phones' part through simulated phones, the facilitator's part by commands.

Each activity of the run sheet has these two parts. Headless, both are played; beside a facilitator
at the screen only the phones' part, whenever an activity is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zlib import crc32

import aiohttp

from prompts.language.cleaning import clean
from prompts.methods.kinds import takes_input_at_once
from prompts.methods.model import Activity, Kind, Method, Phase
from sessions.commands import (
    AcceptAgreed,
    AddNextStep,
    AgreePlacement,
    Command,
    ConfirmDecision,
    EndSecondRound,
    MergeCards,
    NameTheme,
    NoteDisagreement,
    OpenNext,
    ParkItem,
    RevealInput,
    SetBehaviourGoal,
    StartSecondRound,
    TieDecision,
)
from sessions.decisions import decisions
from sessions.errors import EndOfRunSheetError, Refused
from sessions.file_names import slug_of
from sessions.model import CardId
from sessions.rules.dates import date_reference, parsed_date
from workshop.demo.case import Case
from workshop.demo.simulated_phone import PhoneRefusedError, SimulatedPhone
from workshop.live.live_workshop import LiveWorkshop

Tell = Callable[[Activity], None]
Between = Callable[[Activity], Awaitable[None]]


@dataclass
class Cast:
    """The phones by alias, and the session's ids for the case's own ids."""

    phones: dict[str, SimulatedPhone] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)


class CasePlayer:
    """Plays one case in one running workshop."""

    def __init__(
        self,
        live: LiveWorkshop,
        case: Case,
        client: aiohttp.ClientSession,
        pace: float = 0.0,
        *,
        lively: bool = False,
    ) -> None:
        """`pace` is how many seconds a phone waits before each input.

        `lively` phones stay connected, say when they are done, and rate what the case has no numbers for.
        """
        self._live = live
        self._case = case
        self._client = client
        self._pace = pace
        self._lively = lively
        self._streams: list[asyncio.Task[None]] = []
        self._played: set[str] = set()
        self._has_parked = False
        self.cast = Cast()
        self.refused: list[str] = []

    @property
    def method(self) -> Method:
        """The workshop's method."""
        return self._live.method

    async def join(self, origin: str) -> None:
        """All participants join, in the order of the case."""
        secret = self._live.access.secret
        for person in self._case.participants:
            phone = SimulatedPhone(self._client, origin, person.alias, person.table)
            await phone.join(secret)
            self.cast.phones[person.alias] = phone
            if self._lively:
                self._streams.append(asyncio.create_task(phone.listen()))
            await asyncio.sleep(self._pace)

    async def leave(self) -> None:
        """The phones are put away: they are no longer connected."""
        for stream in self._streams:
            stream.cancel()
        await asyncio.gather(*self._streams, return_exceptions=True)
        self._streams.clear()

    async def play(self, tell: Tell) -> None:
        """Play both parts of every activity, to the end of the run sheet."""
        while await self.play_next(tell):
            pass

    async def play_next(self, tell: Tell, between: Between | None = None) -> bool:
        """Go on and play both parts of the activity, `between` them what is given; False after the last."""
        if not self._has_parked:
            self._has_parked = True
            for parked in self._case.parked:
                await self._do(ParkItem(parked.text, parked.who))
        try:
            await self._do(OpenNext())
        except EndOfRunSheetError:
            return False
        activity = self._current()
        tell(activity)
        await self.play_phones(activity)
        if between is not None:
            await between(activity)
        await self._play_facilitator(activity)
        return True

    async def play_phones(self, activity: Activity) -> None:
        """Send the participants' input for `activity`, once per deck, phase and scale."""
        self._show()
        key = f"{activity.kind}/{activity.deck}/{activity.phase}/{activity.grid}"
        if activity.kind is Kind.RATE:
            key = activity.key
        if key not in self._played:
            self._played.add(key)
            await self._phones_part(activity)
        if self._lively and takes_input_at_once(activity):
            await _together(self._send(alias, "/api/done", {"done": True}) for alias in self.cast.phones)

    async def place_again(self) -> None:
        """Send the participants' placements of the second round."""
        self._show()
        await self._placements("2")

    def _show(self) -> None:
        """Let each phone load what is on the projector."""
        scheduled = self._live.state.current()
        for phone in self.cast.phones.values():
            phone.shown = scheduled.id if scheduled else ""

    async def _phones_part(self, activity: Activity) -> None:
        if activity.kind is Kind.COLLECT and activity.grid:
            await self._write_experiences()
        elif activity.kind is Kind.COLLECT and activity.deck == "initiatives":
            await self._write_initiatives(activity)
        elif activity.kind is Kind.COLLECT and activity.deck == "proposals":
            await self._write_proposals()
        elif activity.kind is Kind.PLACE and activity.phase is Phase.ALONE:
            await self._placements("1")
        elif activity.kind is Kind.REFLECT and activity.phase is Phase.ALONE:
            await self._answer()
        elif (
            activity.kind is Kind.RATE and activity.scale is not None and activity.scale.threshold is not None
        ):
            await self._support(activity)
        elif activity.kind is Kind.RATE and self._lively:
            await self._rate(activity)
        elif activity.kind is Kind.VOTE:
            await self._vote()

    async def _play_facilitator(self, activity: Activity) -> None:
        if activity.kind is Kind.CLUSTER:
            await self._cluster()
        elif activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
            await self._agree_placements()
        elif activity.kind is Kind.AGREE:
            await self._agree_steps()
        elif activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE):
            await self._do(RevealInput())
        if activity.kind is Kind.VOTE:
            await self._decide()

    # --- phones -----------------------------------------------------------------------------

    async def _write_initiatives(self, activity: Activity) -> None:
        statuses = self.method.deck(activity.deck).statuses
        # A case may name a status by its key or by its title.
        keys = {slug_of(name): status.key for status in statuses for name in (status.key, status.title)}
        for card in self._case.initiatives:
            body = {"text": card.text, "status": keys.get(slug_of(card.status), card.status)}
            self.cast.cards[card.id] = await self._send(card.by, "/api/cards", body)

    async def _write_experiences(self) -> None:
        for card in self._case.experiences:
            body = {"text": card.text, "when": card.when, "outcome": card.outcome}
            await self._send(card.by, "/api/cards", body)

    async def _write_proposals(self) -> None:
        for proposal in self._case.proposals:
            self.cast.proposals[proposal.id] = await self._send(
                proposal.by, "/api/cards", {"text": proposal.text}
            )

    async def _placements(self, placement_round: str) -> None:
        async def one(alias: str, choices: dict[str, str]) -> None:
            for card, category in choices.items():
                body = {"card": self._card(card), "category": category}
                await self._send(alias, "/api/placements", body)

        rounds = self._case.placements.get(placement_round, {})
        await _together(one(alias, choices) for alias, choices in rounds.items())

    async def _answer(self) -> None:
        for answer in self._case.answers:
            body = {"category": answer.approach, "question": answer.question, "text": answer.text}
            await self._send(answer.by, "/api/answers", body)

    async def _vote(self) -> None:
        async def one(alias: str, dots: dict[str, int]) -> None:
            for proposal, count in dots.items():
                body = {"card": self.cast.proposals.get(proposal, ""), "dots": count}
                await self._send(alias, "/api/votes", body)

        await _together(one(alias, dots) for alias, dots in self._case.votes.items())

    async def _support(self, activity: Activity) -> None:
        statement = activity.statements[0].key
        await _together(
            self._send(alias, "/api/ratings", {"statement": statement, "value": value})
            for alias, value in self._case.support.items()
        )

    async def _rate(self, activity: Activity) -> None:
        """Numbers for statements that the case says nothing of, the same each time it is played."""
        if activity.scale is None:
            return
        lowest, steps = activity.scale.lowest, activity.scale.highest - activity.scale.lowest + 1
        await _together(
            self._send(
                alias,
                "/api/ratings",
                {
                    "statement": statement.key,
                    "value": lowest + crc32(f"{alias} {statement.key}".encode()) % steps,
                },
            )
            for alias in self.cast.phones
            for statement in activity.statements
        )

    async def _send(self, alias: str, path: str, body: Mapping[str, object]) -> str:
        """Send one input; a refusal is recorded and the play continues, as it would in a room."""
        await asyncio.sleep(self._pace)
        try:
            sent = await self.cast.phones[alias].send(path, body)
        except PhoneRefusedError as refusal:
            self.refused.append(f"{alias}: {refusal}")
            return ""
        return sent.id

    # --- facilitator ------------------------------------------------------------------------

    async def _cluster(self) -> None:
        for keep, *others in self._case.merges:
            await self._do(MergeCards(self._card(keep), self._cards(others)))
        for name, cards in self._case.themes.items():
            await self._do(NameTheme(name, self._cards(cards)))

    async def _agree_placements(self) -> None:
        await self._do(AcceptAgreed())
        await self._do(StartSecondRound())
        await self.place_again()
        await self._do(EndSecondRound())
        for initiative in self._case.initiatives:
            row = self._live.state.cards.get(self._card(initiative.id))
            agreed = self._case.agreed.get(initiative.id)
            if row is not None and not row.merged_into and row.agreed != agreed:
                await self._do(AgreePlacement(row.id, agreed))
        for card, text in self._case.disagreements.items():
            await self._do(NoteDisagreement(self._card(card), text))
        for card, text in self._case.behaviour_goals.items():
            await self._do(SetBehaviourGoal(self._card(card), text))

    async def _decide(self) -> None:
        """Confirm what the case says was decided, each time by the proposal that it takes up."""
        for decision in self._case.decisions:
            card = CardId(self.cast.proposals.get(decision.proposal, "")) or None
            await self._do(ConfirmDecision(decision.text, card))

    async def _tie_decisions(self) -> None:
        """Say which of the case's agreements carry its decisions out; one that was refused carries none."""
        state = self._live.state
        made = {row.what: row.id for row in state.next_steps if not row.removed}
        confirmed = {row.text: row.id for row in decisions(state)}
        for decision in self._case.decisions:
            carried = (clean(self._case.next_steps[number - 1].what) for number in decision.steps)
            steps = tuple(made[what] for what in carried if what in made)
            if steps and clean(decision.text) in confirmed:
                await self._do(TieDecision(confirmed[clean(decision.text)], steps))

    async def _agree_steps(self) -> None:
        for step in self._case.next_steps:
            card = self._card(step.initiative) if step.initiative else None
            try:
                due = parsed_date(step.when, date_reference(self._live.state, datetime.now(UTC)))
            except Refused as refusal:
                self.refused.append(refusal.sentence(self._live.words))
                continue
            await self._do(
                AddNextStep(
                    step.who, step.what, due, step.first_visible_result, step.resources, step.help, card
                )
            )
        await self._tie_decisions()

    async def _do(self, command: Command) -> None:
        try:
            await self._live.send(command)
        except EndOfRunSheetError:
            raise
        except Refused as refusal:
            self.refused.append(refusal.sentence(self._live.words))

    def _card(self, name: str) -> CardId:
        return CardId(self.cast.cards.get(name, ""))

    def _cards(self, names: Iterable[str]) -> tuple[CardId, ...]:
        return tuple(filter(None, (self._card(name) for name in names)))

    def _current(self) -> Activity:
        scheduled = self._live.state.current()
        if scheduled is None:
            raise EndOfRunSheetError
        return self.method.activity(scheduled.activity)


async def _together(parts: Iterable[Awaitable[object]]) -> None:
    await asyncio.gather(*parts)
