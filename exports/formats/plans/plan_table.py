"""The action plan as cells: one value per column for spreadsheets, and a table for a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from exports.action_plan import ActionPlan, ActionRow
from exports.blocks import Column, Table, single
from exports.first_use import explained_at_first_use
from prompts.language.formatting import week_of
from prompts.language.words import Words

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its head's key under `plan.`, its width in characters, and the value of a row."""

    key: str
    width: int
    value: Callable[[ActionRow, Words], Value]


PLAN_COLUMNS = (
    PlanColumn("number", 5, lambda row, words: row.place),
    PlanColumn("who", 14, lambda row, words: row.who),
    PlanColumn("what", 32, lambda row, words: row.what),
    PlanColumn("deadline", 16, lambda row, words: row.due or row.deadline(words)),
    PlanColumn("week", 6, lambda row, words: week_of(row.due) if row.due else None),
    PlanColumn("result", 24, lambda row, words: row.first_visible_result),
    PlanColumn("resources", 16, lambda row, words: row.resources),
    PlanColumn("help", 18, lambda row, words: row.help),
    PlanColumn("initiative", 24, lambda row, words: row.initiative),
    PlanColumn("approach", 18, lambda row, words: row.approach_explained),
    PlanColumn("status", 15, lambda row, words: ", ".join((row.status_title, *row.marks(words)))),
    PlanColumn("deadline-before", 16, lambda row, words: row.due_before),
    PlanColumn("learned", 24, lambda row, words: row.learned),
    PlanColumn("meeting", 9, lambda row, words: row.meeting),
)


def plan_rows(plan: ActionPlan, words: Words) -> list[list[Value]]:
    """One list of values per agreement, in the order of `PLAN_COLUMNS`."""
    return [[column.value(row, words) for column in PLAN_COLUMNS] for row in plan.rows]


def plan_heads(words: Words) -> list[str]:
    """The heads of the columns."""
    return [words(f"plan.{column.key}") for column in PLAN_COLUMNS]


def plan_table(plan: ActionPlan, words: Words) -> Table:
    """The plan as a table for a page: the initiative under what is done, the old date under the new one."""
    columns = [
        Column(words("plan.number"), 5),
        Column(words("plan.who"), 12),
        Column(words("plan.what"), 29),
        Column(words("plan.deadline"), 15),
        Column(words("plan.result"), 18),
        Column(words("plan.resources"), 14),
        Column(words("plan.help"), 15),
        Column(words("plan.status"), 12),
    ]
    if plan.any_learned:
        columns.append(Column(words("plan.learned"), 17))
    rows = []
    for row in plan.rows:
        cells = [
            single(str(row.place)),
            single(row.who),
            single(row.what, row.about()),
            single(row.deadline(words), row.moved(words)),
            single(row.first_visible_result),
            single(row.resources),
            single(row.help),
            single(row.status_title, ", ".join(row.marks(words))),
        ]
        if plan.any_learned:
            cells.append(single(row.learned))
        rows.append(tuple(cells))
    return explained_at_first_use(Table(plan.title, tuple(columns), tuple(rows)), plan.categories)
