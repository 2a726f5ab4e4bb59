"""A document as one HTML file, to be shown in a meeting, opened on a phone, and printed."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kumkm_targets.messages import _
from kumkm_targets.reporting.charts.palette import LIGHT, stylesheet
from kumkm_targets.reporting.documents.document import Document, Table
from kumkm_targets.reporting.documents.page.blocks import block_markup, signatures
from kumkm_targets.reporting.documents.page.colours import properties
from kumkm_targets.reporting.documents.page.markup import Markup, tag
from kumkm_targets.reporting.documents.page.paper import paper_rules

GENERATOR: Final = "kumkm"
_STYLE: Final = Path(__file__).with_name("page.css")
_SCRIPT: Final = Path(__file__).with_name("page.js")


def document_page(
    document: Document,
    *,
    back: str | None = None,
    links: Mapping[str, str] | None = None,
    across: bool = False,
) -> str:
    """The page. back: where the page that lists all plans is. links, across: see `tables.table_section`."""
    style = Markup(properties() + _STYLE.read_text("utf-8") + stylesheet(LIGHT) + paper_rules(document))
    script = Markup(_SCRIPT.read_text("utf-8"))
    title, *subtitle = document.title
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content=GENERATOR),
        tag("title", " · ".join(document.title)),
        tag("style", style),
    )
    body = tag(
        "body",
        tag("a", _("To the content"), href="#content", class_="skip"),
        tag("nav", tag("a", "← ", _("All plans"), href=back), aria_label=_("All plans")) if back else None,
        tag(
            "header",
            tag("p", document.number, class_="number") if document.number else None,
            tag("h1", title),
            *(tag("p", line, class_="subtitle") for line in subtitle),
            _pairs(document.facts, "facts"),
        ),
        tag("main", *_blocks(document, links or {}, across=across), signatures(document), id="content", tabindex=-1),
        tag("footer", _pairs(document.provenance, "provenance")) if document.provenance else None,
        tag("script", script),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=document.language)}\n"


def _blocks(document: Document, links: Mapping[str, str], *, across: bool) -> Iterator[Markup]:
    tables = 0
    for block in document.blocks:
        tables += isinstance(block, Table)
        yield block_markup(block, f"t{tables}", " · ".join(document.title), links, across=across)


def _pairs(pairs: tuple[tuple[str, str], ...], name: str) -> Markup | None:
    """Label and text, pair by pair."""
    if not pairs:
        return None
    return tag("dl", *(tag("div", tag("dt", label), tag("dd", text)) for label, text in pairs), class_=name)


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and only what we wrote ourselves has an effect."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
