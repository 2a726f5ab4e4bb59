"""Writing a file so that, whatever happens, it is either the old or the new one."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.messages import _

LOCK_FILE: Final = ".kumkm.lock"
LOCK_SECONDS: Final = 20.0
_REPLACE_TRIES: Final = 20
_REPLACE_PAUSE: Final = 0.05


@contextmanager
def locked(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Keep every other `kumkm` from writing in `folder`. Raises NotWrittenError after `seconds`.

    The lock belongs to the process: when it dies, the operating system lets go of it. The lock
    file itself stays, because removing it would let two processes hold two different locks.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK_FILE, timeout=seconds)
    try:
        lock.acquire()
    except Timeout as error:
        raise NotWrittenError(
            _("another kumkm is writing in {folder}").format(folder=folder),
            _("Try again when it is done. Nothing was written."),
        ) from error
    except OSError as error:
        raise not_written(folder / LOCK_FILE, error) from error
    try:
        yield
    finally:
        lock.release()


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
