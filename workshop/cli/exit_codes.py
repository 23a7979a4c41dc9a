"""The exit code of each error that ends a command."""

from __future__ import annotations

OK, INTERNAL, USAGE, LOCKED, DAMAGED, STORAGE, NETWORK, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130


def exit_code_of(error: BaseException) -> int:
    """The exit code for the kind of error; `USAGE` for one about the user's input.

    Called only when a command has failed, so the modules that define the errors are imported here.
    """
    from exports.errors import FolderError, NotAllWrittenError
    from sessions.storage.lock import LockedError
    from sessions.storage.session_file import DamagedFileError, MissingFileError, NewerFileError, StorageError
    from workshop.web.contract.errors import ListeningError

    codes: tuple[tuple[type[BaseException], int], ...] = (
        (MissingFileError, USAGE),
        (DamagedFileError, DAMAGED),
        (NewerFileError, DAMAGED),
        (LockedError, LOCKED),
        (StorageError, STORAGE),
        (FolderError, STORAGE),
        (NotAllWrittenError, STORAGE),
        (ListeningError, NETWORK),
    )
    # Of an error that another process had, only the names of its classes are known.
    names = getattr(error, "kinds", ())
    return next((code for kind, code in codes if isinstance(error, kind) or kind.__name__ in names), USAGE)
