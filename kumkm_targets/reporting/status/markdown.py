"""The status of plans as Markdown: the tables of the screen, for the summary of a CI job or a page."""

from collections.abc import Iterable
from typing import Literal

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.messages import _
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table
from kumkm_targets.reporting.status.cells import row_cells
from kumkm_targets.reporting.status.footer import footer, title_line
from kumkm_targets.reporting.status.shown_rows import Shown
from kumkm_targets.reporting.status.table import outlook_legend, overview_rows, overview_titles


def status_markdown(appraisal: Appraisal, shown: Shown | None = None) -> str:
    """The table of one plan and year under a heading, with what the footer says as a list.

    shown: without it, all rows as the plan has them.
    """
    titles: tuple[tuple[str, Literal["left", "right"]], ...] = (
        (_("No"), "right"),
        (_("Indicator"), "left"),
        (_("Unit"), "left"),
        (_("Target"), "right"),
        (_("Realised"), "right"),
        (_("Gap"), "right"),
        (_("Ach. (%)"), "right"),
        (_("Predikat"), "left"),
        (_("Outlook"), "left"),
    )
    rows = []
    for place, row in enumerate(appraisal.rows if shown is None else shown.rows, 1):
        cells = row_cells(row, appraisal)
        figures = cells.target, cells.realised, cells.gap, cells.achievement
        rows.append((str(place), cells.name, cells.unit, *figures, cells.verdict, cells.outlook))
    title, about = (markdown_text(line) for line in title_line(appraisal).plain.splitlines())
    notes = "".join(f"- {markdown_text(line)}\n" for line in footer(appraisal, shown).plain.splitlines() if line)
    return f"### {title}\n\n{about}\n\n{markdown_table(titles, rows)}\n{notes}"


def overview_markdown(appraisals: Iterable[Appraisal], broken: Iterable[str]) -> str:
    """One line per plan under a heading; plans that cannot be read say so."""
    rows = (tuple(cell.plain for cell in row) for row in overview_rows(appraisals, broken))
    title, legend = _("Plans"), markdown_text(outlook_legend())
    return f"## {title}\n\n{markdown_table(overview_titles(), rows)}\n{legend}\n"
