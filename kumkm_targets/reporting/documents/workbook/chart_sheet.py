"""The sheet of charts: for each indicator target and realised figure by year, as numbers and as a chart of them."""

from collections.abc import Sequence
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.documents.cells import realised_of, target_of
from kumkm_targets.reporting.documents.document import Cell
from kumkm_targets.reporting.documents.workbook.number_formats import is_number
from kumkm_targets.reporting.documents.workbook.styles import Styles
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import indicator_name

_HEIGHT: Final = 17
"""Lines that a chart takes; the next begins below it."""
_TARGET_COLOUR, _REALISED_COLOUR = "#D55E00", "#0072B2"
_BESIDE: Final = 4
_PER_PAGE: Final = 2


def write_charts(workbook: Workbook, sheet: Worksheet, courses: Sequence[Course], styles: Styles) -> None:
    """The numbers at the left, the chart of them at the right, one indicator below the other."""
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 2, 18)
    row, breaks = 0, []
    for place, course in enumerate(courses):
        if place and place % _PER_PAGE == 0:
            breaks.append(row)
        row = _write(workbook, sheet, row, course, styles)
    sheet.set_h_pagebreaks(breaks)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(workbook: Workbook, sheet: Worksheet, top: int, course: Course, styles: Styles) -> int:
    name = f"{indicator_name(course.row.indicator)} ({one_line(course.row.indicator.unit)})"
    sheet.write_string(top, 0, cut(name), styles.subtitle)
    for column, text in enumerate((_("Year"), _("Target"), _("Realised"))):
        sheet.write_string(top + 1, column, text, styles.heading)
    first = top + 2
    for row, (year, judged) in enumerate(course.rows.items(), first):
        sheet.write_string(row, 0, str(year), styles.cell(Cell(), "center"))
        for column, cell in ((1, target_of(judged)), (2, realised_of(judged, course.appraisal))):
            look = styles.cell(cell, "right")
            if is_number(cell):
                sheet.write_number(row, column, cell.figure, look)
            else:
                sheet.write_blank(row, column, None, look)  # a text would be drawn as zero
    last = first + len(course.rows) - 1
    chart = workbook.add_chart({"type": "line"})
    for column, colour, marker, dash in (
        (1, _TARGET_COLOUR, "diamond", "dash"),
        (2, _REALISED_COLOUR, "circle", "solid"),
    ):
        chart.add_series(
            {
                "name": [sheet.name, top + 1, column],
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, column, last, column],
                "line": {"color": colour, "width": 2, "dash_type": dash},
                "marker": {"type": marker, "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    chart.set_title({"name": cut(name)[:200], "name_font": {"size": 11}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis(
        {"num_format": "[$-421]#,##0.##", "major_gridlines": {"visible": True, "line": {"color": "#E4E7EB"}}}
    )
    chart.show_blanks_as("span")
    chart.set_size({"width": 640, "height": 320})
    sheet.insert_chart(top + 1, _BESIDE, chart, {"description": cut(name)[:200]})
    return max(last + 2, top + _HEIGHT + 1)
