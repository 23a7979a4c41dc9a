"""What the audience sees of ratings and of records."""

from __future__ import annotations

from prompts.language.formatting import mean as shown_mean
from prompts.methods.model import Scale
from sessions.group_subject import is_about_group
from sessions.queries.agreements import steps_of_meeting
from sessions.queries.comparing import held_beside
from sessions.queries.progress import rating_progress
from sessions.queries.ratings import distances, measures_of, rated_in, spread_of
from sessions.queries.records import Entry, Record, agreed_sign, records_of
from sessions.visibility import least_answers, spread_is_shown
from workshop.live.held_words import held_in_words
from workshop.live.pointer_words import pointers_in_words
from workshop.terminal.audience.audience_activity import Looking, who_and_when
from workshop.terminal.audience.audience_view import (
    Bar,
    Bars,
    Content,
    Group,
    Item,
    Spread,
    Spreads,
    Talk,
    Wall,
    Working,
)

TENTHS = 10
"""Distances are drawn to one decimal."""


def nothing_yet(at: Looking, key: str) -> Talk:
    """As long as there is nothing to show: what the group is to do."""
    return Talk((at.words(f"audience.{key}"), *at.activity.body))


def rated(at: Looking) -> Content:
    """How statements or cards were rated, or how many have."""
    activity, scale = at.activity, at.activity.scale
    if scale is None or not at.shown:
        answered = rating_progress(at.state, at.method, at.scheduled, at.people).everything
        figures = (at.counted("rated", answered),)
        if scale is not None and scale.threshold is not None:
            return Working(figures, groups=_support(at, scale))
        return Working(figures, tuple(row.text for row in rated_in(at.state, activity)))
    if activity.second_scale is not None:
        return _apart(at, scale, activity.second_scale)
    measures, spreads = measures_of(at.state, activity), []
    for measure in measures:
        text, scale = measure.text, measure.scale
        spread = spread_of(at.state, at.method, at.scheduled, measure)
        if not spread.answers:
            spreads.append(Spread(text, (), at.words("audience.no-answers")))
        elif not spread_is_shown(at.state, spread.answers):
            said = at.words("panels.rate.too_few", n=spread.answers, least=least_answers(at.state))
            spreads.append(Spread(text, (), said))
        else:
            mean = shown_mean(spread.mean or 0.0, at.words.language)
            low, high = spread.lowest, spread.highest
            said = at.words("panels.rate.figures", n=spread.answers, lowest=low, highest=high, mean=mean)
            labelled = (
                (f"{value} {scale.label(value)}".strip() if len(measures) == 1 else str(value), n)
                for value, n in spread.counts
            )
            spreads.append(Spread(text, tuple(labelled), said))
    held = held_beside(at.state, at.method, at.scheduled)
    # The figure comes first: a line that has no room for its text must not lose a digit.
    lines = tuple(Item(f"{held_in_words(each, at.words)} · {each.statement.text}") for each in held)
    return Spreads(tuple(spreads), Group(at.words("panels.rate.held_title"), lines) if lines else None)


def _support(at: Looking, scale: Scale) -> tuple[Group, ...]:
    """What each number says, and the agreements that are asked about."""
    values = range(scale.highest, scale.lowest - 1, -1)
    numbers = Group(
        at.words("audience.numbers"), tuple(Item(f"{value} {scale.label(value)}".strip()) for value in values)
    )
    steps = tuple(Item(step.what, who_and_when(step, at.words)) for step in steps_of_meeting(at.state))
    return (numbers, Group(at.words("audience.agreed"), steps)) if steps else (numbers,)


def _apart(at: Looking, first: Scale, second: Scale) -> Content:
    """What is rated on two scales: the distances, the largest first."""
    language = at.words.language
    found = distances(at.state, at.method, at.scheduled)
    if not found:
        return Talk((at.words("audience.no-answers"), *at.activity.body))
    most = (first.highest - first.lowest) * TENTHS
    bars = tuple(
        Bar(
            each.statement.text,
            max(0, round(each.apart * TENTHS)),
            most,
            shown=f"{shown_mean(each.first, language)} → {shown_mean(each.second, language)}",
        )
        for each in found
    )
    return Bars(bars, f"{first.title} → {second.title}")


def filled_in(at: Looking) -> Content:
    """What the form of each card holds."""
    records = records_of(at.state, at.activity, shown=at.shown)
    if not records:
        return nothing_yet(at, "no-cards")
    fields = at.activity.record.fields if at.activity.record else ()
    if not any(record.filled for record in records):
        asked = tuple(f"{field.title}: {field.help}" if field.help else field.title for field in fields)
        about = asked if is_about_group(at.activity) else tuple(_named(at, record) for record in records)
        return Working(at.done(), about)
    if is_about_group(at.activity):
        entries = (entry for record in records for entry in record.entries)
        return Wall(tuple(_of_group(entry) for entry in entries if entry.texts))
    groups = []
    for record in (each for each in records if each.filled):
        # Of a form of one field, its title and how many are filled in say nothing new.
        several = len(record.entries) > 1
        items = tuple(
            Item(" · ".join(each.texts), each.field.title if several else "")
            for each in record.entries
            if each.texts
        )
        counted = f" · {record.filled}/{len(record.entries)}" if several else ""
        heading = f"{_named(at, record)}{counted}"
        said = pointers_in_words(record, at.method, at.words)
        groups.append(Group(heading, (*items, Item(said)) if said else items))
    empty = tuple(Item(_named(at, record)) for record in records if not record.filled)
    if empty:
        groups.append(Group(at.words("audience.not-filled-in", n=len(empty)), empty, yields=True))
    return Wall(tuple(groups))


def _named(at: Looking, record: Record) -> str:
    """A card's text, after the sign of the approach that was agreed for it."""
    return f"{agreed_sign(at.method, record.card)} {at.texts(record.card)}".strip()


def _of_group(entry: Entry) -> Group:
    """A field of the group's own form: line by line what it agreed on, or else what was answered."""
    if entry.stands:
        return Group(
            entry.field.title, tuple(Item(f"✓ {line}") for line in entry.stands.splitlines() if line)
        )
    return Group(entry.field.title, tuple(map(Item, entry.texts)))
