"""A document as a PDF file: for the meeting's desk, for signatures, and for those who listen to it (PDF/UA-1)."""

import json
from pathlib import Path
from typing import Final

from kumkm_targets.reporting.documents.document import Document
from kumkm_targets.reporting.documents.typeset.content import content
from kumkm_targets.reporting.typesetting import typeset

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def document_pdf(document: Document) -> bytes:
    """The file, with its fonts in it; same document, same bytes. Raises UsageError without the package `typst`.

    The template is fixed, and the document goes to it as data: no text is ever read as markup.
    """
    inputs = {"document": json.dumps(content(document), ensure_ascii=False)}
    return typeset(TEMPLATE.read_text("utf-8"), "pdf", inputs, is_accessible=True, instead=".md")
