"""A document as Markdown, for pull requests and wikis. Merged headings are written out; charts are left out."""

from collections.abc import Iterable, Iterator
from typing import Literal

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import (
    Band,
    Block,
    Cell,
    Column,
    Document,
    KeyFigures,
    Notes,
    Remark,
    Row,
    Signature,
    Statements,
    Table,
    Total,
)
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table


def document_markdown(document: Document) -> str:
    """Title, facts, tables, notes and signatures."""
    title, *subtitle = map(markdown_text, document.title)
    parts = [f"# {title}", *(f"**{line}**" for line in subtitle), markdown_text(document.number)]
    parts.append(_list(f"{label}: {text}" for label, text in document.facts))
    for block in document.blocks:
        parts += _block(block)
    parts.append(markdown_text(document.place_date))
    parts += map(_signature, document.signatures)
    return "\n\n".join(filter(None, parts)) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield f"## {markdown_text(block.caption)}" if block.caption else ""
            yield _table(block).rstrip("\n")
            yield _list(f"{line.label}: {line.text or '…'}" for line in block.lines if isinstance(line, Remark))
        case Notes():
            yield _list(block.lines)
        case KeyFigures():
            yield _list(f"{one.label}: {one.cell.text} ({one.detail})".removesuffix(" ()") for one in block.figures)
        case Statements():
            yield f"## {markdown_text(block.title)}"
            yield _list(block.lines)


def _table(table: Table) -> str:
    titles = [(f"{' / '.join(column.heading)} {column.number}".strip(), _side(column)) for column in table.columns]
    return markdown_table(titles, _rows(table))


def _rows(table: Table) -> Iterator[list[str]]:
    keys = [column.key for column in table.columns]
    for line in table.lines:
        match line:
            case Band():
                yield [line.text, *[""] * (len(keys) - 1)]
            case Row():
                yield [line.cells.get(key, Cell()).text for key in keys]
            case Total():
                yield [line.label, *(line.cells.get(key, Cell()).text for key in keys[1:])]


def _side(column: Column) -> Literal["left", "right"]:
    return "right" if column.align == "right" else "left"


def _signature(one: Signature) -> str:
    nip = _("NIP {nip}").format(nip=one.nip) if one.nip else ""
    return "  \n".join(markdown_text(line) for line in (one.role, one.name, nip) if line)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {markdown_text(line)}" for line in lines)
