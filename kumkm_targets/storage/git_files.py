"""The lines of a workspace's .gitattributes and .gitignore by which Git keeps plans as kumkm needs them."""

from pathlib import Path
from typing import Final

from kumkm_targets.storage.atomic import not_written
from kumkm_targets.storage.report_file import write_bytes

ATTRIBUTES_FILE: Final = ".gitattributes"
REALISED_FILES: Final = "*/realised/*.toml"
DRIVER: Final = "kumkm"
"""The name under which a clone's configuration has the merge driver; without it there Git merges lines."""
LINE: Final = f"{REALISED_FILES} merge={DRIVER} text eol=lf"
EVIDENCE_LINE: Final = "*/evidence/** -text"
"""Other line ends in a clone would be another file than the one whose digest was recorded."""
IGNORE_FILE: Final = ".gitignore"
IGNORED: Final = ("*.kumkm.lock", ".*.toml.*.tmp")
"""A lock that Git took away with a branch would let two processes write at once."""
_LINES: Final = {ATTRIBUTES_FILE: (LINE, EVIDENCE_LINE), IGNORE_FILE: IGNORED}


def missing_lines(workspace: Path) -> list[tuple[Path, str]]:
    """The lines that are not there yet, with the file each belongs to. Raises NotWrittenError."""
    return [
        (workspace / name, line)
        for name, lines in _LINES.items()
        for line in _lacking(_content(workspace / name), lines)
    ]


def write_lines(workspace: Path) -> list[Path]:
    """Put what is missing at the end of these files, whatever else they hold; the files that changed.

    Raises NotWrittenError; then the file that it names did not change.
    """
    changed = []
    for name, lines in _LINES.items():
        path = workspace / name
        content = _content(path)
        lacking = _lacking(content, lines)
        if lacking:
            line_end = b"\r\n" if b"\r\n" in content else b"\n"
            above = content + line_end if content and not content.endswith(b"\n") else content
            write_bytes(path, above + b"".join(line.encode() + line_end for line in lacking))
            changed.append(path)
    return changed


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise not_written(path, error) from error


def _lacking(content: bytes, lines: tuple[str, ...]) -> list[str]:
    """A line is there where a rule for the same files has the first of its attributes, whatever else it says."""
    rules = [line.split() for line in content.splitlines()]
    wanted = {line: line.encode().split()[:2] for line in lines}
    return [
        line
        for line, (files, *first) in wanted.items()
        if not any(rule[:1] == [files] and all(word in rule for word in first) for rule in rules)
    ]
