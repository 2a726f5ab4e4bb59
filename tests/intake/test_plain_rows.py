"""Rows that are read at a glance tell the same as when they are walked through element by element."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.errors import UnreadableError
from kumkm_targets.storage.tables import xlsx
from kumkm_targets.storage.tables.parts import Parts
from kumkm_targets.storage.tables.plain_rows import plain_rows
from kumkm_targets.storage.tables.table import Remarks

_INSIDE = [
    "", "<v>1</v>", "<v></v>", "<v/>", "<v />", "<v>#REF!</v>", "<v>a&amp;b</v>", "<v> </v>", "<is><t>x</t></is>",
    "<is><t/></is>", '<is><t xml:space="preserve"> y</t></is>', "<is><r><t>z</t></r></is>", '<v a="1">q</v>', "<!---->",
]  # fmt: skip
_FORMULAS = ["", "", "<f>A1+1</f>", "<f/>", '<f t="shared" si="1"/>', '<f aca="false">1&gt;2</f>', '<f ca="1" />']
_KINDS = ["", "", *(f' t="{kind}"' for kind in ("s", "n", "e", "str", "inlineStr", "b", "any"))]
_ROWS = ["", ' spans="1:3"', ' hidden="1"', ' hidden="0" ht="3"', ' ht="5" hidden="true"', " "]
_PERCENTAGES = (1, 3)


@st.composite
def _cells(draw: st.DrawFn, row: int) -> str:
    column = draw(st.sampled_from(["A", "B", "C", "AA", "ALM"]))
    style = draw(st.sampled_from(["", *(f' s="{number}"' for number in range(5))]))
    begin = f'<c r="{column}{row}"{style}{draw(st.sampled_from(_KINDS))}'
    if draw(st.integers(0, 4)) == 0:
        return begin + draw(st.sampled_from(["/>", " />"]))
    return f"{begin}>{draw(st.sampled_from(_FORMULAS))}{draw(st.sampled_from(_INSIDE))}</c>"


@st.composite
def _sheets(draw: st.DrawFn) -> bytes:
    rows = []
    for number in draw(st.lists(st.integers(1, 9), max_size=4)):
        begin = f'<row r="{number}"{draw(st.sampled_from(_ROWS))}'
        stray = draw(st.integers(0, 19)) == 0  # a cell that claims another row than that it stands in
        cells = "".join(draw(st.lists(_cells(number + stray), max_size=4)))
        rows.append(f"{begin}>{cells}</row>" if cells else f"{begin}/>")
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData>{merged}</worksheet>".encode()


def _workbook(sheet: bytes) -> Parts:
    formats = "".join(f'<xf numFmtId="{9 if number in _PERCENTAGES else 0}"/>' for number in range(5))
    return {
        "xl/workbook.xml": b'<workbook><sheets><sheet name="Data" r:id="a" xmlns:r="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<r><Relationship Id="a" Target="worksheets/sheet1.xml"/></r>',
        "xl/styles.xml": f"<styleSheet><cellXfs>{formats}</cellXfs></styleSheet>".encode(),
        "xl/worksheets/sheet1.xml": sheet,
    }


def _told(sheet: bytes) -> Remarks | str:
    try:
        return xlsx.xlsx_remarks(_workbook(sheet))["Data"]
    except UnreadableError as refused:
        return refused.message


@given(_sheets())
def test_a_glance_tells_what_walking_through_tells(sheet: bytes) -> None:
    at_a_glance = _told(sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx, "plain_rows", lambda _content: None)
        assert _told(sheet) == at_a_glance


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"/></row>',
        b'<row r="1" ht="30" customHeight="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" /></row>\n',
        b'<row r="1" spans="1:2" x14ac:dyDescent="0.25"><c r="B1" t="str"><f aca="false">1+1</f><v>2</v></c></row>',
    ],
    ids=["xlsxwriter", "openpyxl", "LibreOffice and Excel"],
)
def test_rows_as_programs_write_them_are_plain(row: bytes) -> None:
    found = plain_rows(b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>")
    assert found is not None
    assert (found.last_row, found.rest) == (1, b"<worksheet><sheetData></sheetData></worksheet>")


def test_many_styles_of_percentages_take_no_longer() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="60000"><v>1</v></c></row>' % (row, row) for row in range(1, 20_001))
    found = plain_rows(b"<sheetData>" + rows + b"</sheetData>")
    assert found is not None
    begun = time.process_time()
    assert len(list(found.remarkable(frozenset(map(str, range(65_000)))))) == 20_000
    assert time.process_time() - begun < 5
