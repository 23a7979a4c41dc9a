"""Join several groups' workshops into one, whose cards keep the group that they come from.

A group is read from its session file, which may be open elsewhere, or from the JSON of its minutes. Joined
again into the same workshop, only what has changed in a group changes there.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from exports.errors import ExportError
from exports.section_source import Source
from exports.sections.place import build
from prompts.language.cleaning import LONGEST_NAME, clean_line
from prompts.language.words import Words, load_words
from prompts.methods.errors import MethodError
from prompts.methods.model import Method
from sessions.commands import JoinGroup, SentCard
from sessions.errors import Refused
from sessions.queries.joined import Difference, difference, groups_of, origin_of, source_like
from sessions.rules.earlier_cards import initiatives_deck
from sessions.state import State
from sessions.storage.file_reading import read_state
from sessions.storage.session_file import StorageError
from workshop.archive.earlier import Earlier, read_earlier
from workshop.channel.host_notes import hosted_among
from workshop.hosting.open_sessions import opened

ENOUGH_TEXTS = 3
"""So many texts are not all written anew between two sendings."""


class NoGroupsError(Exception):
    """None of the files could be joined. Nothing was made. `problems` are sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep what is wrong with each."""
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)

    def sentence(self, words: Words | None = None) -> str:
        """What is wrong, file by file."""
        return "\n".join((*self.problems, (words or load_words())("rounds.join.nothing")))


@dataclass(frozen=True, slots=True)
class Group:
    """A group's initiatives, and what its cards are to be marked with.

    `names` are tried in order until one is free; `source` tells its workshop from all others. `remarks` are
    sentences about what was not taken along.
    """

    source: str
    names: tuple[str, ...]
    cards: tuple[SentCard, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining did: one line for each group, and sentences about what was passed over or kept."""

    lines: tuple[str, ...]
    problems: tuple[str, ...]


def read_groups(
    files: Iterable[Path], sessions: Path, method: Method, words: Words
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """The groups in `files`, and a sentence for each file that is passed over. Nothing is written."""
    found: list[Group] = []
    problems: list[str] = []
    known: list[object] = []
    for file in files:
        try:
            earlier = read_earlier(file, sessions)
        except (StorageError, ExportError, MethodError) as problem:
            problems.append(problem.sentence(words))
            continue
        texts = sorted((row.deck, row.text) for row in earlier.state.cards if not row.withdrawn)
        identity = (_source(earlier), texts)
        group = _group(file, earlier, method, words)
        if identity in known:
            problems.append(words("rounds.join.twice", file=file.name))
        elif not group.cards:
            problems.append(words("rounds.join.empty", file=file.name))
        else:
            found.append(group)
        known.append(identity)
    return tuple(found), tuple(problems)


def join_into(path: Path, groups: Iterable[Group], words: Words) -> Joined:
    """Take `groups` into the workshop at `path`; what one of them is refused for does not stop the others.

    Raises LockedError where it is open elsewhere, and what `open_session` raises.
    """
    lines: list[str] = []
    problems: list[str] = []
    together: set[str] = set()
    with opened(path) as session:
        deck = initiatives_deck(session.method)
        for group in groups:
            state = read_state(session.path)
            source, origin = _known_as(state, group, together)
            together.add(source)
            found = difference(state, source, deck, group.cards)
            try:
                if not found.is_nothing:
                    session.room.submit(JoinGroup(source, origin, deck, group.cards)).result()
            except Refused as refusal:
                problems.append(f"{origin}: {refusal.sentence(words)}")
                continue
            lines.append(words("rounds.join.line", name=origin, told=_told(found, words)))
            for key, cards in (("edited", found.edited_here), ("kept", found.kept)):
                if cards:
                    problems.append(words(f"rounds.join.{key}", name=origin, n=len(cards)))
            if not origin_of(state, source) and (other := origin_of(state, group.source)):
                problems.append(words("rounds.join.namesake", name=origin, other=other))
            problems += [f"{origin}: {remark}" for remark in group.remarks]
    return Joined(tuple(lines), tuple(problems))


def _told(found: Difference, words: Words) -> str:
    """What has come, changed and gone; what there is nothing of is not mentioned."""
    counts = (
        ("new", len(found.new)),
        ("changed", len(found.changed)),
        ("gone", len(found.gone)),
        ("same", found.same),
    )
    return ", ".join(words(f"rounds.join.{key}", n=n) for key, n in counts if n)


def _known_as(state: State, group: Group, together: Container[str]) -> tuple[str, str]:
    """The source of a group and its name here: the one it was joined under before, else a free one.

    Two groups may have one title, name and date. One that shares no more than half of its texts with what is
    known under its source is another group, unless there are so few that all may have been written anew
    since; of the sources joined `together` none has been.
    """
    numbered = (f"{group.source}-{n}" if n > 1 else group.source for n in itertools.count(1))
    known = list(itertools.takewhile(partial(origin_of, state), numbered))
    sent = {card.text for card in group.cards}
    for source in known:
        before = {row.sent for row in state.joined_cards if row.source == source}
        if 2 * len(sent & before) > min(len(sent), len(before)):
            return source, origin_of(state, source)
    if len(known) == 1 and len(sent) < ENOUGH_TEXTS and known[0] not in together:
        return known[0], origin_of(state, known[0])
    for name in group.names:
        if source := source_like(state, name, group.cards):
            return source, name
    taken = groups_of(state)
    free = (name for name in group.names if name not in taken)
    source = f"{group.source}-{len(known) + 1}" if known else group.source
    return source, next(free, f"{group.names[0][: LONGEST_NAME - 4]} {len(taken) + 1}")


def _group(file: Path, earlier: Earlier, method: Method, words: Words) -> Group:
    placed = build(Source(earlier.state, earlier.method))
    own = {category.key for category in method.categories}
    cards = tuple(
        SentCard(
            number=item.tally.card.number,
            text=item.tally.card.text,
            status=item.tally.card.status,
            agreed=item.agreed if item.agreed in own else None,
            behaviour_goal=item.behaviour_goal,
            counts=tuple((row.category, row.count) for row in item.tally.final if row.category in own),
        )
        for item in placed.initiatives
    )
    remarks = []
    if own != {category.key for category in earlier.method.categories}:
        remarks.append(words("rounds.join.other-method", method=earlier.method.title))
    if earlier.method.language != method.language:
        known = words.under("languages.")
        language = known.get(earlier.method.language, earlier.method.language)
        remarks.append(words("rounds.join.other-language", language=language))
    if hosted_among([file]):
        remarks.append(words("rounds.join.open"))
    return Group(_source(earlier), _names(earlier, file), cards, tuple(remarks))


def _names(earlier: Earlier, file: Path) -> tuple[str, ...]:
    """The group's name, else the workshop's title; then what tells it from another one of that name."""
    workshop = earlier.state.workshop
    title = clean_line(workshop.title)
    name = clean_line(workshop.group_name) or title or file.stem
    ways = (name, f"{name} – {title}", f"{name} – {file.stem}")
    return tuple(dict.fromkeys(way[:LONGEST_NAME] for way in ways))


def _source(earlier: Earlier) -> str:
    """What the session file and the minutes' JSON of one workshop share."""
    workshop = earlier.state.workshop
    told = (workshop.title, workshop.organisation, workshop.group_name, str(earlier.state.date_of(1)))
    return hashlib.sha256("\0".join(map(clean_line, told)).encode()).hexdigest()[:16]
