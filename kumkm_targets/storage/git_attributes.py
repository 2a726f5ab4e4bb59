"""The line of a workspace's .gitattributes that has Git merge realised files by figure."""

from pathlib import Path
from typing import Final

from kumkm_targets.storage.atomic import not_written
from kumkm_targets.storage.report_file import write_bytes

ATTRIBUTES_FILE: Final = ".gitattributes"
REALISED_FILES: Final = "*/realised/*.toml"
DRIVER: Final = "kumkm"
"""The name under which a clone's configuration has the merge driver; without it there Git merges lines."""
LINE: Final = f"{REALISED_FILES} merge={DRIVER} text eol=lf"


def lacks_attributes(workspace: Path) -> bool:
    """Whether the workspace's .gitattributes does not name the driver yet. Raises NotWrittenError."""
    return not _names_driver(_content(workspace / ATTRIBUTES_FILE))


def write_attributes(workspace: Path) -> bool:
    """Put the line at the end of the workspace's .gitattributes, whatever else it holds. False where it stands there.

    Raises NotWrittenError; then nothing changed.
    """
    path = workspace / ATTRIBUTES_FILE
    content = _content(path)
    if _names_driver(content):
        return False
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    above = content + line_end if content and not content.endswith(b"\n") else content
    write_bytes(path, above + LINE.encode() + line_end)
    return True


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise not_written(path, error) from error


def _names_driver(content: bytes) -> bool:
    rules = [line.split() for line in content.splitlines()]
    return any(rule[:1] == [REALISED_FILES.encode()] and f"merge={DRIVER}".encode() in rule for rule in rules)
