"""Asking the person at the terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import typer

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _, current_language
from kumkm_targets.reporting.plain import one_line

T = TypeVar("T")


def say(*lines: str) -> None:
    """Print lines for a person; nothing in them can steer the terminal."""
    for line in lines:
        print(one_line(line))


def between_words(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they are; at a terminal broken between words, and indented where they go on."""
    if not sys.stdout.isatty():
        yield from lines
        return
    from shutil import get_terminal_size
    from textwrap import wrap

    width = get_terminal_size().columns
    for line in lines:
        inset = " " * (len(line) - len(line.lstrip()) + 4)
        yield from wrap(one_line(line), width, subsequent_indent=inset, break_on_hyphens=False) or [""]


def is_interactive() -> bool:
    """Whether there is a person to ask: both what we read and what we print is a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "") -> str:
    """One line of answer, `default` for an empty one. Raises typer.Abort at the end of input."""
    hint = f" [{default}]" if default else ""
    colon = "" if question.endswith("?") else ":"
    try:
        answer = input(f"{question}{hint}{colon} ").strip()
    except EOFError as error:
        raise typer.Abort from error
    return answer or default


def ask_until(question: str, read: Callable[[str], T], default: str = "") -> T:
    """Ask until `read` accepts the answer; what it refuses is said, with its advice."""
    while True:
        try:
            return read(ask(question, default))
        except RefusedError as refusal:
            say(f"  {refusal.message}", *([f"  {refusal.advice}"] if refusal.advice else []))


def confirm(question: str, *, default: bool = True) -> bool:
    """Yes or no: `y` for ya and yes, `t` or `n` for tidak and no."""
    yes, no = ("y", "t") if current_language() == "id" else ("y", "n")
    choice = f"{yes.upper()}/{no}" if default else f"{yes}/{no.upper()}"
    while True:
        answer = ask(f"{question} [{choice}]").casefold()
        if not answer:
            return default
        if answer in ("y", "ya", "yes"):
            return True
        if answer in ("t", "n", "tidak", "no"):
            return False
        say("  " + _("Answer {yes} or {no}.").format(yes=yes, no=no))
