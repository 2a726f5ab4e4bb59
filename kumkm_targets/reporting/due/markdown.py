"""What is due as Markdown: one table for each owner, for a page or the summary of a CI job."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from kumkm_targets.evaluation.due import Due
from kumkm_targets.messages import _
from kumkm_targets.reporting.due.words import (
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
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table


def due_markdown(dues: Sequence[Due], today: date, broken: Sequence[str] = (), workspace: str | None = None) -> str:
    """The list under a heading, with the notes at its end; see `reporting.due_list.due_report`."""
    title = _("What is due")
    pieces = [f"### {title}\n\n{markdown_text(headline(dues, today))}\n"]
    if dues:
        pieces.append(f"\n{markdown_text(counts(dues))}\n")
    titles: tuple[tuple[str, Literal["left", "right"]], ...] = (
        (_("Plan"), "left"),
        (_("Indicator"), "left"),
        (_("Due"), "left"),
        (_("Command"), "left"),
    )
    for owner, plans in owners_with_lines(dues):
        rows = (
            (plan_id, subject(line.first), what_is_due(line), command(line.first, workspace))
            for plan_id, lines in plans.items()
            for line in lines
        )
        pieces += [f"\n#### {markdown_text(owner)}\n\n", markdown_table(titles, rows)]
    walk = walk_command(dues, workspace)
    notes = [*([f"{walk_note()} {walk}"] if walk else []), *closing_notes(dues, broken)]
    return "".join([*pieces, "\n" if notes else "", *(f"- {markdown_text(note)}\n" for note in notes)])
