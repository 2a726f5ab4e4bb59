"""What a workspace's .gitattributes says: realised files are merged by figure, and evidence is kept byte by byte."""

from pathlib import Path
from typing import Final

from kumkm_targets.storage.atomic import not_written
from kumkm_targets.storage.report_file import write_bytes

ATTRIBUTES_FILE: Final = ".gitattributes"
REALISED_FILES: Final = "*/realised/*.toml"
DRIVER: Final = "kumkm"
"""The name under which a clone's configuration has the merge driver; without it there Git merges lines."""
EVIDENCE_FILES: Final = "*/evidence/**"
LINES: Final = (f"{REALISED_FILES} merge={DRIVER} text eol=lf", f"{EVIDENCE_FILES} -text")
"""Ends of line that Git rewrites in a text would change the digest of evidence."""


def lacking_lines(workspace: Path) -> list[str]:
    """The lines that the workspace's .gitattributes does not have yet. Raises NotWrittenError."""
    return _lacking(_content(workspace / ATTRIBUTES_FILE))


def write_attributes(workspace: Path) -> bool:
    """Put what is lacking at the end of the workspace's .gitattributes, whatever else it holds. False for nothing.

    Raises NotWrittenError; then nothing changed.
    """
    path = workspace / ATTRIBUTES_FILE
    content = _content(path)
    lines = _lacking(content)
    if not lines:
        return False
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    above = content + line_end if content and not content.endswith(b"\n") else content
    write_bytes(path, above + b"".join(line.encode() + line_end for line in lines))
    return True


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise not_written(path, error) from error


def _lacking(content: bytes) -> list[str]:
    rules = [line.split() for line in content.decode("utf-8", "replace").splitlines()]
    merged = any(rule[:1] == [REALISED_FILES] and f"merge={DRIVER}" in rule for rule in rules)
    kept = any(rule[:1] == [EVIDENCE_FILES] for rule in rules)
    return [line for line, is_there in zip(LINES, (merged, kept), strict=True) if not is_there]
