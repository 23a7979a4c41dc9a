"""The phones' part of a case: what each simulated participant sends in each kind of activity."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from zlib import crc32

from prompts.methods.kinds import takes_input_at_once
from prompts.methods.model import Activity, Kind, Phase
from sessions.files.file_names import slug_of
from workshop.demo.case_run import CaseRun
from workshop.demo.simulated_phone import PhoneRefusedError


class PhonesPart:
    """Sends the participants' input of a case to the workshop that is open."""

    def __init__(self, run: CaseRun, pace: float, *, lively: bool) -> None:
        """`pace` is how many seconds a phone waits before each input.

        `lively` phones say when they are done, and rate what the case has no numbers for.
        """
        self._run = run
        self._pace = pace
        self._lively = lively
        self._played: set[str] = set()

    async def play(self, activity: Activity) -> None:
        """Send the input for `activity`, once per deck, phase and scale."""
        self._show()
        key = f"{activity.kind}/{activity.deck}/{activity.phase}/{activity.grid}"
        if activity.kind in (Kind.RATE, Kind.RECORD):
            key = activity.key
        if key not in self._played:
            self._played.add(key)
            await self._send_all(activity)
        if self._lively and takes_input_at_once(activity):
            await _together(self._send(alias, "/api/done", {"done": True}) for alias in self._run.phones)

    async def place_again(self) -> None:
        """Send the placements of the second round."""
        self._show()
        await self._placements("2")

    def _show(self) -> None:
        """Let each phone load what is on the projector."""
        scheduled = self._run.live.state.current()
        for phone in self._run.phones.values():
            phone.shown = scheduled.id if scheduled else ""

    async def _send_all(self, activity: Activity) -> None:
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
        elif activity.kind is Kind.RATE:
            await self._rate(activity)
        elif activity.kind is Kind.RECORD:
            await self._fill()
        elif activity.kind is Kind.VOTE:
            await self._vote()

    async def _write_initiatives(self, activity: Activity) -> None:
        statuses = self._run.live.method.deck(activity.deck).statuses
        # A case may name a status by its key or by its title.
        keys = {slug_of(name): status.key for status in statuses for name in (status.key, status.title)}
        for card in self._run.case.initiatives:
            body = {"text": card.text, "status": keys.get(slug_of(card.status), card.status)}
            self._run.cards[card.id] = await self._send(card.by, "/api/cards", body)

    async def _write_experiences(self) -> None:
        for card in self._run.case.experiences:
            body = {"text": card.text, "when": card.when, "outcome": card.outcome}
            await self._send(card.by, "/api/cards", body)

    async def _write_proposals(self) -> None:
        for proposal in self._run.case.proposals:
            self._run.proposals[proposal.id] = await self._send(
                proposal.by, "/api/cards", {"text": proposal.text}
            )

    async def _placements(self, placement_round: str) -> None:
        async def one(alias: str, choices: dict[str, str]) -> None:
            for card, category in choices.items():
                body = {"card": self._run.card(card), "category": category}
                await self._send(alias, "/api/placements", body)

        rounds = self._run.case.placements.get(placement_round, {})
        await _together(one(alias, choices) for alias, choices in rounds.items())

    async def _answer(self) -> None:
        for answer in self._run.case.answers:
            body = {"category": answer.approach, "question": answer.question, "text": answer.text}
            await self._send(answer.by, "/api/answers", body)

    async def _vote(self) -> None:
        async def one(alias: str, dots: dict[str, int]) -> None:
            for proposal, count in dots.items():
                body = {"card": self._run.proposals.get(proposal, ""), "dots": count}
                await self._send(alias, "/api/votes", body)

        await _together(one(alias, dots) for alias, dots in self._run.case.votes.items())

    async def _support(self, activity: Activity) -> None:
        statement = activity.statements[0].key
        await _together(
            self._send(alias, "/api/ratings", {"statement": statement, "value": value})
            for alias, value in self._run.case.support.items()
        )

    async def _fill(self) -> None:
        """What phones write in the forms of the open activity."""
        for entry, about in self._run.filled():
            if entry.by:
                await self._send(
                    entry.by, "/api/fields", {"card": about, "field": entry.field, "text": entry.text}
                )

    async def _rate(self, activity: Activity) -> None:
        """The case's numbers. Lively phones rate what it says nothing of, the same each time it is played."""
        if activity.scale is None:
            return
        given = [each.key for each in activity.statements if each.key in self._run.case.ratings]
        if given or not self._lively:
            await _together(
                self._send(alias, "/api/ratings", {"statement": key, "value": value})
                for key in given
                for alias, value in self._run.case.ratings[key].items()
            )
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
            for alias in self._run.phones
            for statement in activity.statements
        )

    async def _send(self, alias: str, path: str, body: Mapping[str, object]) -> str:
        """Send one input; a refusal is recorded and the play continues, as it would in a room."""
        await asyncio.sleep(self._pace)
        try:
            sent = await self._run.phones[alias].send(path, body)
        except PhoneRefusedError as refusal:
            self._run.refused.append(f"{alias}: {refusal}")
            return ""
        return sent.id


async def _together(parts: Iterable[Awaitable[object]]) -> None:
    await asyncio.gather(*parts)
