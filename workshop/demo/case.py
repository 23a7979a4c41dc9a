"""A case: everything a group did in one workshop, as JSON from an untrusted source.

Structure and sizes are checked on load; texts are cleaned like a phone's when they are sent.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from prompts.language.cleaning import clean_line
from prompts.language.words import Words, load_words

LARGEST_CASE_BYTES = 4 * 1024 * 1024
LONGEST_SAID = 300


class CaseError(Exception):
    """A case file that cannot be played. Makes its own sentence."""

    def __init__(self, path: Path, what: str) -> None:
        """Set the file, what was found and what was expected; what stands in the file is cleaned here."""
        super().__init__(what)
        self.path = path
        self.what = clean_line(what[: 4 * LONGEST_SAID])[:LONGEST_SAID]

    def sentence(self, words: Words | None = None) -> str:
        """What is wrong where, and what to do."""
        return (words or load_words())("demo.bad-case", file=self.path, what=self.what)


class CaseOutOfReachError(CaseError):
    """A case file that is missing or unreadable; the sentence is ours, not the system's."""

    def sentence(self, words: Words | None = None) -> str:
        """Which file, and what to do."""
        return (words or load_words())("demo.no-case", file=self.path)


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A participant: the rest of the case refers to them by `alias`."""

    alias: str
    table: str = ""


class Initiative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card in the first deck; `id` is local to the file."""

    id: str
    by: str
    text: str
    status: str = ""


class CaseAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to a question of an approach."""

    by: str
    approach: str
    question: str
    text: str


class Filled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a form: an answer from `by`'s phone, or what the facilitator writes where that is empty.

    Without an `initiative` it is about the group.
    """

    field: str
    text: str
    by: str = ""
    initiative: str = ""


class Experience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card in the grid of experiences."""

    by: str
    when: str
    outcome: str
    text: str


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A proposal for a next step; `id` is local to the file."""

    id: str
    by: str
    text: str


class CaseStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agreed next step."""

    who: str
    what: str
    when: str
    first_visible_result: str = ""
    resources: str = ""
    help: str = ""
    initiative: str = ""


class CaseDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision of the group. `steps` counts the case's next steps from 1: those that carry it out."""

    text: str
    proposal: str = ""
    steps: list[int] = []


class Parked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A parked item."""

    text: str
    who: str = ""


class Dots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The votes each participant has, and the most on one proposal."""

    dots: int
    max_per_item: int


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole workshop. Keys as `docs/cases.md` describes them."""

    format_version: int
    title: str
    date: str
    run_sheet: int | str
    participants: list[Person]
    organisation: str = ""
    group: str = ""
    language: str = "da"
    vote: Dots = Dots(3, 2)
    initiatives: list[Initiative] = []
    merges: list[list[str]] = []
    themes: dict[str, list[str]] = {}
    placements: dict[str, dict[str, dict[str, str]]] = {}
    agreed: dict[str, str] = {}
    disagreements: dict[str, str] = {}
    behaviour_goals: dict[str, str] = {}
    answers: list[CaseAnswer] = []
    filled: list[Filled] = []
    ratings: dict[str, dict[str, int]] = {}
    experiences: list[Experience] = []
    proposals: list[Proposal] = []
    votes: dict[str, dict[str, int]] = {}
    next_steps: list[CaseStep] = []
    decisions: list[CaseDecision] = []
    support: dict[str, int] = {}
    parked: list[Parked] = []


def load_case(path: Path) -> Case:
    """Read and check a case. Raises CaseError, also for a pipe or a device: those may never end."""
    try:
        if path.exists() and not path.is_file():
            raise CaseOutOfReachError(path, "")
        if path.stat().st_size > LARGEST_CASE_BYTES:
            raise CaseError(path, f"> {LARGEST_CASE_BYTES} byte")
        content = path.read_bytes()
    except OSError as problem:
        raise CaseOutOfReachError(path, problem.strerror or "") from problem
    return parse_case(path, content)


def parse_case(path: Path, content: bytes) -> Case:
    """Check the bytes of a case that were read from `path`. Raises CaseError."""
    try:
        case = msgspec.json.decode(content, type=Case)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise CaseError(path, clean_line(str(problem))[:200]) from problem
    _check_settings(path, case)
    _check_names(path, case)
    return case


def _check_settings(path: Path, case: Case) -> None:
    from prompts.methods.loading import DEFAULT_METHOD, load_method

    try:
        if case.date:  # without one, today is used
            date.fromisoformat(case.date)
    except ValueError:
        raise CaseError(path, f"date: {clean_line(case.date[:200])[:60]}?") from None
    known = [sheet.key for sheet in load_method(DEFAULT_METHOD).first_sheets()]
    if str(case.run_sheet) not in known:
        raise CaseError(path, f"run_sheet: {case.run_sheet}? ({', '.join(known)})")


def _check_names(path: Path, case: Case) -> None:
    people = [person.alias for person in case.participants]
    cards = [card.id for card in case.initiatives]
    proposals = [proposal.id for proposal in case.proposals]
    for kind, names in (("participants", people), ("initiatives", cards), ("proposals", proposals)):
        if len(set(names)) != len(names):
            raise CaseError(path, f"{kind}: id ×2")
    used_people = {
        *(card.by for card in case.initiatives),
        *(answer.by for answer in case.answers),
        *(entry.by for entry in case.filled if entry.by),
        *(alias for given in case.ratings.values() for alias in given),
        *(card.by for card in case.experiences),
        *(proposal.by for proposal in case.proposals),
        *case.votes,
        *case.support,
        *(alias for by_alias in case.placements.values() for alias in by_alias),
    }
    used_cards = {
        *(card for merge in case.merges for card in merge),
        *(card for theme in case.themes.values() for card in theme),
        *(card for rounds in case.placements.values() for own in rounds.values() for card in own),
        *case.agreed,
        *case.disagreements,
        *case.behaviour_goals,
        *(entry.initiative for entry in case.filled if entry.initiative),
        *(step.initiative for step in case.next_steps if step.initiative),
    }
    used_proposals = {proposal for own in case.votes.values() for proposal in own}
    used_proposals |= {decision.proposal for decision in case.decisions if decision.proposal}
    used_steps = {str(number) for decision in case.decisions for number in decision.steps}
    steps = [str(number) for number in range(1, len(case.next_steps) + 1)]
    _check_known(path, "participants", used_people, people)
    _check_known(path, "initiatives", used_cards, cards)
    _check_known(path, "proposals", used_proposals, proposals)
    _check_known(path, "next_steps", used_steps, steps)


def _check_known(path: Path, kind: str, used: set[str], known: list[str]) -> None:
    strange = sorted(used - set(known))
    if strange:
        raise CaseError(path, f"{kind}: {clean_line(strange[0])[:60]}?")
