"""A document as a workbook: a sheet for each table, one for the charts, and a hidden one for where all comes from."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from kumkm_targets.messages import _
from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.documents.document import Block, Charts, Document, Table
from kumkm_targets.reporting.documents.workbook.chart_sheet import write_charts
from kumkm_targets.reporting.documents.workbook.page import SheetPage
from kumkm_targets.reporting.documents.workbook.provenance_sheet import write_provenance
from kumkm_targets.reporting.documents.workbook.styles import Styles
from kumkm_targets.reporting.sheet_names import sheet_names

_PAPERS: Final = {"A4": 9, "F4": 14}
"""By Excel's numbers; 14 is folio, 21.59 × 33.02 cm, the nearest to F4 that it knows."""
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - one moment for all, so that the same report is the same bytes
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def document_workbook(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file: the same document gives the same bytes."""
    content = BytesIO()
    with Workbook(content, _OPTIONS) as workbook:
        workbook.set_properties({"title": cut(document.title[0])[:200], "created": _CREATED})
        styles, groups = Styles(workbook), list(_sheets(document))
        wanted = [_table(blocks).caption or document.title[-1] for blocks in groups]
        *names, charts, provenance = sheet_names((*wanted, _("Charts"), _("Provenance")))
        for place, (name, blocks) in enumerate(zip(names, groups, strict=True)):
            page = SheetPage(workbook.add_worksheet(name), _table(blocks), styles)
            page.title(document, with_facts=place == 0)
            for block in blocks:
                page.block(block)
            if place == len(groups) - 1:
                page.signatures(document)
            _set_up(page, document)
        courses = [course for block in document.blocks if isinstance(block, Charts) for course in block.courses]
        if courses:
            write_charts(workbook, workbook.add_worksheet(charts), courses, styles)
        write_provenance(workbook.add_worksheet(provenance), document)
    return content.getvalue()


def _sheets(document: Document) -> Iterator[list[Block]]:
    """The blocks by sheet: every table begins one, and what stands before the first table is on its sheet."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Charts):
            continue
        if isinstance(block, Table) and any(isinstance(one, Table) for one in blocks):
            yield blocks
            blocks = []
        blocks.append(block)
    if blocks:
        yield blocks


def _table(blocks: list[Block]) -> Table:
    return next((block for block in blocks if isinstance(block, Table)), Table((), ()))


def _set_up(page: SheetPage, document: Document) -> None:
    """Ready to print: the form's paper, as wide as one sheet, the heading on every page."""
    sheet, placed, paper = page.sheet, page.placed, document.paper
    sheet.set_paper(_PAPERS[paper.size])
    if paper.is_landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    if placed.table.columns:
        sheet.freeze_panes(placed.body, _frozen_columns(placed.table))
        sheet.repeat_rows(placed.top, placed.body - 1)
        sheet.print_area(0, 0, max(page.row - 1, placed.end), placed.last_column)
    sheet.set_footer(f"&L{document.title[0].replace('&', '&&')[:180]}&R&P / &N")


def _frozen_columns(table: Table) -> int:
    """The columns up to the name of the indicator stay in sight, unless they would fill the screen."""
    keys = [column.key for column in table.columns]
    return keys.index("indicator") + 1 if "indicator" in keys[:3] else 0
