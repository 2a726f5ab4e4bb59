"""What changes in a file, as a unified diff."""

from difflib import unified_diff
from pathlib import Path
from typing import Final

from rich.text import Text

from kumkm_targets.reporting.plain import one_line, source_line

_UNENDED: Final = "\\ No newline at end of file"
_STYLES: Final = {"+": "green", "-": "red", "@": "cyan"}


def file_diff(path: Path, before: str, after: str) -> Text:
    """The lines that change, with those around them, safe to show."""
    name = one_line(path.as_posix())
    text = Text()
    for line in unified_diff(_lines(before), _lines(after), name, name, lineterm=""):
        sign, (content, *unended) = line[:1], line[1:].split("\n")
        shown = "\n".join((sign + source_line(content.removesuffix("\r")), *unended, ""))
        text.append(shown, style="bold" if line.startswith(("---", "+++")) else _STYLES.get(sign, ""))
    return text


def _lines(content: str) -> list[str]:
    """The lines of a text. The last one says so if no line end is behind it."""
    *lines, last = content.split("\n")
    return [*lines, f"{last}\n{_UNENDED}"] if last else lines
