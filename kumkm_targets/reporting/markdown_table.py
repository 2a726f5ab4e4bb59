"""Tables in Markdown, whose cells stay text whatever they hold."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from kumkm_targets.reporting.markdown import markdown_text

_RULES: Final = {"left": "---", "right": "--:"}


def markdown_table(titles: Sequence[tuple[str, Literal["left", "right"]]], rows: Iterable[Sequence[str]]) -> str:
    """A table with these titles, each set to its side, and one line per row."""
    lines = [_line(title for title, _side in titles), f"| {' | '.join(_RULES[side] for _title, side in titles)} |\n"]
    return "".join([*lines, *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |\n"
