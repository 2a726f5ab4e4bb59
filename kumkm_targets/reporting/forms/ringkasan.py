"""The form `ringkasan`: one page for the head of the office, to be read from across the table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.attention import by_urgency, why
from kumkm_targets.evaluation.budget import budgets_of
from kumkm_targets.evaluation.course import Course
from kumkm_targets.evaluation.row import Row as Judged
from kumkm_targets.messages import _, ngettext
from kumkm_targets.reporting.documents.cells import OUTLOOK_TONES, average_cell, grade_tone, judged_cells
from kumkm_targets.reporting.documents.document import (
    Block,
    Cell,
    Charts,
    Document,
    KeyFigure,
    KeyFigures,
    Notes,
    Paper,
    Row,
    Statements,
    Table,
)
from kumkm_targets.reporting.forms.columns import known_columns
from kumkm_targets.reporting.forms.courses import charted
from kumkm_targets.reporting.forms.frame import framed
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.groups.words import absorption_text
from kumkm_targets.reporting.legends import scale_line
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.rupiah import short_rupiah
from kumkm_targets.reporting.status.attention_words import why_text
from kumkm_targets.reporting.words import OUTLOOKS, indicator_name, verdict_text

_MOST_ROWS = 10
_MOST_CHARTS = 4
_MOST_STATEMENTS = 4
_MOST_NAMES = 4


def ringkasan_form(material: Material) -> Document:
    """What matters most of the year: the average, how many are on track, the money; what needs attention; charts."""
    appraisal = material.appraisal
    urgent = [row for row in by_urgency(appraisal) if why(row)]
    blocks: list[Block] = [KeyFigures(tuple(_key_figures(material))), _statements(appraisal, urgent), _table(appraisal)]
    courses = _most_urgent(charted(material), [row.id for row in urgent])
    if courses:
        blocks.append(Charts(courses))
    blocks.append(Notes(tuple(_notes(appraisal))))
    titles = (one_line(material.plan.header.title), _("Summary of {year}").format(year=material.year))
    paper = Paper("A4", is_landscape=False)
    return replace(framed("ringkasan", titles, tuple(blocks), material, paper, signed=False), is_one_page=True)


def _statements(appraisal: Appraisal, urgent: list[Judged]) -> Statements:
    """What needs attention; of a year without any achievement why there is none."""
    if not appraisal.summary.computed:
        return Statements(_("Why there is no achievement yet"), tuple(_reasons(appraisal)))
    lines = tuple(f"{indicator_name(row.indicator)}: {why_text(row)}" for row in urgent[:_MOST_STATEMENTS])
    return Statements(_("What needs attention first"), lines or (_("Nothing needs attention"),))


def _reasons(appraisal: Appraisal) -> Iterator[str]:
    """Each reason with its indicators, or with their number where they are many."""
    found: dict[str, list[str]] = {}
    for row in appraisal.rows:
        found.setdefault(verdict_text(row), []).append(indicator_name(row.indicator))
    for reason, names in found.items():
        many = ngettext("{n} indicator", "{n} indicators", len(names)).format(n=len(names))
        told = ", ".join(names) if len(names) <= _MOST_NAMES else many
        yield f"{reason[:1].upper()}{reason[1:]}: {told}"


def _key_figures(material: Material) -> Iterator[KeyFigure]:
    appraisal = material.appraisal
    yield from _averages(appraisal) if appraisal.summary.computed else _records(appraisal)
    if any(row.outlook for row in appraisal.rows):
        yield _on_track(appraisal)
    money = budgets_of(appraisal, material.realised).compared
    if money.budget is not None and money.spent is not None and isinstance(money.absorption, Fraction):
        budget, spent = short_rupiah([money.budget, money.spent])
        detail = _("{spent} of {budget}").format(spent=spent, budget=budget)
        yield KeyFigure(_("Absorption of the budget"), Cell(f"{absorption_text(money.absorption)}%"), detail)


def _records(appraisal: Appraisal) -> Iterator[KeyFigure]:
    """What there is of a year in which nothing could be judged: figures, and targets."""
    rows, year = appraisal.rows, appraisal.year
    known, aimed = sum(row.realised is not None for row in rows), sum(row.target is not None for row in rows)
    count = _("{n} of {of}").format(n=known, of=len(rows))
    yield KeyFigure(_("Figures recorded for {year}").format(year=year), Cell(count), _("indicators with a figure"))
    ahead = [row.next_target_year for row in rows if row.next_target_year is not None]
    detail = _("indicators with a target")
    if ahead and not aimed:
        detail = _("the first are for {year}").format(year=min(ahead))
    count = _("{n} of {of}").format(n=aimed, of=len(rows))
    yield KeyFigure(_("Targets for {year}").format(year=year), Cell(count), detail)


def _averages(appraisal: Appraisal) -> Iterator[KeyFigure]:
    summary = appraisal.summary
    average = average_cell(appraisal)
    tone = grade_tone(summary.rating, appraisal.scale)
    percent = Cell(f"{average.text}%", average.figure, average.shown, tone=tone)
    counted = _("{n} of {of} indicators with targets computed").format(n=summary.computed, of=summary.of)
    detail = " · ".join(filter(None, (one_line(summary.rating or ""), counted)))
    yield KeyFigure(_("Average achievement"), percent, detail)


def _on_track(appraisal: Appraisal) -> KeyFigure:
    """How many indicators keep their promise for the end of the plan; of those that can be said of."""
    outlooks = Counter(row.outlook for row in appraisal.rows if row.outlook)
    good = outlooks["achieved"] + outlooks["on_track"]
    words = {outlook: f"{sign} {outlooks[outlook]} {_(word)}" for outlook, (sign, word) in OUTLOOKS.items()}
    detail = ", ".join(words[outlook] for outlook in OUTLOOKS if outlooks[outlook])
    total = outlooks.total()
    tone = OUTLOOK_TONES["on_track" if good == total else "accelerate" if good else "behind"]
    text = _("{n} of {of}").format(n=good, of=total)
    return KeyFigure(_("On track for the end of the plan"), Cell(text, tone=tone), detail)


def _table(appraisal: Appraisal) -> Table:
    """The indicators that something was promised of, the most urgent first where there are too many for a page."""
    promised = [row for row in appraisal.rows if row.is_promised] or list(appraisal.rows)
    if len(promised) > _MOST_ROWS:
        promised = [row for row in by_urgency(appraisal) if row in promised][:_MOST_ROWS]
    columns = known_columns("indicator", "unit", "target", "realised", "achievement", "rating", "outlook")
    return Table(columns, tuple(Row(judged_cells(row, appraisal), row.id) for row in promised))


def _most_urgent(courses: tuple[Course, ...], urgent: list[str]) -> tuple[Course, ...]:
    """As many as the page has room for: promised indicators, the most urgent first."""
    promised = [one for one in courses if one.row.is_promised] or list(courses)
    order = {name: place for place, name in enumerate(urgent)}
    return tuple(sorted(promised, key=lambda one: order.get(one.row.id, len(order)))[:_MOST_CHARTS])


def _notes(appraisal: Appraisal) -> Iterator[str]:
    left = sum(row.is_promised for row in appraisal.rows) - _MOST_ROWS
    if left > 0:
        yield ngettext("{n} more indicator: status report", "{n} more indicators: status report", left).format(n=left)
    if appraisal.scale is not None and appraisal.summary.computed:
        yield scale_line(appraisal.scale)
