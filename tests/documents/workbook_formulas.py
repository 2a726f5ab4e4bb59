"""Reckons the formulas of a document's cells as a spreadsheet would, exactly."""

import re
from collections.abc import Mapping
from fractions import Fraction

from kumkm_targets.reporting.documents.document import Cell, Row, Table, Total

Figures = list[Fraction]


def reckoned(cell: Cell, line: Row | Total, table: Table) -> Fraction:
    """What the cell's formula gives, from the figures of the cells that it names."""
    assert cell.formula is not None
    names = {name: _figures(name, line.cells, table) for name in re.findall(r"\{([^}]*)\}", cell.formula)}
    places = {name: f"_names[{name!r}]" for name in names}
    text = re.sub(r"\{([^}]*)\}", lambda found: places[found[1]], cell.formula)
    text = re.sub(r"(?<![\w.\"'\]])(\d+(?:\.\d+)?)(?![\w\]])", r"_number('\1')", text)
    return Fraction(
        eval(
            text,
            {
                "_names": {name: one if name.endswith(":all") else _Alone(one) for name, one in names.items()},
                "_number": Fraction,
                "SUM": lambda *cells: sum((figure for one in cells for figure in one), Fraction(0)),
                "AVERAGE": lambda cells: sum(cells, Fraction(0)) / len(cells),
                "IF": lambda condition, this, that: this if condition else that,
            },
        )
    )


class _Alone(Figures):
    """One cell: a figure in sums and quotients, nothing where it is text."""

    def _value(self) -> Fraction:
        [figure] = self
        return figure

    def __mul__(self, other: object) -> Fraction:  # type: ignore[override]
        return self._value() * _plain(other)

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: object) -> Fraction:
        return self._value() / _plain(other)

    def __rtruediv__(self, other: object) -> Fraction:
        return _plain(other) / self._value()

    def __sub__(self, other: object) -> Fraction:
        return self._value() - _plain(other)

    def __rsub__(self, other: object) -> Fraction:
        return _plain(other) - self._value()

    def __le__(self, other: object) -> bool:
        return self._value() <= _plain(other)


def _plain(other: object) -> Fraction:
    return other._value() if isinstance(other, _Alone) else Fraction(other)  # type: ignore[call-overload, no-any-return]


def _figures(name: str, cells: Mapping[str, Cell], table: Table) -> Figures:
    key, _colon, every = name.partition(":")
    found = [row.cells.get(key, Cell()) for row in table.rows] if every else [cells.get(key, Cell())]
    return [Fraction(cell.figure) for cell in found if cell.figure is not None]
