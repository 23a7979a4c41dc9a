"""The reasons for refusing a command, as small classes that make their own sentence.

Each class has a stable `code` for programs and looks its sentence up under `refused.<code>`, so
that every user interface says the same thing in the group's language.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import ClassVar

from prompts.language.words import Words, load_words
from prompts.language.written_dates import as_typed


class Reason(Enum):
    """The category of a refusal. Each interface maps it to its own form, such as an HTTP status."""

    INVALID = "invalid"
    """The request makes no sense."""
    UNKNOWN = "unknown"
    """It refers to something that does not exist."""
    STRANGER = "stranger"
    """The sender is not a participant."""
    FORBIDDEN = "forbidden"
    """The sender is not allowed to."""
    CONFLICT = "conflict"
    """It conflicts with the current state."""
    UNAVAILABLE = "unavailable"
    """There is no room for it, or nothing can be stored now. It may succeed later."""
    DEFECT = "defect"
    """A bug in the program."""


class Refused(Exception):
    """A command that changed nothing. `fields` fill the sentence."""

    code: ClassVar[str] = "refused"
    reason: ClassVar[Reason] = Reason.INVALID

    def __init__(self, **fields: object) -> None:
        """Keep the `fields` that the sentence names."""
        super().__init__(self.code)
        self.fields = fields

    @property
    def is_trouble(self) -> bool:
        """Whether the cause is the program or the computer rather than the request."""
        return self.reason in (Reason.UNAVAILABLE, Reason.DEFECT)

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do, in the language of `words`."""
        return (words or load_words())(f"refused.{self.code}", **self.fields)

    def __str__(self) -> str:
        return self.sentence()

    def __reduce__(self) -> tuple[Callable[..., Refused], tuple[type[Refused], dict[str, object]]]:
        """Support pickling: recreate the refusal in another process."""
        return _again, (type(self), self.fields)


def date_forms(ahead: date, words: Words) -> dict[str, object]:
    """The fields of a sentence that shows how dates are written: `ahead` in three forms."""
    from prompts.language.typed_dates import as_spoken  # home knows the refusals, and is painted without it

    return {
        "date": as_typed(ahead, words.language),
        "spoken": as_spoken(ahead, words.language),
        "week": ahead.isocalendar().week,
    }


def _again(kind: type[Refused], fields: dict[str, object]) -> Refused:
    return kind(**fields)


class EmptyTextError(Refused):
    """Nothing visible was written."""

    code = "empty-text"


class TextTooLongError(Refused):
    """A text over its limit. Fields: `length`, `longest` (characters)."""

    code = "text-too-long"


class TooManyLinesError(Refused):
    """A text with too many line breaks. Fields: `most`."""

    code = "too-many-lines"


class UnknownCardError(Refused):
    """No such card, or not one the actor may touch."""

    code = "unknown-card"
    reason = Reason.UNKNOWN


class UnknownCategoryError(Refused):
    """No such category. Fields: `category`."""

    code = "unknown-category"


class UnknownQuestionError(Refused):
    """No such question. Fields: `question`."""

    code = "unknown-question"


class NotAChoiceError(Refused):
    """The field takes one of its choices only. Fields: `choices`."""

    code = "not-a-choice"


class UnknownStatementError(Refused):
    """No such statement in this activity."""

    code = "unknown-statement"


class UnknownChoiceError(Refused):
    """A status or grid key the method does not have. Fields: `choice`."""

    code = "unknown-choice"


class UnknownThemeError(Refused):
    """No such theme."""

    code = "unknown-theme"
    reason = Reason.UNKNOWN


class UnknownItemError(Refused):
    """No such next step, parked item or activity."""

    code = "unknown-item"
    reason = Reason.UNKNOWN


class UnknownParticipantError(Refused):
    """No such participant, or one that was removed."""

    code = "unknown-participant"
    reason = Reason.STRANGER


class ActivityClosedError(Refused):
    """The activity takes no input now."""

    code = "activity-closed"
    reason = Reason.CONFLICT


class WrongActivityError(Refused):
    """The activity on the projector is of another kind than the command needs."""

    code = "wrong-activity"
    reason = Reason.CONFLICT


class ActivityMovedOnError(Refused):
    """It was meant for an activity, or a round of one, that is no longer on the projector."""

    code = "activity-moved-on"
    reason = Reason.CONFLICT


class ChangedMeanwhileError(Refused):
    """Somebody else has changed the same text since its editor saw it. Fields: `text` (as it stands now)."""

    code = "changed-meanwhile"
    reason = Reason.CONFLICT


class AlreadyMovedError(Refused):
    """Another screen has moved the workshop on since the sender of this looked."""

    code = "already-moved"
    reason = Reason.CONFLICT


class WorkshopClosedError(Refused):
    """The workshop has ended."""

    code = "workshop-closed"
    reason = Reason.CONFLICT


class WorkshopFullError(Refused):
    """No more participants fit. Fields: `most`."""

    code = "workshop-full"
    reason = Reason.UNAVAILABLE


class OutOfScaleError(Refused):
    """A number outside the scale. Fields: `lowest`, `highest`."""

    code = "out-of-scale"


class TooManyDotsError(Refused):
    """More dots than the budget. Fields: `dots` (the budget)."""

    code = "too-many-dots"


class TooManyOnOneError(Refused):
    """More dots on one card than allowed. Fields: `most`."""

    code = "too-many-on-one"


class BadCountError(Refused):
    """A show of hands that is negative or absurd. Fields: `most`."""

    code = "bad-count"


class TooManyHandsError(Refused):
    """More hands on one question than there are people without a phone. Fields: `n` (those people)."""

    code = "too-many-hands"


class TooManyDotsByHandError(Refused):
    """More dots by raised hands than those without a phone have. Fields: `n`, `dots`, `on_one`."""

    code = "too-many-dots-by-hand"


class BadDateError(Refused):
    """A date that is not one. Fields: `text`, `ahead` (a date to show how one is written)."""

    code = "bad-date"

    def sentence(self, words: Words | None = None) -> str:
        """The text that was not understood, and valid forms, with a date in the future as the example."""
        words = words or load_words()
        ahead = self.fields["ahead"]
        assert isinstance(ahead, date)  # noqa: S101 - the field's type is not known to the base
        return words(f"refused.{self.code}", text=self.fields["text"], **date_forms(ahead, words))


class TwoDatesError(BadDateError):
    """A date that could mean either of two days. Fields: `text`, `ahead` (the first), `second`."""

    code = "two-dates"

    def sentence(self, words: Words | None = None) -> str:
        """Both days, and that one of them is to be written."""
        words = words or load_words()
        first, second = self.fields["ahead"], self.fields["second"]
        assert isinstance(first, date)  # noqa: S101 - the field's type is not known to the base
        assert isinstance(second, date)  # noqa: S101
        days = {"first": as_typed(first, words.language), "second": as_typed(second, words.language)}
        return words(f"refused.{self.code}", text=self.fields["text"], **days)


class OtherWeekdayError(BadDateError):
    """A weekday with a date that does not fall on it. Fields: `text`, `ahead` (the date)."""

    code = "other-weekday"

    def sentence(self, words: Words | None = None) -> str:
        """That they do not match, and the date alone."""
        words = words or load_words()
        day = self.fields["ahead"]
        assert isinstance(day, date)  # noqa: S101 - the field's type is not known to the base
        return words(f"refused.{self.code}", text=self.fields["text"], day=as_typed(day, words.language))


class MeetingBeforeLastError(Refused):
    """A follow-up on a day before the meeting it follows. Fields: `last`."""

    code = "meeting-before-last"

    def sentence(self, words: Words | None = None) -> str:
        """The day of the last meeting, and what to do."""
        words = words or load_words()
        last = self.fields["last"]
        assert isinstance(last, date)  # noqa: S101 - the field's type is not known to the base
        return words(f"refused.{self.code}", date=as_typed(last, words.language))


class BadMinutesError(Refused):
    """Minutes outside 0–600."""

    code = "bad-minutes"


class PackInPlaceError(Refused):
    """A pack whose activities are in the run sheet already. Fields: `pack`."""

    code = "pack-in-place"


class CannotMergeError(Refused):
    """A merge without at least two different cards of one deck."""

    code = "cannot-merge"


class CannotDivideError(Refused):
    """A card is to be divided, but there are not two texts."""

    code = "cannot-divide"


class NothingChosenError(Refused):
    """A choice of what to go on with that leaves nothing."""

    code = "nothing-chosen"


class NothingToCollectError(Refused):
    """Cards cannot be collected early: the workshop has begun, or its run sheet asks for none."""

    code = "nothing-to-collect"
    reason = Reason.CONFLICT


class EndOfRunSheetError(Refused):
    """There is no next activity."""

    code = "end-of-run-sheet"
    reason = Reason.CONFLICT


class StartOfRunSheetError(Refused):
    """There is no previous activity."""

    code = "start-of-run-sheet"
    reason = Reason.CONFLICT


class NothingToUndoError(Refused):
    """The facilitator has done nothing that can be undone."""

    code = "nothing-to-undo"
    reason = Reason.CONFLICT


class NothingToRedoError(Refused):
    """Nothing was undone."""

    code = "nothing-to-redo"
    reason = Reason.CONFLICT


class LeadingActError(Refused):
    """The act moved the workshop or opened, showed or ended something, and `leading` was not given."""

    code = "leading-act"
    reason = Reason.CONFLICT


class NotAllowedError(Refused):
    """A participant sent what only the facilitator may do."""

    code = "not-allowed"
    reason = Reason.FORBIDDEN


class OtherPayloadError(Refused):
    """An idempotency key that was used before, with other content."""

    code = "other-payload"


class TooManyCardsError(Refused):
    """A participant or the workshop holds all the cards it can. Fields: `most`."""

    code = "too-many-cards"


class AgreementTakenError(Refused):
    """Somebody stands for the agreement already. Fields: `who`."""

    code = "agreement-taken"
    reason = Reason.CONFLICT


class NamelessError(Refused):
    """A participant without a name cannot be named in an agreement."""

    code = "nameless"
    reason = Reason.CONFLICT


class NotOverError(Refused):
    """Whether the workshop was worth the time is asked when it is over."""

    code = "not-over"
    reason = Reason.CONFLICT


class NotStoredError(Refused):
    """The disk failed: whether the input was stored is unknown, and it was not acknowledged."""

    code = "not-stored"
    reason = Reason.UNAVAILABLE


class InternalError(Refused):
    """A bug in the program, caught so that the workshop goes on."""

    code = "internal"
    reason = Reason.DEFECT
