"""A table of a document in HTML: headings that are merged, bodies that can be sorted, totals and remarks below."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import Band, Cell, Column, Line, Remark, Row, Table, Total
from kumkm_targets.reporting.documents.heading import heading_lines, number_cells
from kumkm_targets.reporting.documents.page.markup import Markup, joined, tag
from kumkm_targets.reporting.documents.page.tones import toned
from kumkm_targets.reporting.status.cells import NOTHING

MOST_STACKED = 12
"""Columns up to which a row becomes a card on a narrow screen; a table with more is scrolled in its own box."""

_FEW = 4
_INDICATOR = "indicator"
_GRADES = ("worst", "poor", "middle", "good", "best")


def table_section(table: Table, name: str, title: str, links: Mapping[str, str], *, across: bool = False) -> Markup:
    """The table with what serves it: a search field (shown by the script), and where its figures come from.

    name: unique in the page. title: of a table that has no caption. links: by the id of a row, where its name leads.
    across: sorting orders all rows, whatever band they stand under.
    """
    is_free = _is_free(table)
    is_searched = is_free and sum(1 for _row in table.rows) > _FEW
    caption = tag(
        "caption", tag("span", table.caption or title), id=f"{name}-caption", class_=None if table.caption else "unseen"
    )
    made = tag(
        "table",
        caption,
        tag("colgroup", *(tag("col") for _column in table.columns)),
        tag("thead", *_heading(table)),
        *_bodies(table, links, name),
        id=name,
        class_=_kind(table),
        role="table",
        data_free=is_free,
        data_across=across,
    )
    box = tag("div", made, class_="box", role="region", aria_labelledby=f"{name}-caption", tabindex=0)
    return tag("section", _search(name) if is_searched else None, box, _remarks(table), class_="table")


def named_column(table: Table) -> int:
    """The place of the column that names a row: that of the indicators, else the first with words."""
    names = [place for place, column in enumerate(table.columns) if column.key == _INDICATOR]
    words = [place for place, column in enumerate(table.columns) if column.align == "left"]
    return next(iter(names + words), 0)


def _is_free(table: Table) -> bool:
    """Whether each row says all of itself. Where it leaves out what it shares with the one above, order is meaning."""
    left = [column.key for column in table.columns if column.align == "left"]
    known: dict[str, str] = {}
    for row in table.rows:
        for key in left[: left.index(_INDICATOR)] if _INDICATOR in left else []:
            text = row.cells.get(key, Cell()).text
            if not text and known.get(key):
                return False
            known[key] = text or known.get(key, "")
    return True


def is_stacked(table: Table) -> bool:
    """Whether its rows become cards where the screen is narrow."""
    return table.depth == 1 and not table.is_numbered and len(table.columns) <= MOST_STACKED


def _kind(table: Table) -> str:
    if is_stacked(table):
        return "stacked"
    return "wide" if len(table.columns) > MOST_STACKED else "scrolled"


def _search(name: str) -> Markup:
    field = tag("input", type="search", id=f"{name}-search", aria_controls=name, autocomplete="off")
    label = tag("label", _("Search"), for_=f"{name}-search")
    count = tag("output", for_=f"{name}-search", data_count=_("{n} of {of}").format(n="{n}", of="{of}"))
    return tag("div", label, field, count, class_="tools", hidden=True)


def _heading(table: Table) -> Iterator[Markup]:
    """The merged cells; those of a column alone carry its place, for the script to make them buttons."""
    pinned = _pinned(table)
    for line in heading_lines(table.columns):
        yield tag(
            "tr",
            *(
                tag(
                    "th",
                    cell.text,
                    scope="col" if cell.columns == 1 else "colgroup",
                    class_=_classes(table.columns[cell.column], cell.column, pinned) if cell.columns == 1 else "group",
                    colspan=cell.columns if cell.columns > 1 else None,
                    rowspan=cell.lines if cell.lines > 1 else None,
                    data_column=cell.column if cell.columns == 1 else None,
                    role="columnheader",
                )
                for cell in line
            ),
            role="row",
        )
    if table.is_numbered:
        yield tag(
            "tr",
            *(
                tag("td", cell.text, colspan=cell.columns if cell.columns > 1 else None)
                for cell in number_cells(table.columns)
            ),
            class_="numbers",
            role="row",
        )


def _pinned(table: Table) -> dict[int, str]:
    """The columns that stay in sight: the name, and its number where that is all that stands before it."""
    named = named_column(table)
    return {0: "pin0", 1: "pin1"} if named == 1 else {named: "pin0"}


def _classes(column: Column, place: int, pinned: Mapping[int, str]) -> str:
    return f"{column.align} pinned {pinned[place]}" if place in pinned else column.align


def _bodies(table: Table, links: Mapping[str, str], name: str) -> Iterator[Markup]:
    """A body for each run of rows, begun by the band above them; totals and remarks have bodies of their own."""
    found: list[tuple[str, list[Line]]] = []
    bands = 0
    for is_row, lines in groupby(table.lines, key=lambda line: isinstance(line, Row)):
        if is_row:
            if found and found[-1][0] == "band":
                found[-1] = ("rows", [*found[-1][1], *lines])
            else:
                found.append(("rows", [*lines]))
            continue
        found += [("band" if isinstance(line, Band) else "below", [line]) for line in lines]
    for kind, content in found:
        is_band = isinstance(content[0], Band)
        bands += is_band
        yield tag(
            "tbody",
            *(_line(line, table, links) for line in content),
            class_=kind,
            id=f"{name}-{bands}" if is_band else None,
            role="rowgroup",
        )


def _line(line: Line, table: Table, links: Mapping[str, str]) -> Markup:
    width = len(table.columns)
    match line:
        case Row():
            return tag("tr", *_row(line, table, links), role="row")
        case Band():
            cell = tag("th", tag("span", line.text), scope="rowgroup", colspan=width, role="rowheader")
            return tag("tr", cell, class_="band", role="row")
        case Total():
            return tag("tr", *_total(line, table), class_="total", role="row")
        case Remark():
            words = joined(tag("b", line.label), ": " if line.text else ":", line.text)
            return tag("tr", tag("td", tag("span", words), colspan=width, role="cell"), class_="remark", role="row")


def _row(row: Row, table: Table, links: Mapping[str, str]) -> Iterator[Markup]:
    named, pinned = named_column(table), _pinned(table)
    for place, column in enumerate(table.columns):
        cell = row.cells.get(column.key, Cell())
        content, names = toned(cell), place == named and cell.text != ""
        if place == named and row.id in links:
            content = tag("a", content, href=links[row.id])
        yield tag(
            "th" if names else "td",
            content,
            scope="row" if names else None,
            class_=_classes(column, place, pinned) + (" empty" if cell.text in ("", NOTHING) else ""),
            data_label=" / ".join(column.heading) if is_stacked(table) else None,
            data_value=None if cell.figure is None else f"{cell.figure:f}",
            data_grade=_GRADES.index(cell.tone) if cell.tone and cell.figure is None else None,
            role="rowheader" if names else "cell",
        )


def _total(total: Total, table: Table) -> Iterator[Markup]:
    """The label over all columns before the first cell."""
    keys = [column.key for column in table.columns]
    first = next((place for place, key in enumerate(keys) if key in total.cells), len(keys))
    if first:
        yield tag("th", total.label, scope="row", colspan=first, class_="left", role="rowheader")
    for column in table.columns[first:]:
        cell = total.cells.get(column.key, Cell())
        yield tag(
            "td",
            toned(cell),
            class_=column.align + (" empty" if cell.text in ("", NOTHING) else ""),
            data_label=" / ".join(column.heading) if is_stacked(table) else None,
            data_value=None if cell.figure is None else f"{cell.figure:f}",
            role="cell",
        )


def _remarks(table: Table) -> Markup | None:
    """What the cells say besides: where a figure comes from, what an indicator means."""
    named = table.columns[named_column(table)].key
    entries = []
    for row in table.rows:
        told = [
            tag("dd", tag("b", column.heading[-1]), ": ", " · ".join(row.cells[column.key].remark.split("\n")))
            for column in table.columns
            if column.key in row.cells and row.cells[column.key].remark
        ]
        if told:
            entries += [tag("dt", row.cells.get(named, Cell()).text), *told]
    if not entries:
        return None
    return tag("details", tag("summary", _("Sources and explanations of the figures")), tag("dl", *entries))
