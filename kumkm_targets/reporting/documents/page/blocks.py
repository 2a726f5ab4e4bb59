"""The parts of a document in HTML, besides its tables."""

from collections.abc import Mapping
from typing import Final

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.reporting.charts.indicator_chart import indicator_chart, source_words, verdict_line
from kumkm_targets.reporting.charts.picture import Size
from kumkm_targets.reporting.documents.document import (
    Block,
    Charts,
    Document,
    KeyFigure,
    KeyFigures,
    Notes,
    Signature,
    Statements,
    Table,
)
from kumkm_targets.reporting.documents.page.markup import Markup, tag
from kumkm_targets.reporting.documents.page.tables import table_section
from kumkm_targets.reporting.documents.page.tones import bars
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import indicator_name

PICTURE: Final = Size(460, 300)
"""As wide as a phone, so that its letters can be read there; two beside each other on a projector, enlarged."""


def block_markup(block: Block, name: str, title: str, links: Mapping[str, str], *, across: bool) -> Markup:
    """One part of a document; all but the first are for a table."""
    match block:
        case Table():
            return table_section(block, name, title, links, across=across)
        case Notes():
            return tag("ul", *(tag("li", line) for line in block.lines), class_="notes")
        case KeyFigures():
            return tag("dl", *map(_key_figure, block.figures), class_="figures")
        case Statements():
            lines = tag("ul", *(tag("li", line) for line in block.lines))
            return tag("section", tag("h2", block.title), lines, class_="statements")
        case Charts():
            return _charts(block)


def _key_figure(one: KeyFigure) -> Markup:
    tone = one.cell.tone
    number = tag("dd", bars(tone) if tone else None, one.cell.text, class_="number")
    detail = tag("dd", one.detail, class_="detail") if one.detail else None
    return tag("div", tag("dt", one.label), number, detail, class_=f"figure {tone or ''}".rstrip())


def _charts(block: Charts) -> Markup:
    heading = tag("h2", block.title) if block.title else None
    return tag("section", heading, tag("div", *map(_figure, block.courses), class_="pictures"), class_="charts")


def _figure(course: Course) -> Markup:
    """A picture with its name and verdict above, and its sources below, whole however long they are."""
    name, sources = one_line(indicator_name(course.row.indicator)), source_words([course])
    return tag(
        "figure",
        tag("figcaption", tag("strong", name), tag("span", verdict_line(course))),
        Markup(indicator_chart(course, PICTURE, is_alone=False).rstrip()),
        tag("p", sources, class_="source") if sources else None,
    )


def signatures(document: Document) -> Markup | None:
    """For each signer the office, room to sign, name and NIP; place and day above the last of them."""
    if not document.signatures:
        return None
    *others, last = document.signatures
    signers = [*map(_signature, others), _signature(last, document.place_date)]
    return tag("section", tag("div", *signers, class_="signers"), class_="signatures")


def _signature(one: Signature, place_date: str = "") -> Markup:
    day = tag("p", place_date) if place_date else None
    nip = _("NIP {nip}").format(nip=one.nip or "………………")
    name = tag("p", one.name or "………………………………", class_="name")
    return tag("div", day, tag("p", one.role), name, tag("p", nip) if one.nip or not one.name else None)
