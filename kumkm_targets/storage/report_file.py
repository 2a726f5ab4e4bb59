"""Writing a report to a file of the user's choice: whole, or not at all."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from kumkm_targets.storage.atomic import not_written
from kumkm_targets.storage.links import behind_links

_SYSTEM: Final = ("dev", "proc")


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write `pieces` one after another as UTF-8. Raises NotWrittenError; an older file is untouched then.

    What is no ordinary file, such as /dev/stdout or a named pipe, is written to directly.
    """
    write_through(path, lambda file: file.writelines(encoded(piece) for piece in pieces))


def write_bytes(path: Path, content: bytes) -> None:
    """The same for a file that is not text."""
    write_through(path, lambda file: file.writelines((content,)))


def write_through(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """The same for a file that `fill` writes."""
    try:
        if _is_stream(path):
            with path.open("ab") as file:
                fill(file)
        else:
            _write_beside_and_replace(behind_links(path), fill)
    except OSError as error:
        raise not_written(path, error) from error


def encoded(text: str) -> bytes:
    """UTF-8, and an escape for what that cannot hold."""
    return text.encode("utf-8", "backslashreplace")


def _is_stream(path: Path) -> bool:
    """Whether a file is there that must not be replaced: /dev/stdout is a link to wherever output goes."""
    if path.is_symlink() and behind_links(path.parent).parts[1:2] in [(root,) for root in _SYSTEM]:
        return True
    return path.exists() and not path.is_file()


def _write_beside_and_replace(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):  # what went wrong first is what is told
            temporary.unlink()
        raise
