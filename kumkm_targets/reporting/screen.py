"""The Rich console, set up so that a terminal, a pipe and a dumb terminal all get every character."""

import os
import sys
from typing import TextIO

from rich.console import Console

_PIPE_WIDTH = 10_000
_ANY_HEIGHT = 25


def console(color: bool | None, stream: TextIO | None = None) -> Console:
    """A console on `stream` (standard output). color: forced on or off; None leaves it to Rich.

    Outside a terminal nothing is wrapped or cropped. Rich gives a dumb terminal 80 columns unless
    width and height are both set, so both are set there from the terminal's own size.
    """
    stream = stream or sys.stdout
    width = height = None
    if not stream.isatty():
        width, height = int(os.environ.get("COLUMNS") or _PIPE_WIDTH), _ANY_HEIGHT
    elif os.environ.get("TERM") in ("dumb", "unknown"):
        width, height = os.get_terminal_size(stream.fileno())
    return Console(
        file=stream,
        width=width or None,
        height=height or None,
        no_color=None if color is None else not color,
        force_terminal=True if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
