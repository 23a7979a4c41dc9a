"""Disks that fail: SQLite file systems in Python under the program's own `connect`.

The sqlite3 module of Python has no seam below it, apsw has. `Disk.under` lends the module
`sessions.storage.session_file` an sqlite3 whose connections go through apsw and a file system of ours; all
else, the settings above all, is the program's own.
"""

import contextlib
import itertools
import sqlite3
from types import SimpleNamespace

import apsw
from apsw.ext import query_info

_names = (f"disk-{number}" for number in itertools.count(1))


class Result:
    """What a statement gave, read at once: the program reads all of it anyway."""

    def __init__(self, rows, description, lastrowid):
        self._rows, self.description, self.lastrowid, self.rowcount = iter(rows), description, lastrowid, -1

    def fetchone(self):
        return next(self._rows, None)

    def fetchall(self):
        return list(self._rows)

    def __iter__(self):
        return self._rows


class Connection:
    """An apsw connection that looks like one of sqlite3."""

    def __init__(self, disk, source, read_only):
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        self._disk = disk
        with translated():
            self._own = apsw.Connection(source, flags=flags | apsw.SQLITE_OPEN_URI, vfs=disk.name)
            self._own.wal_autocheckpoint(disk.pages_between_checkpoints)

    @property
    def in_transaction(self):
        return self._own.in_transaction

    def execute(self, sql, values=()):
        with translated():
            cursor = self._own.cursor()
            cursor.execute(self._disk.rewritten(sql), tuple(values))
            try:
                description = cursor.description
            except apsw.ExecutionCompleteError:
                # apsw forgets the names of a result without rows; sqlite3 does not.
                description = query_info(self._own, sql).description if sql.startswith("select") else None
            rows = cursor.fetchall()
            lastrowid = self._own.last_insert_rowid()
        return Result(self._disk.answered(sql, rows), description, lastrowid)

    def executemany(self, sql, many):
        with translated():
            self._own.cursor().executemany(sql, many)

    def rollback(self):
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self):
        # SQLite closes whatever the disk says; apsw tells of errors on the way, sqlite3 does not.
        with contextlib.suppress(apsw.Error):
            self._own.close()


class translated:
    """What apsw raises as what sqlite3 raises for the same code."""

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        if not isinstance(problem, apsw.Error):
            return False
        code = getattr(problem, "extendedresult", None) or getattr(problem, "result", 1)
        name = apsw.mapping_extended_result_codes.get(code) or apsw.mapping_result_codes.get(
            code, "SQLITE_ERROR"
        )
        kinds = {"SQLITE_CONSTRAINT": sqlite3.IntegrityError, "SQLITE_CORRUPT": sqlite3.DatabaseError}
        error = next(
            (own for start, own in kinds.items() if name.startswith(start)), sqlite3.OperationalError
        )
        translation = error(str(problem))
        translation.sqlite_errorname = name
        raise translation from problem


class Disk(apsw.VFS):
    """The plain disk below; those that fail are made of it."""

    file_type = None
    pages_between_checkpoints = 1_000

    def __init__(self, synchronous="FULL"):
        self.name = next(_names)
        self.synchronous = synchronous
        super().__init__(self.name, "")

    def under(self, monkeypatch):
        """Lend the program connections on this disk."""

        def connect(source, uri, isolation_level, timeout):
            return Connection(self, source, read_only=source.endswith("mode=ro"))

        lent = SimpleNamespace(**{name: getattr(sqlite3, name) for name in dir(sqlite3)})
        lent.connect = connect
        monkeypatch.setattr("sessions.storage.session_file.sqlite3", lent)

    def rewritten(self, sql):
        """For the control: a disk driver that promises FULL and does less."""
        return sql.replace("synchronous = FULL", f"synchronous = {self.synchronous}")

    def answered(self, sql, rows):
        return [(2,)] if sql == "PRAGMA synchronous" else rows

    def xOpen(self, name, flags):
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        return self.file_type(self, path, name, flags)


class TapedFile(apsw.VFSFile):
    """Writes down all that is done to it."""

    def __init__(self, disk, path, name, flags):
        self.disk, self.path = disk, path
        super().__init__("", name, flags)

    def xWrite(self, data, offset):
        super().xWrite(data, offset)
        self.disk.tape.append(("write", self.path, offset, bytes(data)))

    def xTruncate(self, size):
        super().xTruncate(size)
        self.disk.tape.append(("truncate", self.path, size, b""))

    def xSync(self, flags):
        super().xSync(flags)
        self.disk.tape.append(("sync", self.path, 0, b""))


class TapedDisk(Disk):
    """A disk whose every write is on tape, so that the power can be cut anywhere afterwards."""

    file_type = TapedFile

    def __init__(self, synchronous="FULL"):
        super().__init__(synchronous)
        self.tape = []

    def xDelete(self, path, sync):
        super().xDelete(path, sync)
        self.tape.append(("delete", path, 0, b""))

    def image_at(self, cut, before, dice, keeps):
        """What is on the disk after a power cut at `cut`, by path.

        `before` is what was on it at the start, `keeps` the share of unsynced writes that
        reached it nevertheless, in any order, the last of them perhaps torn at a sector.
        """
        synced = {path: bytearray(content) for path, content in before.items()}
        waiting = {}
        for what, path, offset, data in self.tape[:cut]:
            if what == "sync":
                content = synced.setdefault(path, bytearray())
                for entry in waiting.pop(path, ()):
                    _apply(content, *entry)
            elif what == "delete":
                synced.pop(path, None)
                waiting.pop(path, None)
            else:
                waiting.setdefault(path, []).append((what, offset, data))
        for path, entries in waiting.items():
            kept = [entry for entry in entries if dice.random() < keeps]
            if path not in synced and not kept:
                continue
            content = synced.setdefault(path, bytearray())
            for number, (what, offset, data) in enumerate(kept):
                whole = number < len(kept) - 1 or what != "write"
                _apply(
                    content,
                    what,
                    offset,
                    data if whole else data[: 512 * dice.randrange(len(data) // 512 + 1)],
                )
        return synced


def _apply(content, what, offset, data):
    if what == "truncate":
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(b"\0" * (offset - len(content)))
    content[offset : offset + len(data)] = data


class FaultyFile(apsw.VFSFile):
    """Asks its disk before everything that reaches the hardware."""

    def __init__(self, disk, path, name, flags):
        self.disk = disk
        super().__init__("", name, flags)

    def xRead(self, amount, offset):
        self.disk.touch(apsw.SQLITE_IOERR_READ)
        return super().xRead(amount, offset)

    def xWrite(self, data, offset):
        self.disk.touch(self.disk.on_write)
        super().xWrite(data, offset)

    def xTruncate(self, size):
        self.disk.touch(apsw.SQLITE_IOERR_TRUNCATE)
        super().xTruncate(size)

    def xSync(self, flags):
        self.disk.touch(apsw.SQLITE_IOERR_FSYNC)
        super().xSync(flags)

    def xFileSize(self):
        self.disk.touch(apsw.SQLITE_IOERR_FSTAT)
        return super().xFileSize()


class FaultyDisk(Disk):
    """Fails at the n-th touch after `arm`, once or until it is mended."""

    file_type = FaultyFile
    pages_between_checkpoints = 12  # so that a short piece of work goes through several

    def __init__(self, on_write=apsw.SQLITE_IOERR_WRITE, only_writes=False):
        super().__init__()
        self.on_write, self.only_writes = on_write, only_writes
        self.touches, self.fails_at, self.for_ever, self.failed = 0, None, False, 0

    def arm(self, fails_at, for_ever):
        self.touches, self.fails_at, self.for_ever, self.failed = 0, fails_at, for_ever, 0

    def mend(self):
        self.fails_at = None

    def xOpen(self, name, flags):
        self.touch(apsw.SQLITE_CANTOPEN)
        return super().xOpen(name, flags)

    def touch(self, code):
        if self.only_writes and code != self.on_write:
            return
        self.touches += 1
        if self.fails_at is None or self.touches < self.fails_at:
            return
        if self.for_ever or self.touches == self.fails_at:
            self.failed += 1
            raise apsw.exception_for(code)
