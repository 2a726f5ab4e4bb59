"""The errors that stop a command: one tree, each branch with its exit code.

Trouble inside a plan file is not an error but a finding (see `checks`): findings are data and
are all reported, errors end the run.
"""

from typing import ClassVar


class KumkmError(Exception):
    """A reason to stop, in the user's words, with advice on what to do next.

    `message` says what is wrong, `advice` (may be empty) how to put it right.
    """

    exit_code: ClassVar[int]

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class UsageError(KumkmError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2


class UnreadableError(KumkmError):
    """A file or folder cannot be read, or does not hold a valid plan."""

    exit_code = 3


class RefusedError(KumkmError):
    """The request is understood and refused; nothing was written."""

    exit_code = 4


class FigureRefusedError(RefusedError):
    """A text that has no reading as a figure, or more than one."""


class NotWrittenError(KumkmError):
    """The file could not be written: locked, no space, no rights. The old file is untouched."""

    exit_code = 5
