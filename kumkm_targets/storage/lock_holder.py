"""Who holds a folder's lock. The lock itself tells nobody, so its holder leaves word in a small file beside it.

The file stands beside, and not inside: over SMB a locked file cannot even be read. It says nothing about whether the
lock is held, only by whom; what a killed process has left is overwritten by the next and never waited for.
"""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

HOLDER_FILE: Final = ".held.kumkm.lock"
_MOST_BYTES: Final = 4096


class Holder(NamedTuple):
    """A process that has taken a lock, and when, in the local time of whoever asks."""

    user: str
    host: str
    process: int
    since: datetime


def leave_word(folder: Path) -> None:
    """Say that this process holds the lock of `folder`; a file system that takes no such word is no obstacle."""
    from getpass import getuser

    try:
        user = getuser()
    except (KeyError, OSError, ImportError):
        user = ""
    word = {"user": user, "host": _host(), "process": os.getpid()}
    with suppress(OSError):
        (folder / HOLDER_FILE).write_text(json.dumps(word), encoding="utf-8")


def take_word_back(folder: Path) -> None:
    """Remove what `leave_word` has left, before the lock is released."""
    with suppress(OSError):
        (folder / HOLDER_FILE).unlink()


def holder_of(folder: Path) -> Holder | None:
    """Who says to hold the lock of `folder`; None where nobody does, or a process of this computer that has died."""
    path = folder / HOLDER_FILE
    try:
        with path.open("rb") as file:
            word = json.loads(file.read(_MOST_BYTES))
        holder = Holder(
            user=str(word["user"]),
            host=str(word["host"]),
            process=int(word["process"]),
            since=datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
        )
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return None
    return None if holder.host == _host() and _has_died(holder.process) else holder


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _has_died(process: int) -> bool:
    """Whether there is no such process on this computer; on Windows, where asking would end it, nobody asks."""
    if os.name == "nt" or process <= 0:
        return process <= 0
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
