"""Requests refused before a command is made, as small classes that make their own sentence."""

from __future__ import annotations

import math
from typing import ClassVar

from prompts.language.words import Words, load_words


class WireError(Exception):
    """A refused request. `retry_after` is in seconds, 0 if retrying is no use."""

    code: ClassVar[str] = "bad-request"
    status: ClassVar[int] = 400

    def __init__(self, retry_after: float = 0.0, allow: str = "") -> None:
        """`allow` lists the methods for a 405."""
        super().__init__(self.code)
        self.retry_after = math.ceil(retry_after)
        self.allow = allow

    def sentence(self, words: Words) -> str:
        """What happened and what to do."""
        return words(f"wire.{self.code}")


class BadRequestError(WireError):
    """Not HTTP, or not a version that we support."""


class MissingKeyError(WireError):
    """A post without an idempotency key, or with one that is not 16–64 characters."""

    code = "missing-key"


class NotJoinedError(WireError):
    """No token, an unknown one, or that of an earlier meeting."""

    code = "not-joined"
    status = 401


class RemovedError(NotJoinedError):
    """The token of a participant whom the facilitator has removed."""

    code = "removed"


class BadOriginError(WireError):
    """A page of another site sent this."""

    code = "bad-origin"
    status = 403


class WrongSecretError(WireError):
    """A secret that is not, or no longer, this workshop's."""

    code = "wrong-secret"
    status = 403


class WrongCodeError(WireError):
    """A six-character code that is not this workshop's."""

    code = "wrong-code"
    status = 403


class NotFoundError(WireError):
    """Nothing exists at this path."""

    code = "not-found"
    status = 404


class BadMethodError(WireError):
    """A method that this path does not accept."""

    code = "bad-method"
    status = 405


class MinutesLaterError(WireError):
    """The minutes can be fetched only after the workshop is closed."""

    code = "minutes-later"
    status = 409


class NoLengthError(WireError):
    """A body without a Content-Length."""

    code = "no-length"
    status = 411


class TooLargeError(WireError):
    """A body over the limit."""

    code = "too-large"
    status = 413


class AddressTooLongError(WireError):
    """A request line over the limit."""

    code = "address-too-long"
    status = 414


class BadTypeError(WireError):
    """A body that is not JSON in UTF-8, uncompressed."""

    code = "bad-type"
    status = 415


class BadJsonError(WireError):
    """JSON that is invalid, too deep, too wide, or has duplicate keys or non-finite numbers."""

    code = "bad-json"
    status = 422


class BadFieldsError(WireError):
    """JSON with an unknown, missing or wrongly typed field."""

    code = "bad-fields"
    status = 422


class TooManyTriesError(WireError):
    """Too many wrong codes."""

    code = "too-many-tries"
    status = 429


class TooFastError(WireError):
    """More requests than a person would make."""

    code = "too-fast"
    status = 429


class HeadTooLargeError(WireError):
    """Headers over the limit."""

    code = "head-too-large"
    status = 431


class DefectError(WireError):
    """A bug in the program."""

    code = "defect"
    status = 500


class RoomFullError(WireError):
    """All places are taken."""

    code = "room-full"
    status = 503


class BusyError(WireError):
    """No socket is left."""

    code = "busy"
    status = 503


class ListeningError(Exception):
    """The server could not start listening. Makes its own sentence."""

    code: ClassVar[str] = "cannot-listen"

    def __init__(self, host: str, port: int) -> None:
        """Set the address."""
        super().__init__(f"{self.code}: {host}:{port}")
        self.host = host
        self.port = port

    def __reduce__(self) -> tuple[type[ListeningError], tuple[str, int]]:
        """Support pickling: recreate the error in another process."""
        return type(self), (self.host, self.port)

    def sentence(self, words: Words | None = None) -> str:
        """What happened and what to do."""
        return (words or load_words())(f"wire.{self.code}", host=self.host, port=self.port)


class PortTakenError(ListeningError):
    """Another program is listening on the port."""

    code = "port-taken"


class CertificateError(ListeningError):
    """The certificate or its key cannot be used."""

    code = "bad-certificate"
