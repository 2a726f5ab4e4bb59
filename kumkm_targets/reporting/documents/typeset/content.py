"""A document as data for the template `report.typ`, which sets it and decides nothing about its words."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from kumkm_targets.messages import _
from kumkm_targets.reporting.charts.description import description
from kumkm_targets.reporting.charts.small_multiples import panels
from kumkm_targets.reporting.charts.text_width import shortened
from kumkm_targets.reporting.documents.document import (
    Block,
    Charts,
    Document,
    KeyFigures,
    Notes,
    Paper,
    Remark,
    Signature,
    Statements,
    Table,
)
from kumkm_targets.reporting.documents.typeset.letters import breakable, showable, width
from kumkm_targets.reporting.documents.typeset.tables import set_tables
from kumkm_targets.reporting.words import indicator_name

_CENTIMETRE: Final = 72 / 2.54
_SHEETS: Final = {"A4": (21.0, 29.7), "F4": (21.5, 33.0)}
_MARGIN: Final = 1.5 * _CENTIMETRE
_FOOT: Final = 1.8 * _CENTIMETRE
_TITLE: Final = {True: 13.0, False: 19.0}
"""Size of the first line of the title: of an official form, and of the others."""
_SMALL: Final = 7.0
_BODY: Final = 9.0
_HEADING: Final = 11.0
_MOST: Final = 400
_MOST_NOTES: Final = 5000
"""So many letters of remarks and notes may stay on one page with the signatures."""
_LINES_OF_A_PAGE: Final = 45
"""Tables with more lines than this never fit on one page."""
_LINES_KEPT_TOGETHER: Final = 12
_LANDSCAPE: Final = 20 * _CENTIMETRE
"""From this width on three charts stand beside each other."""
_TWO_BY_TWO: Final = 4
_SHARE_OF_A_THIRD: Final = 0.72
"""Four charts on a wide page are two by two, and hardly larger than three beside each other."""
_NARROW: Final = 0.45
"""The share of the width that is sure to hold facts, notes and signatures beside each other."""


def content(document: Document) -> dict[str, Any]:
    """Everything the template needs, in points where it is a length, every text ready to be set."""
    wide, high = _sheet(document.paper)
    room = wide - 2 * _MARGIN
    official = any(table.is_numbered for table in document.tables)
    title = _TITLE[official]
    signatures = [_signature(one, room / max(len(document.signatures), 4)) for one in document.signatures]
    blocks = list(chain.from_iterable(_block(block, room, high) for block in document.blocks))
    notes = blocks.pop()["columns"] if document.signatures and blocks and blocks[-1]["kind"] == "notes" else []
    return {
        "language": document.language,
        "author": showable(document.author),
        "name": showable(" – ".join(document.title)),
        "official": official,
        "page": {"width": wide, "height": high, "margin": _MARGIN, "foot": _FOOT},
        "title_size": title,
        "title": [breakable(showable(line), room / title, bold=True) for line in document.title],
        "number": breakable(showable(document.number), room * 0.2 / _BODY),
        "facts": _pairs(document.facts, room * 0.2 / _BODY),
        "label_width": min(max((width(label) * _BODY for label, _text in document.facts), default=0), room * 0.25),
        "blocks": blocks,
        "notes": _beside(notes, alone=len(document.signatures) == 1 and room < _LANDSCAPE),
        "place_date": breakable(showable(document.place_date), room * _NARROW / _BODY),
        "signatures": signatures,
        "breaks_at_end": any(one["tall"] for one in signatures) or _letters_at_end(document, notes) > _MOST_NOTES,
        "short_table": _LINES_KEPT_TOGETHER,
        "single": document.is_one_page,
        "may_fit": sum(len(table.lines) for table in document.tables) <= _LINES_OF_A_PAGE,
        "provenance": shortened(_provenance(document), room * 0.8, _SMALL),
        "foot": shortened(_foot(document), room * 0.8, _SMALL),
        "count": _("page {n} of {of}"),
    }


def _sheet(paper: Paper) -> tuple[float, float]:
    short, long = (side * _CENTIMETRE for side in _SHEETS[paper.size])
    return (long, short) if paper.is_landscape else (short, long)


def _block(block: Block, room: float, high: float) -> Iterator[dict[str, Any]]:
    match block:
        case Table():
            yield from set_tables(block, room, high - _MARGIN - _FOOT)
        case Notes(lines=lines) if lines:
            yield {
                "kind": "notes",
                "columns": _columns([breakable(showable(line), room * _NARROW / _SMALL) for line in lines]),
            }
        case KeyFigures(figures=figures) if figures:
            yield {"kind": "figures", "figures": _figures(block, room)}
        case Charts() if block.courses:
            yield _charts(block, room)
        case Statements():
            stated = [breakable(showable(line), room * 0.9 / _BODY) for line in block.lines]
            yield {"kind": "statements", "title": _heading(block.title, room), "lines": stated}


def _figures(block: KeyFigures, room: float) -> list[dict[str, Any]]:
    across = min(len(block.figures), 4)
    narrow = (room / across - 16) / _BODY
    return [
        {
            "label": breakable(showable(one.label), narrow),
            "text": breakable(showable(one.cell.text), narrow / 2.4),
            "tone": one.cell.tone,
            "detail": breakable(showable(one.detail), narrow),
            "tall": _is_tall(one.label, one.cell.text, one.detail),
        }
        for one in block.figures
    ]


def _charts(block: Charts, room: float) -> dict[str, Any]:
    is_wide = room > _LANDSCAPE
    is_square = is_wide and len(block.courses) == _TWO_BY_TWO
    is_first_wide = not is_wide and len(block.courses) % 2 == 1
    pictures = panels(block.courses, is_first_wide=is_first_wide)
    charts = [
        {
            "picture": "\n".join(map(showable, picture.split("\n"))),
            "alt": showable(f"{indicator_name(one.row.indicator)}. {description(one)}"),
        }
        for picture, one in zip(pictures, block.courses, strict=True)
    ]
    return {
        "kind": "charts",
        "title": _heading(block.title, room),
        "across": 3 if is_wide and not is_square else 2,
        "wide": is_first_wide,
        "size": _SHARE_OF_A_THIRD if is_square else 1,
        "charts": charts,
    }


def _columns(lines: list[str]) -> list[list[str]]:
    """Notes in one column, or in two of like length where there are many."""
    lengths = [width(line) for line in lines]
    if len(lines) < 4 or sum(lengths) < 4 * 100:
        return [lines]
    half = next(count for count in range(1, len(lines) + 1) if sum(lengths[:count]) * 2 >= sum(lengths))
    return [part for part in (lines[:half], lines[half:]) if part]


def _letters_at_end(document: Document, notes: list[list[str]]) -> int:
    remarks = [line.text for table in document.tables for line in table.lines if isinstance(line, Remark)]
    return sum(map(len, chain(remarks, *notes)))


def _beside(columns: list[list[str]], *, alone: bool) -> list[list[str]]:
    """The notes in the columns that are left: one beside a single signature on a page that is not wide."""
    return [[line for column in columns for line in column]] if columns and alone else columns


def _signature(one: Signature, room: float) -> dict[str, Any]:
    narrow = (room - 24) / _BODY
    return {
        "role": breakable(showable(one.role), narrow),
        "name": breakable(showable(one.name), narrow, bold=True),
        "tall": _is_tall(one.role, one.name, one.nip),
        "nip": breakable(showable(_("NIP {nip}").format(nip=one.nip or "…………………………………")), narrow),
    }


def _is_tall(*texts: str) -> bool:
    """Whether the texts may fill more than a page of a narrow column, so that they cannot be kept together."""
    return sum(map(len, texts)) > _MOST


def _heading(text: str, room: float) -> str:
    return breakable(showable(text), room / _HEADING, bold=True)


def _pairs(pairs: tuple[tuple[str, str], ...], narrow: float) -> list[list[str]]:
    return [[breakable(showable(label), narrow), breakable(showable(text), narrow)] for label, text in pairs]


def _provenance(document: Document) -> str:
    return " · ".join(f"{showable(label)}: {showable(text)}" for label, text in document.provenance)


def _foot(document: Document) -> str:
    return showable(" · ".join(part for part in (document.title[0], document.number) if part))
