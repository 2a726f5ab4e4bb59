"""Writing a file so that, whatever happens, it is either the old or the new one."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.messages import _
from kumkm_targets.storage.lock_holder import holder_of, leave_word, take_word_back
from kumkm_targets.storage.shared_folders import what_keeps_locks_local
from kumkm_targets.storage.waiting import tell

LOCK_FILE: Final = ".kumkm.lock"
LOCK_SECONDS: Final = 20.0
_PATIENCE: Final = 1.0
"""Seconds after which whoever waits is told for whom."""
_NO_LOCKS: Final = frozenset(
    getattr(errno, name) for name in ("ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOLCK") if hasattr(errno, name)
)
_NO_LOCKS_ON_WINDOWS: Final = frozenset({1, 50})  # ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED
_REPLACE_TRIES: Final = 20
_REPLACE_PAUSE: Final = 0.05


@contextmanager
def locked(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Keep every other `kumkm` from writing in `folder`, on this computer and on others that share it.

    The lock belongs to the process: when it dies, the operating system lets go of it, or the server does. The lock
    file itself stays, because removing it would let two processes hold two different locks. Whom it waits for is
    told with `waiting.tell`. Raises NotWrittenError after `seconds`, and where there are no locks:
    a file in the place of a lock would not keep out those for whom locks work.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK_FILE, fallback_to_soft=False)
    try:
        try:
            lock.acquire(timeout=min(_PATIENCE, seconds))
        except Timeout:
            tell(_("waiting: {folder} is locked by {holder}").format(folder=folder, holder=_holder_words(folder)))
            lock.acquire(timeout=max(0.0, seconds - _PATIENCE))
    except Timeout as error:
        raise NotWrittenError(
            _("{folder} is locked by {holder}").format(folder=folder, holder=_holder_words(folder)),
            _(
                "Nothing was written. Try again when it is done; if that computer was switched off meanwhile, the "
                "server lets go of the lock after a few minutes."
            ),
        ) from error
    except OSError as error:
        if error.errno in _NO_LOCKS or getattr(error, "winerror", None) in _NO_LOCKS_ON_WINDOWS:
            raise _without_locks(folder, error) from error
        raise not_written(folder / LOCK_FILE, error) from error
    try:
        _doubt_locks(folder)
        leave_word(folder)
        yield
    finally:
        take_word_back(folder)
        lock.release()


@cache
def _doubt_locks(folder: Path) -> None:
    """Say once that officers on other computers are not kept out."""
    if option := what_keeps_locks_local(folder):
        tell(
            _(
                "{folder}: locks hold on this computer only ({option}). Do not record here from two computers at once."
            ).format(folder=folder, option=option)
        )


def _holder_words(folder: Path) -> str:
    holder = holder_of(folder)
    if holder is None:
        return _("another kumkm")
    return _("{user} on {host} (process {process}) since {time}").format(
        user=holder.user, host=holder.host, process=holder.process, time=f"{holder.since:%Y-%m-%d %H:%M:%S}"
    )


def _without_locks(folder: Path, error: OSError) -> NotWrittenError:
    return NotWrittenError(
        _("there are no locks in {folder}: {reason}").format(folder=folder, reason=error.strerror or error),
        _(
            "Nothing was written, for two officers could overwrite each other there. Ask for the share to be mounted "
            "with locks (NFS: lockd, without `nolock`; SMB: without `nobrl`), or keep the plans on a local disk, "
            "with Git between the computers."
        ),
    )


def replace_file(path: Path, text: str) -> None:
    """Write `text` to `path`, atomically and durably. Raises NotWrittenError; then nothing changed.

    To be called under the folder's lock: temporary files that a killed run left are cleared first.
    """
    path = path.resolve()
    try:
        _make_folder(path.parent)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, os.strerror(13), str(path))
        for stale in path.parent.glob(f".{path.name}.*.tmp"):
            stale.unlink()
        _write_beside_and_replace(path, text.encode("utf-8"))
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> NotWrittenError:
    """The error that says `path` was not written, and why."""
    return NotWrittenError(
        _("could not write {path}: {reason}").format(path=path, reason=error.strerror or error),
        _("The old file is untouched.") if path.is_file() else "",
    )


def _make_folder(folder: Path) -> None:
    """Make a folder where it is missing, durably: a file in a folder whose name is lost is lost, too.

    The folder that it lies in is not made: where that is gone, so is all that was recorded there.
    """
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _write_beside_and_replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        _replace(temporary, path)
    except BaseException:
        with suppress(OSError):  # what went wrong first is what is told
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _replace(temporary: Path, path: Path) -> None:
    """`os.replace`, patient on Windows, where a virus scanner or Excel may hold the file a moment."""
    for attempt in range(_REPLACE_TRIES):
        try:
            temporary.replace(path)
        except PermissionError:
            if sys.platform != "win32" or attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_PAUSE)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no call for this and does it by itself."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # the file is in its place; some file systems cannot promise more
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
