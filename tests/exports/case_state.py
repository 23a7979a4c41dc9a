"""Builds the picture of a workshop straight from a case file: rows put in, no rule run."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from pathlib import Path

from prompts.methods.loading import load_method
from sessions import model
from sessions.state import State

DATA = Path(__file__).parent.parent / "data" / "cases"
MADE = datetime(2026, 3, 4, 10, 42, tzinfo=UTC)
VERSION = "0.1.0"
METHOD = load_method("tre-skridt", "da")


def read_case(name="kommune"):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def read_expected(name="kommune"):
    return json.loads((DATA / f"{name}.expected.json").read_text(encoding="utf-8"))


def workshop(case, **changes):
    fields = {
        "key": "workshop",
        "title": case["title"],
        "organisation": case["organisation"],
        "group_name": case["group"],
        "date": date.fromisoformat(case["date"]),
        "method": "tre-skridt",
        "run_sheet": str(case["run_sheet"]),
        "language": case["language"],
        "dots": case["vote"]["dots"],
        "max_per_item": case["vote"]["max_per_item"],
        "status": model.WorkshopStatus.CLOSED,
        "current": None,
        "meeting": 1,
        "join_secret": "the-join-secret",
        "join_code": "ABC234",
        "port": 8140,
        "show_small_groups": False,
        "created_at": None,
        "closed_at": None,
    }
    return model.Workshop(**(fields | changes))


def participant(number, alias, table="", removed=False):
    return model.Participant(f"id-{number}", number, alias, table, f"hash-{number}", False, removed, None)


def card(deck, number, text, **changes):
    fields = {field.name: "" for field in dataclasses.fields(model.Card)[3:]}
    nothing = ("author", "theme", "merged_into", "agreed", "next_category", "created_at")
    fields |= dict.fromkeys(nothing) | {"hidden": False, "withdrawn": False, "meeting": 1}
    return model.Card(
        **(fields | {"id": f"card-{deck}-{number}", "deck": deck, "number": number, "text": text} | changes)
    )


def next_step(number, who="HR", what="Ringer", due="2026-03-18", result="En liste", **changes):
    fields = {
        "resources": "",
        "help": "",
        "card": None,
        "status": model.StepStatus.NOT_STARTED,
        "learning": "",
        "meeting": 1,
        "removed": False,
    }
    return model.NextStep(
        id=f"step-{number}",
        number=number,
        who=who,
        what=what,
        due=date.fromisoformat(due) if due else None,
        first_visible_result=result,
        **(fields | changes),
    )


def scheduled(activity, position=1, meeting=1, **changes):
    fields = {
        "minutes": 5,
        "extra_minutes": 0,
        "status": model.ActivityStatus.DONE,
        "running_since": None,
        "elapsed_seconds": 0.0,
        "input_open": False,
        "revealed": True,
        "placement_round": 0,
    }
    return model.ScheduledActivity(
        id=f"run-{meeting}-{activity}",
        activity=activity,
        position=position,
        meeting=meeting,
        **(fields | changes),
    )


def run_sheet_rows(key="120", meeting=1):
    plan = METHOD.run_sheet(key).plan
    return [
        scheduled(part.activity, position, meeting, minutes=part.minutes)
        for position, part in enumerate(plan, start=1)
    ]


def state_of(*rows):
    state = State()
    state.load(rows)
    return state


def state_of_case(case, **changes):
    """The rows that a workshop run as `case` says ends with."""
    rows = [workshop(case, **changes), *run_sheet_rows(str(case["run_sheet"]))]
    people = {entry["alias"]: number for number, entry in enumerate(case["participants"], start=1)}
    rows += [
        participant(people[entry["alias"]], entry["alias"], entry["table"]) for entry in case["participants"]
    ]
    rows += _cards(case, people)
    rows += [
        model.Placement(_card_id(key), f"id-{people[alias]}", int(turn), category)
        for turn, placements in case["placements"].items()
        for alias, choices in placements.items()
        for key, category in choices.items()
    ]
    rows += [
        model.Answer(
            f"answer-{number}",
            entry["approach"],
            entry["question"],
            f"id-{people[entry['by']]}",
            entry["text"],
            1,
            None,
        )
        for number, entry in enumerate(case["answers"])
    ]
    rows += [
        model.Vote("run-1-stem", _card_id(key), f"id-{people[alias]}", dots)
        for alias, votes in case["votes"].items()
        for key, dots in votes.items()
    ]
    rows += [
        model.Rating("run-1-opbakning", "stoetter-aftalerne", f"id-{people[alias]}", value)
        for alias, value in case["support"].items()
    ]
    rows += [
        next_step(
            number,
            entry["who"],
            entry["what"],
            entry["when"],
            entry["first_visible_result"],
            resources=entry["resources"],
            help=entry["help"],
            card=_card_id(entry["initiative"]),
        )
        for number, entry in enumerate(case["next_steps"], start=1)
    ]
    rows += [
        model.ParkedItem(f"parked-{number}", number, entry["text"], entry["who"], False)
        for number, entry in enumerate(case["parked"], start=1)
    ]
    return state_of(*rows)


def _cards(case, people):
    theme_of = {key: name for name, keys in case["themes"].items() for key in keys}
    into = {other: group[0] for group in case["merges"] for other in group[1:]}
    for position, name in enumerate(case["themes"], start=1):
        yield model.Theme(f"theme-{name}", "initiatives", name, position)
    for number, entry in enumerate(case["initiatives"], start=1):
        key = entry["id"]
        yield card(
            "initiatives",
            number,
            entry["text"],
            author=f"id-{people[entry['by']]}",
            status=entry["status"].replace(" ", "-"),
            theme=f"theme-{theme_of[key]}" if key in theme_of else None,
            merged_into=_card_id(into[key]) if key in into else None,
            agreed=case["agreed"].get(key),
            disagreement=case["disagreements"].get(key, ""),
            behaviour_goal=case["behaviour_goals"].get(key, ""),
        )
    for number, entry in enumerate(case["experiences"], start=1):
        author = f"id-{people[entry['by']]}"
        yield card(
            "experiences",
            number,
            entry["text"],
            author=author,
            occurred=entry["when"],
            outcome=entry["outcome"],
        )
    for number, entry in enumerate(case["proposals"], start=1):
        yield card("proposals", number, entry["text"], author=f"id-{people[entry['by']]}")


def _card_id(public):
    return f"card-{'initiatives' if public[0] == 't' else 'proposals'}-{public[1:]}"
