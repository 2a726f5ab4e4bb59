"""What is due, for a screen or paper: owner by owner and plan by plan, each line with its command."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kumkm_targets.evaluation.due import Due
from kumkm_targets.reporting.due.words import (
    DueLine,
    closing_notes,
    command,
    counts,
    headline,
    owners_with_lines,
    subject,
    walk_command,
    walk_note,
    what_is_due,
)
from kumkm_targets.reporting.plain import one_line


def due_report(
    dues: Sequence[Due], today: date, broken: Sequence[str] = (), workspace: str | None = None
) -> RenderableType:
    """The list. broken: the ids of plans that cannot be read. workspace: as the commands have to name it.

    A command stands on one line, however narrow the screen, so that it can be copied: the list is to
    be printed without cropping.
    """
    pieces: list[RenderableType] = [Text(headline(dues, today), style="bold")]
    if dues:
        pieces.append(Text(counts(dues)))
    for owner, plans in owners_with_lines(dues):
        pieces.append(Text(f"\n{owner}", style="bold"))
        for plan_id, lines in plans.items():
            pieces.append(Padding.indent(Text(one_line(plan_id), style="underline"), 2))
            for line in lines:
                pieces += line_with_command(line, 4, workspace)
    walk, notes = walk_command(dues, workspace), list(closing_notes(dues, broken))
    if walk or notes:
        pieces.append(Text(""))
    if walk:
        pieces += [Text(walk_note(), style="dim"), _typed(2, walk)]
    pieces += (Text(note, style="dim") for note in notes)
    return Group(*pieces)


def line_with_command(line: DueLine, indent: int, workspace: str | None) -> Iterator[RenderableType]:
    """What is due for an indicator or programme, and the command that settles it."""
    yield Padding.indent(Text(f"{subject(line.first)}: {what_is_due(line)}"), indent)
    yield _typed(indent + 2, command(line.first, workspace))


def _typed(indent: int, command: str) -> Text:
    """A command on a line of its own, never broken."""
    return Text(f"{' ' * indent}{command}", style="cyan", no_wrap=True, overflow="ignore")
