"""A small case in three languages: one decision and three agreements, and a follow-up that did one of them,
moved one and stopped one. Everything people wrote is in the language of the workshop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from case_state import VERSION, card, next_step, participant, run_sheet_rows, state_of, workshop

from exports.minutes import build_minutes
from prompts.methods.loading import load_method
from sessions.model import (
    AgreedAnswer,
    Answer,
    DecisionReview,
    DecisionStatus,
    DecisionStep,
    GroupDecision,
    Meeting,
    ParkedItem,
    Placement,
    Rating,
    StepReview,
    StepStatus,
    Vote,
    WorkshopStatus,
)

LANGUAGES = ("da", "en", "nb")
FIRST, SECOND = date(2026, 3, 4), date(2026, 4, 7)
MADE = {1: datetime(2026, 3, 4, 11, 5, tzinfo=UTC), 2: datetime(2026, 4, 7, 9, 30, tzinfo=UTC)}

TEXTS = {
    "da": {
        "title": "Tryg udskrivning",
        "organisation": "Havneby Kommune",
        "group": "Ledergruppen, Sundhed",
        "people": ("Leder, visitation", "Leder, hjemmepleje", "Sygeplejefaglig leder", "Anne", "Bo", "Kim"),
        "initiatives": (
            "Samme dags besøg efter udskrivning",
            "Ny blanket til hjælpemidler",
            "Fælles tavlemøder om morgenen",
            "Pjece til pårørende",
        ),
        "proposals": ("Vi begynder med samme dags besøg i nord", "Vi skriver en fælles vejledning"),
        "answer": "Faste kontaktpersoner i 2024",
        "disagreement": "Nogle vil have tavlemøder hver dag; vi begynder med to om ugen.",
        "parked": "Hvem betaler for weekendvagten?",
        "steps": (
            ("Anne", "Laver en vagtplan for besøg samme dag", "Planen hænger på tavlen", "To timer", "Bo"),
            ("Bo", "Spørger 10 borgere, hvordan de kom hjem", "Svarene er talt op", "", ""),
            ("Kim", "Prøver tavlemøder i team nord", "Første tavlemøde er holdt", "", "Anne"),
        ),
        "learned": (
            "Planen holder, når vi ringer fredag",
            "Det tager længere tid at få fat i borgerne",
            "Teamet har allerede et morgenmøde",
        ),
        "kept": "Besøgene virker",
    },
    "en": {
        "title": "Safe discharge",
        "organisation": "Havneby Council",
        "group": "Management team, Health",
        "people": ("Head of assessment", "Head of home care", "Head nurse", "Anne", "Bo", "Kim"),
        "initiatives": (
            "Same-day visit after discharge",
            "New form for aids",
            "Shared board meetings in the morning",
            "Leaflet for relatives",
        ),
        "proposals": ("We begin with same-day visits in the north", "We write a shared guide"),
        "answer": "Named contacts in 2024",
        "disagreement": "Some want board meetings daily; we begin with two a week.",
        "parked": "Who pays for the weekend shift?",
        "steps": (
            ("Anne", "Make a rota for same-day visits", "The rota is on the board", "Two hours", "Bo"),
            ("Bo", "Ask 10 citizens how they got home", "The answers are counted", "", ""),
            ("Kim", "Try board meetings in team north", "The first board meeting is held", "", "Anne"),
        ),
        "learned": (
            "The rota holds when we phone on Fridays",
            "It takes longer to reach people",
            "The team already has a morning meeting",
        ),
        "kept": "The visits work",
    },
    "nb": {
        "title": "Trygg utskriving",
        "organisation": "Havneby kommune",
        "group": "Ledergruppen, Helse",
        "people": ("Leder, tildeling", "Leder, hjemmetjenesten", "Fagsykepleier", "Anne", "Bo", "Kim"),
        "initiatives": (
            "Besøk samme dag etter utskriving",
            "Nytt skjema for hjelpemidler",
            "Felles tavlemøter om morgenen",
            "Brosjyre til pårørende",
        ),
        "proposals": ("Vi begynner med besøk samme dag i nord", "Vi skriver en felles veileder"),
        "answer": "Faste kontaktpersoner i 2024",
        "disagreement": "Noen vil ha tavlemøter hver dag; vi begynner med to i uken.",
        "parked": "Hvem betaler for helgevakten?",
        "steps": (
            ("Anne", "Lager en vaktplan for besøk samme dag", "Planen henger på tavlen", "To timer", "Bo"),
            ("Bo", "Spør 10 innbyggere hvordan de kom hjem", "Svarene er talt opp", "", ""),
            ("Kim", "Prøver tavlemøter i team nord", "Første tavlemøte er holdt", "", "Anne"),
        ),
        "learned": (
            "Planen holder når vi ringer fredag",
            "Det tar lengre tid å få tak i innbyggerne",
            "Teamet har allerede et morgenmøte",
        ),
        "kept": "Besøkene virker",
    },
}
CHOICES = (
    ("sammen", "sammen", "sammen", "sammen", "sammen", "taet-paa"),
    ("goer-det",) * 6,
    ("taet-paa", "taet-paa", "taet-paa", "sammen", "sammen", "tag-selv"),
    ("tag-selv", "tag-selv", "tag-selv", "tag-selv", "tag-selv", "goer-det"),
)
AGREED = ("sammen", "goer-det", "taet-paa", "tag-selv")
DOTS = ((2, 2, 3, 1, 3, 2), (1, 1, 0, 2, 0, 1))
SUPPORT = (5, 4, 3, 4, 2, 5)
DUE = ("2026-03-18", "2026-03-27", "2026-04-01")


def first_meeting(language="da"):
    texts = TEXTS[language]
    case = {
        "title": texts["title"],
        "organisation": texts["organisation"],
        "group": texts["group"],
        "date": FIRST.isoformat(),
        "run_sheet": "90",
        "language": language,
        "vote": {"dots": 3, "max_per_item": 3},
    }
    rows = [workshop(case), Meeting(1, FIRST, "90"), *run_sheet_rows("90")]
    rows += [participant(number, name) for number, name in enumerate(texts["people"], start=1)]
    for number, text in enumerate(texts["initiatives"], start=1):
        noted = texts["disagreement"] if number == 3 else ""
        status = ("i-gang", "ny", "ny", "ny")[number - 1]
        agreed = AGREED[number - 1]
        rows.append(card("initiatives", number, text, agreed=agreed, status=status, disagreement=noted))
        rows += [
            Placement(f"card-initiatives-{number}", f"id-{who}", 1, choice)
            for who, choice in enumerate(CHOICES[number - 1], start=1)
        ]
    for number, text in enumerate(texts["proposals"], start=1):
        rows.append(card("proposals", number, text))
        rows += [
            Vote("run-1-stem", f"card-proposals-{number}", f"id-{who}", dots)
            for who, dots in enumerate(DOTS[number - 1], start=1)
            if dots
        ]
    rows += [
        next_step(number, who, what, due, result, resources=means, help=helper, card=about)
        for number, ((who, what, result, means, helper), due, about) in enumerate(
            zip(texts["steps"], DUE, ("card-initiatives-1", None, "card-initiatives-3"), strict=True), start=1
        )
    ]
    rows += [
        Rating("run-1-opbakning", "stoetter-aftalerne", f"id-{who}", value)
        for who, value in enumerate(SUPPORT, start=1)
    ]
    question = load_method("tre-skridt", language).questions[0].key
    rows += [
        Answer("answer-1", "taet-paa", question, "id-3", texts["answer"], 1, None),
        AgreedAnswer("taet-paa", question, texts["answer"]),
        ParkedItem("parked-1", 1, texts["parked"], "", False),
        GroupDecision(
            id="decision-1",
            number=1,
            position=1,
            text=texts["proposals"][0],
            card="card-proposals-1",
            meeting=1,
            status=DecisionStatus.STANDS,
            learning="",
            removed=False,
        ),
        DecisionStep("decision-1", "step-1"),
    ]
    return state_of(*rows)


def second_meeting(language="da"):
    texts, state = TEXTS[language], first_meeting(language)
    done, moved, stopped = state.next_steps
    one, two, three = texts["learned"]
    later = date(2026, 4, 24)
    decision = next(iter(state.decisions))
    state.load(
        [
            replace(
                state.workshop, meeting=2, date=SECOND, run_sheet="opfoelgning", status=WorkshopStatus.CLOSED
            ),
            Meeting(2, SECOND, "opfoelgning"),
            *run_sheet_rows("opfoelgning", meeting=2),
            *(replace(row, meeting=2) for row in state.participants if row.number > 1),
            replace(done, status=StepStatus.DONE, learning=one),
            replace(moved, status=StepStatus.UNDER_WAY, due=later, learning=two),
            replace(stopped, status=StepStatus.STOPPED, learning=three),
            StepReview(done.id, 2, StepStatus.DONE, one, None, None),
            StepReview(moved.id, 2, StepStatus.UNDER_WAY, two, later, None, moved.due),
            StepReview(stopped.id, 2, StepStatus.STOPPED, three, None, None),
            replace(decision, learning=texts["kept"]),
            DecisionReview(decision.id, 2, DecisionStatus.STANDS, texts["kept"]),
        ]
    )
    return state


def minutes_of(meeting, language="da"):
    state = {1: first_meeting, 2: second_meeting}[meeting](language)
    return build_minutes(state, load_method("tre-skridt", language), MADE[meeting], VERSION)
