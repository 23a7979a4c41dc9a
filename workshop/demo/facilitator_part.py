"""The facilitator's part of a case: what is merged, agreed, decided and written in each activity."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from prompts.language.cleaning import clean
from prompts.methods.model import Activity, Kind, Phase
from sessions.commands import (
    AcceptAgreed,
    AddNextStep,
    AgreePlacement,
    Command,
    ConfirmDecision,
    EndSecondRound,
    FillRecord,
    MergeCards,
    NameTheme,
    NoteDisagreement,
    ParkItem,
    RevealInput,
    SetBehaviourGoal,
    StartSecondRound,
    TieDecision,
)
from sessions.errors import EndOfRunSheetError, Refused
from sessions.model import CardId
from sessions.queries.decisions import decisions
from sessions.rules.dates import date_reference, parsed_date
from workshop.demo.case_run import CaseRun


class FacilitatorPart:
    """Gives the commands that the facilitator of the case gives."""

    def __init__(self, run: CaseRun, place_again: Callable[[], Awaitable[None]]) -> None:
        """`place_again` lets the phones place in the second round."""
        self._run = run
        self._place_again = place_again

    async def park(self) -> None:
        """Put the case's parked items in the parking lot."""
        for parked in self._run.case.parked:
            await self.do(ParkItem(parked.text, parked.who))

    async def play(self, activity: Activity) -> None:
        """Do what the facilitator does before leaving `activity`."""
        if activity.kind is Kind.CLUSTER:
            await self._cluster()
        elif activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
            await self._agree_placements()
        elif activity.kind is Kind.AGREE:
            await self._agree_steps()
        elif activity.kind is Kind.RECORD:
            await self._write_records()
        elif activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE):
            await self.do(RevealInput())
        if activity.kind is Kind.VOTE:
            await self._decide()

    async def _cluster(self) -> None:
        for keep, *others in self._run.case.merges:
            await self.do(MergeCards(self._run.card(keep), self._run.cards_of(others)))
        for name, cards in self._run.case.themes.items():
            await self.do(NameTheme(name, self._run.cards_of(cards)))

    async def _agree_placements(self) -> None:
        await self.do(AcceptAgreed())
        await self.do(StartSecondRound())
        await self._place_again()
        await self.do(EndSecondRound())
        for initiative in self._run.case.initiatives:
            row = self._run.live.state.cards.get(self._run.card(initiative.id))
            agreed = self._run.case.agreed.get(initiative.id)
            if row is not None and not row.merged_into and row.agreed != agreed:
                await self.do(AgreePlacement(row.id, agreed))
        for card, text in self._run.case.disagreements.items():
            await self.do(NoteDisagreement(self._run.card(card), text))
        for card, text in self._run.case.behaviour_goals.items():
            await self.do(SetBehaviourGoal(self._run.card(card), text))

    async def _write_records(self) -> None:
        for entry, about in self._run.filled():
            if not entry.by:
                await self.do(FillRecord(about, ((entry.field, entry.text),)))

    async def _decide(self) -> None:
        """Confirm what the case says was decided, each time by the proposal that it takes up."""
        for decision in self._run.case.decisions:
            card = CardId(self._run.proposals.get(decision.proposal, "")) or None
            await self.do(ConfirmDecision(decision.text, card))

    async def _tie_decisions(self) -> None:
        """Say which of the case's agreements carry its decisions out; one that was refused carries none."""
        state = self._run.live.state
        made = {row.what: row.id for row in state.next_steps if not row.removed}
        confirmed = {row.text: row.id for row in decisions(state)}
        for decision in self._run.case.decisions:
            carried = (clean(self._run.case.next_steps[number - 1].what) for number in decision.steps)
            steps = tuple(made[what] for what in carried if what in made)
            if steps and clean(decision.text) in confirmed:
                await self.do(TieDecision(confirmed[clean(decision.text)], steps))

    async def _agree_steps(self) -> None:
        for step in self._run.case.next_steps:
            card = self._run.card(step.initiative) if step.initiative else None
            try:
                due = parsed_date(step.when, date_reference(self._run.live.state, datetime.now(UTC)))
            except Refused as refusal:
                self._run.refused.append(refusal.sentence(self._run.live.words))
                continue
            await self.do(
                AddNextStep(
                    step.who, step.what, due, step.first_visible_result, step.resources, step.help, card
                )
            )
        await self._tie_decisions()

    async def do(self, command: Command) -> None:
        """Give one command. A refusal is recorded; the end of the run sheet raises EndOfRunSheetError."""
        try:
            await self._run.live.send(command)
        except EndOfRunSheetError:
            raise
        except Refused as refusal:
            self._run.refused.append(refusal.sentence(self._run.live.words))
