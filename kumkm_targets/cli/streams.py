"""The standard streams: open, in UTF-8, and given up in peace when their reader has gone."""

import os
import sys
from pathlib import Path
from typing import TextIO


def open_closed_streams() -> None:
    """A standard stream that was closed (`>&-`) goes nowhere, or comes from nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def abandon_output() -> None:
    """Let what is left in the buffer of standard output go nowhere, so that Python ends in peace."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def speak_utf8(stream: TextIO) -> None:
    """Pipes and files get UTF-8 whatever the locale; a terminal without a sign gets one it can show."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if not stream.isatty():
        reconfigure(encoding="utf-8", errors="backslashreplace")
    elif stream.encoding.lower().replace("-", "") != "utf8":
        from kumkm_targets.reporting.plain import PLAIN_SIGNS

        reconfigure(errors=PLAIN_SIGNS)
