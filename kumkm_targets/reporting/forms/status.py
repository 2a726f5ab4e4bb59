"""The form `status`: the table on the meeting's desk, with everything that the screen says below it, and charts."""

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.cells import (
    achievement_of,
    average_cell,
    count_text,
    gap_of,
    grade_tone,
    outlook_of,
    rating_of,
    realised_of,
    target_of,
)
from kumkm_targets.reporting.documents.document import Cell, Charts, Column, Document, Notes, Paper, Row, Table, Total
from kumkm_targets.reporting.forms.courses import charted
from kumkm_targets.reporting.forms.frame import framed
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.status.footer import footer_lines
from kumkm_targets.reporting.words import indicator_name


def status_form(material: Material) -> Document:
    """One line per indicator: target, realised figure, gap, achievement, predikat and outlook."""
    title = (one_line(material.plan.header.title), _("Progress of targets, {year}").format(year=material.year))
    courses = charted(material)
    blocks = (
        _table(material),
        Notes(tuple(footer_lines(material.appraisal)[1:])),
        *((Charts(courses, _("Targets and realised figures over the years")),) if courses else ()),
    )
    return framed("status", title, blocks, material, Paper("A4"), signed=False)


def _table(material: Material) -> Table:
    appraisal = material.appraisal
    columns = (
        Column("no", (_("No"),), 0.4, "right"),
        Column("indicator", (_("Indicator"),), 4.0),
        Column("unit", (_("Unit"),), 1.0),
        Column("target", (_("Target"),), 1.6, "right"),
        Column("realised", (_("Realised"),), 1.6, "right"),
        Column("gap", (_("Gap"),), 1.6, "right"),
        Column("achievement", (_("Achievement (%)"),), 1.2, "right"),
        Column("rating", (_("Predikat"),), 1.6),
        Column("outlook", (_("Outlook"),), 1.6),
    )
    rows = tuple(
        Row(
            {
                "no": Cell(str(number)),
                "indicator": Cell(indicator_name(row.indicator), remark=one_line(row.indicator.definition or "")),
                "unit": Cell(one_line(row.indicator.unit)),
                "target": target_of(row),
                "realised": realised_of(row, appraisal),
                "gap": gap_of(row, appraisal),
                "achievement": achievement_of(row, appraisal),
                "rating": rating_of(row, appraisal),
                "outlook": outlook_of(row, appraisal),
            },
            row.id,
        )
        for number, row in enumerate(appraisal.rows, 1)
    )
    summary = appraisal.summary
    average = {
        "achievement": average_cell(appraisal),
        "rating": Cell(one_line(summary.rating or NOTHING), tone=grade_tone(summary.rating, appraisal.scale)),
        "outlook": Cell(""),
    }
    label = _("Average achievement")
    return Table(columns, (*rows, Total(f"{label} ({count_text(appraisal)})", average)))
