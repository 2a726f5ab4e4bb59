"""Asking the person at the terminal."""

import sys
from collections.abc import Callable
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
