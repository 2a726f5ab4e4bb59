"""The form `lkjip`: the tables of the yearly performance report (*Laporan Kinerja Instansi Pemerintah*).

The comparisons are those that PermenPANRB 53/2014 asks for: with the target of the year, with the years before, with
the end of the plan, and with the money spent; and room for the analysis of each indicator.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from kumkm_targets.evaluation.course import Course, course
from kumkm_targets.evaluation.groups import groups_of
from kumkm_targets.evaluation.row import Row as Judged
from kumkm_targets.figures.exact import difference
from kumkm_targets.figures.writing import signed
from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.cells import (
    EMPTY,
    averages,
    figure_cell,
    judged_cells,
    outlook_of,
    ratio_cell,
    realised_of,
    target_cell,
)
from kumkm_targets.reporting.documents.document import (
    Band,
    Cell,
    Column,
    Document,
    Line,
    Notes,
    Paper,
    Row,
    Table,
)
from kumkm_targets.reporting.forms.columns import known_columns
from kumkm_targets.reporting.forms.frame import framed
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.money import money_blocks
from kumkm_targets.reporting.forms.official import FactorRows, factor_rows
from kumkm_targets.reporting.groups.words import group_name
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.attention_words import why_text
from kumkm_targets.reporting.status.footer import footer_lines
from kumkm_targets.reporting.status.shown_rows import Shown, row_numbers
from kumkm_targets.reporting.words import figure_text

Grouped = tuple[str, Sequence[Judged]]
"""What stands above some indicators, if anything, and these indicators."""

_YEARS = 5
"""How many years, the one reported included, stand beside the end of the plan: as many as a Renstra has."""


def lkjip_form(material: Material) -> Document:
    """The year, the years before it and the end of the plan, money, and analysis; the indicators by *sasaran*."""
    groups = _grouped(material)
    shown = [row for _band, rows in groups for row in rows]
    numbers = row_numbers(shown)
    blocks = (
        _year(material, groups, numbers),
        _years(material, groups, numbers),
        *money_blocks(material),
        _analysis(material, groups, numbers),
        Notes(tuple(footer_lines(material.appraisal, Shown(shown))[1:])),
    )
    title = (_("Performance report {year}").format(year=material.year), one_line(material.plan.header.title))
    return framed("lkjip", title, blocks, material, Paper("A4"), signed=True)


def _grouped(material: Material) -> list[Grouped]:
    """The indicators that something was promised of, under their objectives; all of them where nothing was."""
    groups = [group for group in groups_of(material.appraisal, "objective") if group.rows]
    if not groups:
        return [("", material.appraisal.rows)]
    is_one = len(groups) == 1 and groups[0].id is None
    return [("" if is_one else group_name(group, "objective"), group.rows) for group in groups]


def _lines(groups: list[Grouped], rows: dict[str, Row]) -> Iterator[Line]:
    """The rows under their objectives."""
    for band, judged in groups:
        if band:
            yield Band(band)
        yield from (rows[row.id] for row in judged)


def _year(material: Material, groups: list[Grouped], numbers: dict[str, int]) -> Table:
    rows = {
        row.id: Row({"no": Cell(str(numbers[row.id])), **judged_cells(row, material.appraisal)}, row.id)
        for _band, judged in groups
        for row in judged
    }
    columns = known_columns("no", "indicator", "unit", "target", "realised", "achievement", "rating")
    caption = _("Achievement of {year}").format(year=material.year)
    return Table(columns, (*_lines(groups, rows), averages(material.appraisal)), caption)


def _years(material: Material, groups: list[Grouped], numbers: dict[str, int]) -> Table:
    judged = [row for _band, rows in groups for row in rows]
    courses = [course(material.appraisal, row, material.realised, material.today) for row in judged]
    years = [year for year in range(material.year - _YEARS + 1, material.year) if any(map(_known_in(year), courses))]
    years.append(material.year)
    has_baseline = any(row.indicator.baseline for row in judged)
    columns = (
        *known_columns("no", "indicator", "unit"),
        *((Column("baseline", (_("Baseline"),), 1.3, "right"),) if has_baseline else ()),
        *(Column(f"realised_{year}", (_("Realised"), str(year)), 1.3, "right") for year in years),
        Column("change", (_("Change since the year before"),), 1.3, "right"),
        Column("final_target", (_("End of the plan"), _("Target")), 1.3, "right"),
        Column("final_achievement", (_("End of the plan"), _("Achievement (%)")), 1.2, "right"),
        *known_columns("outlook"),
    )
    table_rows = {
        one.row.id: Row({"no": Cell(str(numbers[one.row.id])), **_over_years(one, years)}, one.row.id)
        for one in courses
    }
    caption = _("The years before, and the end of the plan")
    return Table(columns, tuple(_lines(groups, table_rows)), caption)


def _known_in(year: int) -> Callable[[Course], bool]:
    """Whether a course has a realised figure in the year."""
    return lambda one: year in one.rows and one.rows[year].realised is not None


def _over_years(one: Course, years: Sequence[int]) -> dict[str, Cell]:
    row, appraisal = one.row, one.appraisal
    indicator, baseline = row.indicator, row.indicator.baseline
    judged = judged_cells(row, appraisal)
    realised = {f"realised_{of}": realised_of(one.rows[of], appraisal) if of in one.rows else EMPTY for of in years}
    return {
        "indicator": judged["indicator"],
        "unit": judged["unit"],
        "baseline": figure_cell(baseline.value, indicator) if baseline else EMPTY,
        **realised,
        "change": _change(one),
        "final_target": target_cell(row.final_target, indicator),
        "final_achievement": ratio_cell(row.final_percent, appraisal.scale),
        "outlook": outlook_of(row, appraisal),
    }


def _change(one: Course) -> Cell:
    """What the year has brought since the one before; both as they are printed, so that a reader finds the same."""
    now, before = one.row, one.rows.get(one.year - 1)
    if before is None or now.realised is None or before.realised is None:
        return EMPTY
    change = difference(now.realised, before.realised)
    is_reckoned = now.is_reckoned or before.is_reckoned
    text = signed(figure_text(change, now.indicator, derived=is_reckoned), change)
    return Cell(text)


def _analysis(material: Material, groups: list[Grouped], numbers: dict[str, int]) -> Table:
    """What the figures say, and room for what they do not: causes, and what is to be done."""
    columns = (
        *known_columns("no", "indicator", "achievement"),
        Column("progress", (_("Progress"),), 3.0),
        Column("analysis", (_("What helped or hindered"),), 4.0),
        Column("follow_up", (_("Follow-up"),), 3.0),
    )
    rows = {}
    for row in chain(*(judged for _band, judged in groups)):
        judged = judged_cells(row, material.appraisal)
        note = row.entry.note if row.entry is not None else None
        cells = {
            "no": Cell(str(numbers[row.id])),
            "indicator": judged["indicator"],
            "achievement": judged["achievement"],
            "progress": Cell(why_text(row) or judged["outlook"].text),
            "analysis": Cell(one_line(note or "")),
            "follow_up": Cell(),
        }
        rows[row.id] = Row(cells, row.id)
    factors: FactorRows = (
        ("driving", _("What drove the performance")),
        ("hindering", _("What hindered the performance")),
        ("next_rkpd", _("Follow-up needed in the next yearly plan")),
    )
    return Table(columns, (*_lines(groups, rows), *factor_rows(material, factors)), _("Analysis"))
