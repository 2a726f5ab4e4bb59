"""What keeps a year from being closed, each with the command that mends it."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from kumkm_targets.evaluation.due import Due
from kumkm_targets.messages import _
from kumkm_targets.reporting.due.report import line_with_command
from kumkm_targets.reporting.due.words import counts, due_lines


def lacking_report(dues: Sequence[Due], year: int, workspace: str | None = None) -> RenderableType:
    """The list, to be printed without cropping. workspace: as the commands have to name it."""
    pieces: list[RenderableType] = [
        Text(_("Lacking for {year}: {count}").format(year=year, count=len(dues)), style="bold"),
        Text(counts(dues)),
    ]
    for line in due_lines(dues):
        pieces += line_with_command(line, 2, workspace)
    return Group(*pieces)
