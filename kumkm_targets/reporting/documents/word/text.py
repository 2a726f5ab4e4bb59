"""A document as .docx: headings in the styles of the program, tables that can be edited, room to sign."""

from datetime import datetime
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import (
    Block,
    Charts,
    Document,
    KeyFigures,
    Notes,
    Statements,
    Table,
)
from kumkm_targets.reporting.documents.word.table import fill_table, keep_together
from kumkm_targets.storage.archives import undated

_SHEETS: Final = {"A4": (Cm(21), Cm(29.7)), "F4": (Cm(21.5), Cm(33))}
_MARGIN: Final = Cm(1.8)
_FONT: Final = "Arial"
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - one moment for all, so that the same report is the same bytes
_INK: Final = RGBColor(0x1F, 0x29, 0x33)


def document_text(document: Document) -> bytes:
    """The document as the bytes of a .docx file: the same document gives the same bytes. Charts are left out."""
    word = docx.Document()
    _set_up(word, document)
    _title(word, document)
    for block in document.blocks:
        _block(word, block, document)
    _signatures(word, document)
    content = BytesIO()
    word.save(content)
    return undated(content.getvalue())


def _set_up(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    short, long = _SHEETS[document.paper.size]
    if document.paper.is_landscape:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, long, short
    else:
        section.page_width, section.page_height = short, long
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Footer"):
        style = word.styles[name]
        style.font.name, style.font.color.rgb = _FONT, _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "id-ID" if document.language == "id" else "en-GB")
        style.element.get_or_add_rPr().append(language)
    word.styles["Normal"].font.size = Pt(10)
    word.styles["Title"].font.size, word.styles["Subtitle"].font.size = Pt(16), Pt(12)
    word.styles["Heading 1"].font.size, word.styles["Footer"].font.size = Pt(12), Pt(8)
    word.styles["Title"].font.bold, word.styles["Subtitle"].font.italic = True, False
    properties = word.core_properties
    properties.title, properties.author, properties.comments = document.title[0][:255], "", ""
    properties.created = properties.modified = _MADE
    properties.language = "id-ID" if document.language == "id" else "en-GB"
    _page_numbers(word, document)


def _title(word: WordDocument, document: Document) -> None:
    word.add_paragraph(document.title[0], style="Title")
    for line in document.title[1:]:
        word.add_paragraph(line, style="Subtitle")
    if document.number:
        word.add_paragraph(document.number).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for label, text in document.facts:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _block(word: WordDocument, block: Block, document: Document) -> None:
    match block:
        case Table():
            if block.caption:
                word.add_paragraph(block.caption, style="Heading 1").paragraph_format.keep_with_next = True
            lines = block.depth + block.is_numbered + len(block.lines)
            made = word.add_table(lines, len(block.columns), style="Table Grid")
            fill_table(made, block, _width(document))
            word.add_paragraph().paragraph_format.space_after = Pt(0)
        case Notes():
            for line in block.lines:
                paragraph = word.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.add_run(line).font.size = Pt(8)
        case KeyFigures():
            for one in block.figures:
                paragraph = word.add_paragraph(f"{one.label}: ")
                run = paragraph.add_run(one.cell.text)
                run.bold, run.font.size = True, Pt(16)
                paragraph.add_run(f" ({one.detail})" if one.detail else "")
        case Statements():
            word.add_paragraph(block.title, style="Heading 1").paragraph_format.keep_with_next = True
            for line in block.lines:
                word.add_paragraph(line, style="List Bullet")
        case Charts():
            pass


def _signatures(word: WordDocument, document: Document) -> None:
    """The signers beside each other in a table without lines; one alone stands at the right."""
    signers = document.signatures
    if not signers:
        return
    count = max(len(signers), 2)
    table = word.add_table(1, count)
    table.autofit = False
    keep_together(table.rows[0])
    for place, one in enumerate(signers, count - len(signers)):
        cell = table.cell(0, place)
        cell.width = Length(int(_width(document) / count))
        above = document.place_date if place == count - 1 else ""
        texts = (above, one.role, "", "", "", one.name or "………………………………", _("NIP {nip}").format(nip=one.nip))
        for number, text in enumerate(texts):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(text)
            run.bold = run.underline = bool(one.name) and text == one.name


def _width(document: Document) -> Length:
    """What the margins leave of a line."""
    short, long = _SHEETS[document.paper.size]
    return Length((long if document.paper.is_landscape else short) - 2 * _MARGIN)


def _page_numbers(word: WordDocument, document: Document) -> None:
    """The title and the number of the page at the foot of each."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{document.title[0]} · ")
    for number, field in enumerate(("PAGE", "NUMPAGES")):
        if number:
            paragraph.add_run(" / ")
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", field), ("end", "")):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)
