"""The ledger as Markdown: a table per plan."""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from kumkm_targets.messages import _
from kumkm_targets.reporting.ledger import words
from kumkm_targets.reporting.ledger.words import NOTHING, PlanEvent
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table


def ledger_markdown(told: Iterable[PlanEvent], notes: Iterable[str] = ()) -> str:
    """Under the title of each plan its events, in the order given; then the notes."""
    titles: tuple[tuple[str, Literal["left", "right"]], ...] = (
        (_("Recorded"), "left"),
        (_("By"), "left"),
        (_("Subject"), "left"),
        (_("From"), "right"),
        (_("To"), "right"),
        (_("Reason"), "left"),
        (_("Source"), "left"),
        (_("Note"), "left"),
    )
    heading = _("History")
    pieces = [f"### {markdown_text(heading)}\n"]
    for plan, its_events in groupby(told, key=lambda one: one.plan):
        pieces.append(f"\n#### {markdown_text(plan.header.title)} ({markdown_text(plan.id)})\n\n")
        pieces.append(markdown_table(titles, map(_row, its_events)))
    listed = [f"- {markdown_text(note)}\n" for note in notes]
    return "".join([*pieces, *(["\n"] if listed else []), *listed])


def _row(one: PlanEvent) -> tuple[str, ...]:
    when = " ".join(filter(None, (words.day(one), words.time(one))))
    texts = (
        *(when, words.recorded_by(one), words.subject(one), words.before(one), words.after(one)),
        *(words.reason(one), words.source(one), words.note(one)),
    )
    return tuple(text or NOTHING for text in texts)
