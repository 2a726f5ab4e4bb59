"""What writes a document in each format."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, Literal

from kumkm_targets.errors import UsageError
from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import Document

Format = Literal["pdf", "xlsx", "html", "docx", "md", "csv", "json"]

_WRITERS: Final[dict[Format, tuple[str, str]]] = {
    "pdf": ("typeset.pdf", "document_pdf"),
    "xlsx": ("workbook.book", "document_workbook"),
    "html": ("page.page", "document_page"),
    "docx": ("word.text", "document_text"),
    "md": ("markdown", "document_markdown"),
    "csv": ("data", "document_csv"),
    "json": ("data", "document_json"),
}
"""By format, which is also the ending of a file: the module, loaded when it is needed, and its function."""

_EXTRAS: Final[dict[Format, str]] = {"docx": "docx"}
"""The formats whose library comes with an extra of this name."""

FORMATS: Final = tuple(_WRITERS)


def written(document: Document, format: Format) -> bytes:  # noqa: A002 - as the option is called
    """The file's content; same document, same bytes. Raises UsageError where a library is not installed."""
    module, function = _WRITERS[format]
    try:
        write: Callable[[Document], str | bytes] = getattr(import_module(f"{__package__}.{module}"), function)
    except ModuleNotFoundError as error:
        if format not in _EXTRAS or error.name is None or error.name.startswith("kumkm_targets"):
            raise
        raise UsageError(
            _("this installation cannot write {format}").format(format=format),
            _('Install what it takes: pip install "kumkm-targets[{extra}]"').format(extra=_EXTRAS[format]),
        ) from error
    content = write(document)
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
