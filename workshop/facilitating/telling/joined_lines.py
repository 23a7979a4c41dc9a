"""How an initiative was seen before: by the groups that were joined, and at the last meeting."""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.model import Card
from sessions.queries.joined import views_of
from sessions.queries.since_last import since_last
from sessions.state import State


def before_lines(state: State, method: Method, card: Card, words: Words) -> list[str]:
    """What was agreed of `card` before this meeting placed it again, and how many have moved."""
    known = {category.key: category for category in method.categories}
    since = since_last(state, known.keys(), card)
    if since is None or _is_blind(state):
        return []
    before = known.get(since.before)
    lines = [words("rounds.last", approach=f"{before.sign} {before.title}")] if before is not None else []
    if since.of:
        lines.append(words("rounds.moved", n=since.moved, of=since.of))
    return lines


def group_lines(state: State, method: Method, card: Card, words: Words) -> list[str]:
    """What each group agreed of `card` and how many chose what: `Nord: ▲ Vi gør det sammen (▲ 5 · ■ 1)`."""
    known = {category.key: category for category in method.categories}
    lines: list[str] = []
    for view in () if _is_blind(state) else views_of(state, card):
        agreed = known.get(view.agreed or "")
        title = f"{agreed.sign} {agreed.title}" if agreed is not None else words("minutes.groups.not-agreed")
        ordered = sorted(view.counts, key=lambda entry: -entry[1])
        counts = " · ".join(f"{known[key].sign} {count}" for key, count in ordered if key in known)
        lines.append(f"{view.group}: {title}" + (f" ({counts})" if counts else ""))
    return lines


def _is_blind(state: State) -> bool:
    """Whether cards are being placed just now by people who shall not be led by anybody."""
    row = state.current()
    return row is not None and bool(row.placement_round) and not row.revealed
