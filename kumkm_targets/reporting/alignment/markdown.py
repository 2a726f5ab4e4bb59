"""The alignment of targets as Markdown: the tables of the screen, for a page or the summary of a CI job."""

from collections.abc import Iterable

from kumkm_targets.evaluation.alignment import Alignment
from kumkm_targets.messages import _
from kumkm_targets.reporting.alignment.table import alignment_rows, alignment_titles
from kumkm_targets.reporting.alignment.words import closing_notes, labels, plan_lines, year_notes, year_title
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table


def alignment_markdown(alignment: Alignment) -> str:
    """The plans as a list under a heading, one table per year with its counts, and the notes at the end."""
    title = _("Alignment of targets")
    pieces = [f"### {title}\n\n", _list(plan_lines(alignment))]
    called = labels(alignment)
    for year in alignment.years:
        pieces += [
            f"\n#### {year_title(year)}\n\n",
            markdown_table(alignment_titles(alignment), alignment_rows(alignment, year)),
        ]
        pieces += ["\n", _list(year_notes(year, called))]
    notes = _list(closing_notes(alignment))
    return "".join([*pieces, f"\n{notes}" if notes else ""])


def _list(lines: Iterable[str]) -> str:
    return "".join(f"- {markdown_text(line)}\n" for line in lines)
