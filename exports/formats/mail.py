"""The minutes as a mail: plain text that can be pasted into any program, short enough to be read there."""

from __future__ import annotations

from collections.abc import Iterator

from exports.action_plan import ActionPlan, ActionRow, action_plan, day_in_words
from exports.minutes import Minutes
from exports.sections.review import Review
from exports.shortening import cut_text
from prompts.language.cleaning import clean_line
from prompts.language.words import Words, load_words

MOST_ROWS, LONGEST = 20, 200
"""Agreements in a mail, and characters of one line; the attached files have the rest."""


def render(minutes: Minutes) -> bytes:
    """The mail as UTF-8, lines ended as mail programs on every system read them."""
    return mail_text(minutes).replace("\n", "\r\n").encode("utf-8")


def mail_text(minutes: Minutes) -> str:
    """The mail: a line for the subject, then decisions, agreements, what waits, support and dates."""
    words, plan = load_words(minutes.language), action_plan(minutes)
    title = minutes.title or words("minutes.untitled")
    day = day_in_words(minutes.date, words) if minutes.date else ""
    lines = [words("mail.subject", title=title, date=day) if day else title, "", words("mail.greeting"), ""]
    lines += [words("mail.opening", title=title, date=day), ""]
    for head, found in _parts(minutes, plan, words):
        if found:
            lines += [head.upper(), *(f"- {_line(text)}" for text in found), ""]
    lines += [words("mail.closing")]
    return "\n".join(lines) + "\n"


def _parts(minutes: Minutes, plan: ActionPlan, words: Words) -> Iterator[tuple[str, list[str]]]:
    yield words("decisions.title"), [line.text for line in minutes.decisions]
    reviewed = minutes.part(Review).summary(words)
    yield words("minutes.review.title"), [reviewed] if reviewed else []
    rows = [_agreement(row, words) for row in plan.open_rows[:MOST_ROWS]]
    rest = len(plan.open_rows) - MOST_ROWS
    title = "minutes.agree.title" if minutes.meeting == 1 else "minutes.meetings.open-title"
    yield words(title), [*rows, *([words("plan.more", n=rest)] if rest > 0 else [])]
    yield words("plan.waiting"), list(plan.waiting[:MOST_ROWS])
    yield words("plan.support"), list(plan.support)
    yield words("minutes.follow-up.title"), list(plan.follow_ups)


def _agreement(row: ActionRow, words: Words) -> str:
    """Who does what by when, as a sentence: with the day, else with what was said of the time."""
    who = row.who or "–"
    if row.due is not None:
        return words("mail.agreement", who=who, what=row.what, deadline=row.deadline(words))
    if row.due_words:
        return words("mail.agreement-in-words", who=who, what=row.what, text=row.due_words)
    return words("mail.agreement-open", who=who, what=row.what)


def _line(text: str) -> str:
    return cut_text(clean_line(text), LONGEST)
