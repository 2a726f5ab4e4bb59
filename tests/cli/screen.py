"""A pseudo-terminal that a command runs on, and what a person sees there in the end."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Literal

from tests.conftest import clean_environment

COLUMNS = 120
_CODES = re.compile(r"\x1b\[(\??[0-9;]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)")

Stream = Literal["terminal", "pipe"]


class Terminal:
    """A Python script that has run to its end on a terminal: what was sent to the terminal, and what to pipes."""

    def __init__(self, folder: Path, script: str, *arguments: str, out: Stream = "terminal", err: Stream = "terminal",
                 **environment: str) -> None:  # fmt: skip
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            cwd=folder,
            env=clean_environment(**{"KUMKM_LANG": "en", "TERM": "xterm", **environment}),
            stdin=slave,
            stdout=slave if out == "terminal" else subprocess.PIPE,
            stderr=slave if err == "terminal" else subprocess.PIPE,
            start_new_session=True,
        )
        os.close(slave)
        self.sent = _all_from(master, process)
        piped, erred = process.communicate(timeout=60)
        self.piped, self.erred = (piped or b"").decode(), (erred or b"").decode()
        self.code = process.returncode

    @property
    def screen(self) -> str:
        """What stands on the screen in the end, without colours."""
        return shown(self.sent)


def _all_from(master: int, process: subprocess.Popen[bytes]) -> str:
    """Everything that comes until the terminal is closed."""
    sent, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.1)
        try:
            piece = os.read(master, 65536) if ready else b""
        except OSError:  # the other side is closed
            break
        sent += piece
        if ready and not piece:
            break
        if not ready and process.poll() is not None:
            break
    os.close(master)
    return sent.decode("utf-8", "replace")


def shown(sent: str) -> str:
    """The screen after all that was sent, as far as a bar needs: lines are erased and gone up to."""
    lines, row, column = [""], 0, 0
    for numbers, code, control, text in _CODES.findall(sent):
        if control == "\r":
            column = 0
        elif control == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif code == "A":
            row -= int(numbers or 1)
            assert row >= 0, "the cursor left the screen"
        elif code == "K":
            lines[row] = "" if numbers == "2" else lines[row][:column]
        elif text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
        else:
            assert code in "mhl", f"unknown control code {numbers}{code}"
    return "\n".join(lines)
