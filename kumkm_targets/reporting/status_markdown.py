"""The status of plans as Markdown: the tables of the screen, for the summary of a CI job or a page."""

from collections.abc import Iterable, Iterator, Sequence

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.messages import _
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.status_cells import row_cells
from kumkm_targets.reporting.status_footer import footer, title_line
from kumkm_targets.reporting.status_table import outlook_legend, overview_rows, overview_titles

_RULES = {"left": "---", "right": "--:"}


def status_markdown(appraisal: Appraisal) -> str:
    """The table of one plan and year under a heading, with what the footer says as a list."""
    titles = (
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
    for place, row in enumerate(appraisal.rows, 1):
        cells = row_cells(row, appraisal)
        figures = cells.target, cells.realised, cells.gap, cells.achievement
        rows.append((str(place), cells.name, cells.unit, *figures, cells.verdict, cells.outlook))
    title, about = (markdown_text(line) for line in title_line(appraisal).plain.splitlines())
    notes = "".join(f"- {markdown_text(line)}\n" for line in footer(appraisal).plain.splitlines() if line)
    return f"### {title}\n\n{about}\n\n{_table(titles, rows)}\n{notes}"


def overview_markdown(appraisals: Iterable[Appraisal], broken: Iterable[str]) -> str:
    """One line per plan under a heading; plans that cannot be read say so."""
    rows = (tuple(cell.plain for cell in row) for row in overview_rows(appraisals, broken))
    title, legend = _("Plans"), markdown_text(outlook_legend())
    return f"## {title}\n\n{_table(overview_titles(), rows)}\n{legend}\n"


def _table(titles: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> str:
    return "".join(_lines(titles, rows))


def _lines(titles: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(title for title, _side in titles)} |\n"
    yield f"| {' | '.join(_RULES[side] for _title, side in titles)} |\n"
    for row in rows:
        yield f"| {' | '.join(map(markdown_text, row))} |\n"
