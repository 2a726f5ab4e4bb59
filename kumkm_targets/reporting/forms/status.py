"""The form `status`: the table on the meeting's desk, with everything that the screen says below it, and charts."""

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.cells import averages, judged_cells
from kumkm_targets.reporting.documents.document import Cell, Charts, Document, Notes, Paper, Row, Table
from kumkm_targets.reporting.forms.columns import known_columns
from kumkm_targets.reporting.forms.courses import charted
from kumkm_targets.reporting.forms.frame import framed
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.footer import footer_lines


def status_form(material: Material) -> Document:
    """One line per indicator: target, realised figure, gap, achievement, predikat and outlook."""
    appraisal = material.appraisal
    rows = [
        Row({"no": Cell(str(number)), **judged_cells(row, appraisal)}, row.id)
        for number, row in enumerate(appraisal.rows, 1)
    ]
    columns = known_columns("no", "indicator", "unit", "target", "realised", "gap", "achievement", "rating", "outlook")
    courses = charted(material)
    blocks = (
        Table(columns, (*rows, averages(appraisal))),
        Notes(tuple(footer_lines(appraisal)[1:])),
        *((Charts(courses, _("Targets and realised figures over the years")),) if courses else ()),
    )
    title = (one_line(material.plan.header.title), _("Progress of targets, {year}").format(year=material.year))
    return framed("status", title, blocks, material, Paper("A4"), signed=False)
