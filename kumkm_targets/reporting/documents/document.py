"""A report as paper has it, whatever kind of file it becomes.

A form makes a document, a writer makes a file of it. All figures are here, as text and as the exact values behind it:
a writer reckons nothing, so that no two kinds of file can say different things. Every text has been made safe to show
in one line (`reporting.plain`); a writer escapes what its own format gives a meaning to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kumkm_targets.evaluation.course import Course

Align = Literal["left", "right", "center"]
Tone = Literal["best", "good", "middle", "poor", "worst"]
"""How good the news of a cell is; it only colours what words and signs say already."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands under one column.

    text: as it is read, with its marks. figure: the exact value, to 28 digits where inexact; percentages as 89.37.
    shown: the same as it is printed, rounded where it must be; its digits after the point are those of the text.
    mark: what follows the figure in the text, such as ` *`. is_rupiah: an amount of money, in full in a workbook.
    formula: how a workbook reckons the figure: `{key}` is the cell of that column in the same row, `{key:all}` those
    of all rows. remark: where the figure comes from, for a comment at the cell.
    """

    text: str = ""
    figure: Decimal | None = None
    shown: Decimal | None = None
    mark: str = ""
    is_rupiah: bool = False
    formula: str | None = None
    remark: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    heading: from the outermost group to its own; what neighbours have in common at the start is merged.
    number: as the official form counts it, “(7)”; one number may stand over several columns. width: its share.
    """

    key: str
    heading: tuple[str, ...]
    width: float = 1.0
    align: Align = "left"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the body; a column that is not named is empty. id: what it is about, stable."""

    cells: Mapping[str, Cell]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A line over the full width that says what the rows below it belong to."""

    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """A line under the body: the label stands across all columns before the first cell."""

    label: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Remark:
    """A line under the body that says something in words; without text there is room to write by hand."""

    label: str
    text: str = ""


Line = Row | Band | Total | Remark


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and lines. caption: what tells it from the other tables of the document; empty for the only one."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    caption: str = ""

    @property
    def rows(self) -> Iterator[Row]:
        """The lines of the body alone."""
        return (line for line in self.lines if isinstance(line, Row))

    @property
    def depth(self) -> int:
        """How many lines the heading has, without that of the numbers."""
        return max((len(column.heading) for column in self.columns), default=0)

    @property
    def is_numbered(self) -> bool:
        """Whether a line of numbers stands below the heading."""
        return any(column.number for column in self.columns)


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines under a table: how it was reckoned, marks, sources."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that is to be seen from across the room. detail: what it is measured against."""

    label: str
    cell: Cell
    detail: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What matters most, beside each other."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """A short list under a heading of its own: what needs attention, what was agreed."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """One chart for each course, beside and below each other: target, realised figures and outlook."""

    courses: tuple[Course, ...]
    title: str = ""


Block = Table | Notes | KeyFigures | Statements | Charts


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. role: what stands above the name; name and nip are lines to fill in where they are empty."""

    role: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet: A4 is 21 × 29,7 cm, F4 21,5 × 33 cm."""

    size: Literal["A4", "F4"] = "A4"
    is_landscape: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    form: its name on the command line. number: of the official form, “Formulir E.17”. title: lines, the first the
    weightiest. facts: label and text, above the tables. place_date: above the signatures. provenance: label and
    text, what a reader needs to make the same again. language: of its words. author: the office that reports.
    is_one_page: on paper its charts are made smaller, and fewer, until it fits on one.
    """

    form: str
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    number: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    place_date: str = ""
    signatures: tuple[Signature, ...] = ()
    paper: Paper = Paper()
    provenance: tuple[tuple[str, str], ...] = ()
    language: str = "id"
    author: str = ""
    is_one_page: bool = False

    @property
    def tables(self) -> Iterator[Table]:
        """The tables in their order."""
        return (block for block in self.blocks if isinstance(block, Table))
