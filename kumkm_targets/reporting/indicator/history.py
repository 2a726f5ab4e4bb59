"""The history of one indicator: who recorded what when, and what was replaced."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.recording import WHOLE
from kumkm_targets.reporting.circumstances import source_text
from kumkm_targets.reporting.fitted import FittedColumn, fitted
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.ledger import LedgerLine, ledger
from kumkm_targets.reporting.recording.scope_words import scope_text
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.words import figure_with_unit, status_text


def history_table(course: Course, realised: Mapping[int, RealisedYear], width: int) -> RenderableType | None:
    """Every entry that was replaced or says when it was recorded; None without any.

    Quarters and parts only where one was replaced: the page and `kumkm history` have them all.
    """
    columns = [
        FittedColumn(_("Year")),
        FittedColumn(_("Figure"), justify="right"),
        FittedColumn(_("Recorded")),
        FittedColumn(_("Status")),
    ]
    for line in _worth_telling(list(ledger(realised, course.row.id))):
        entry = line.entry
        assert isinstance(entry, Entry), "the ledger of an indicator is about its figures"
        figure = NOTHING if entry.value is None else figure_with_unit(entry.value, course.row.indicator)
        cells = (
            Text(", ".join(filter(None, (str(line.year), scope_text(line.scope, course.plan))))),
            Text(one_line(figure), style="" if line.in_force else "dim strike"),
            Text(_recorded(entry)),
            Text(_standing(line, entry, course)),
        )
        for column, cell in zip(columns, cells, strict=True):
            column.cells.append(cell)
    return fitted(columns, width) if columns[0].cells else None


def _worth_telling(lines: list[LedgerLine]) -> Iterator[LedgerLine]:
    replaced = {(line.year, line.scope) for line in lines if not line.in_force}
    for line in lines:
        is_stamped = line.scope == WHOLE and line.entry.recorded_at is not None
        if is_stamped or (line.year, line.scope) in replaced:
            yield line


def _recorded(entry: Entry) -> str:
    moment = entry.recorded_at.strftime("%Y-%m-%d %H:%M") if entry.recorded_at else ""
    return " ".join(filter(None, (moment, one_line(entry.recorded_by or "")))) or NOTHING


def _standing(line: LedgerLine, entry: Entry, course: Course) -> str:
    """How final an entry is, or why it was replaced, and what it rested on."""
    if line.in_force:
        told = [status_text(entry.status) if entry.status else "", one_line(entry.unavailable or "")]
    else:
        because = _("replaced because: {reason}").format(reason=one_line(line.reason or ""))
        source = source_text(course.appraisal, entry.source) if entry.source else ""
        told = [because if line.reason else _("replaced"), one_line(entry.unavailable or ""), source]
    return "; ".join(filter(None, told)) or NOTHING
