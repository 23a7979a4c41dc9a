"""What one person has promised: theirs alone, what is late said as late, nothing that is done."""

from datetime import date

from exports.reminder import people_with_promises, promises_of, reminder_text
from prompts.language.words import load_words
from sessions import commands as do
from sessions.model import StepStatus


def test_a_person_gets_what_names_them_and_is_still_open(room):
    room.ask(do.AddNextStep("Anne", "Ringer til alle", date(2026, 3, 18), "En liste"))
    room.ask(do.AddNextStep("Bo og anne", "Holder møde", date(2026, 4, 30), ""))
    room.ask(do.AddNextStep("Bo", "Rydder op", None, "", due_words="snarest"))
    done = room.ask(do.AddNextStep("Anne", "Færdig ting", date(2026, 3, 1), "")).id
    room.ask(do.ReviewNextStep(done, StepStatus.DONE))
    state = room.state()
    assert [name.casefold() for name in people_with_promises(state)] == ["anne", "bo"]
    text = reminder_text("Anne", promises_of(state, "Anne"), date(2026, 4, 1), load_words("da"))
    assert text.splitlines() == [
        "Det, du har lovet",
        "",
        "Hej Anne",
        "",
        "Her er det, du har lovet, så det er let at se, hvad der kommer først:",
        "",
        "- Ringer til alle, skulle være gjort 18. marts 2026",
        "  Første synlige resultat: En liste",
        "  Prøve",
        "- Holder møde, senest 30. april 2026",
        "  Prøve",
        "",
        "Går det anderledes, end I aftalte, så sig det gerne før næste møde. Det er også et resultat.",
    ]
    assert [promise.due_words for promise in promises_of(state, "Bo")] == ["", "snarest"]


def test_a_name_with_a_comma_is_one_person(room):
    room.ask(do.JoinWorkshop("h", "hash h", "Hanne, HR"), actor="h")
    room.ask(do.AddNextStep("Hanne, HR og Bo", "Skriver", None, ""))
    state = room.state()
    assert people_with_promises(state) == ("Hanne, HR", "Bo")
    assert [promise.what for promise in promises_of(state, "hanne, hr")] == ["Skriver"]
