"""The looks of cells, each made once for a workbook."""

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kumkm_targets.reporting.documents.document import Align, Cell, Tone
from kumkm_targets.reporting.documents.workbook.number_formats import is_number, number_format

_FONT: Final = {"font_name": "Arial", "font_size": 10}
_BOX: Final = {"border": 1, "border_color": "#9AA5B1", "valign": "vcenter"}
_HEADING: Final = {
    **_BOX, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E4EBF2",
}  # fmt: skip
_TONES: Final[dict[Tone, str]] = {
    "best": "#0B6B3A",
    "good": "#0B6B3A",
    "middle": "#8A5A00",
    "poor": "#B3261E",
    "worst": "#8C1D18",
}


class Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def _format(self, **looks: Any) -> Format:
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_FONT, **looks})
        return self._made[key]

    @property
    def title(self) -> Format:
        """The first line of a sheet."""
        return self._format(bold=True, font_size=14)

    @property
    def subtitle(self) -> Format:
        """The lines under the title, and captions."""
        return self._format(bold=True, font_size=11)

    @property
    def label(self) -> Format:
        """What a fact is called."""
        return self._format(font_color="#52606D")

    @property
    def text(self) -> Format:
        """Plain text."""
        return self._format()

    @property
    def note(self) -> Format:
        """Text over the whole width, in as many lines as it takes."""
        return self._format(text_wrap=True, valign="top", font_size=9, font_color="#3E4C59")

    @property
    def heading(self) -> Format:
        """A heading of columns."""
        return self._format(**_HEADING)

    @property
    def number(self) -> Format:
        """The official number of a column."""
        return self._format(**_BOX, align="center", font_size=8, font_color="#52606D")

    @property
    def band(self) -> Format:
        """A line that says what the rows below it belong to."""
        return self._format(**_BOX, bold=True, bg_color="#F5F7FA", text_wrap=True)

    @property
    def total_label(self) -> Format:
        """What a line under the body is about."""
        return self._format(**_BOX, bold=True, bg_color="#F5F7FA", text_wrap=True, align="right")

    @property
    def remark(self) -> Format:
        """A line of words under the body."""
        return self._format(**_BOX, text_wrap=True)

    @property
    def signature(self) -> Format:
        """A line of a signature."""
        return self._format(align="center", text_wrap=True, valign="top")

    @property
    def signer(self) -> Format:
        """The name of who signs."""
        return self._format(align="center", bold=True, underline=1)

    def key_figure(self, cell: Cell) -> Format:
        """A number that is to be seen from across the room."""
        looks: dict[str, Any] = {"bold": True, "font_size": 22, "align": "left"}
        if is_number(cell):
            looks["num_format"] = number_format(cell)
        return self._format(**looks, **_tone(cell))

    def cell(self, cell: Cell, align: Align, *, is_total: bool = False) -> Format:
        """A cell of the body or of a total."""
        looks: dict[str, Any] = {**_BOX, "align": align, "text_wrap": True, "indent": 0 if align == "center" else 1}
        if is_total:
            looks |= {"bold": True, "bg_color": "#F5F7FA"}
        if is_number(cell):
            looks |= {"num_format": number_format(cell), "text_wrap": False}
        return self._format(**looks, **_tone(cell))


def _tone(cell: Cell) -> dict[str, Any]:
    return {"font_color": _TONES[cell.tone]} if cell.tone else {}
