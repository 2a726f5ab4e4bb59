"""The status as Markdown: the tables of the screen, and nothing but them, whatever a plan holds."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kumkm_targets.reporting.plain import one_line
from tests.conftest import Run

Expect = Callable[[str, str], None]
PALEMBANG = "palembang-rpjmd-2013-2018"
HOSTILE = (
    "a | b <script>alert(1)</script> `c` **d** _e_ ~~f~~ [g](http://evil.example) ![h](i) <http://evil.example> "
    "&lt; $j$ \\\\| \\n# k \\u001b[31m \\u202e"
)


def _parsed(text: str) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).parse(text)


def _cells(tokens: list[Token]) -> Iterator[str]:
    """What the cells of the tables show; they hold nothing but text."""
    for opening, inline in pairwise(tokens):
        if opening.type == "td_open":
            assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
            yield "".join(child.content for child in inline.children or ())


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_plan_is_a_table_with_its_footer_as_a_list(run: Run, expect: Expect, language: str) -> None:
    done = run("status", PALEMBANG, "--format", "markdown", lang=language)
    assert (done.code, done.err) == (0, "")
    expect(f"status-palembang.{language}.md", done.out)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_overview_is_a_table_of_plans_with_those_that_cannot_be_read(
    run: Run, expect: Expect, workspace: Path, language: str
) -> None:
    (workspace / "kaltim-revitalisasi-2013" / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("status", "--format", "markdown", lang=language)
    assert done.code == 3
    expect(f"status-overview.{language}.md", done.out)


def test_the_cells_are_those_of_the_screen(run: Run) -> None:
    screen = run("status", PALEMBANG).out
    cells = list(_cells(_parsed(run("status", PALEMBANG, "--format", "markdown").out)))
    assert len(cells) == 3 * 9
    for cell in cells:
        assert cell in screen


def test_what_a_plan_holds_stays_text(run: Run, workspace: Path) -> None:
    folder = workspace / "jahat"
    folder.mkdir()
    (folder / "plan.toml").write_text(
        f"""
format = 1
[plan]
title = "{HOSTILE}"
kind = "other"
period = {{ start = 2025, end = 2026 }}
region = {{ code = "62", name = "{HOSTILE}" }}
rating_scale = "x"
[rating_scales.x]
title = "{HOSTILE}"
grades = [{{ label = "{HOSTILE}" }}]
[indicators.a]
name = "{HOSTILE}"
unit = "{HOSTILE}"
better = "higher"
targets = {{ 2025 = 1 }}
""",
        encoding="utf-8",
    )
    (folder / "realised").mkdir()
    (folder / "realised" / "2025.toml").write_text(
        f'format = 1\nyear = 2025\n[figures.a]\nvalue = 1\nsource = "{HOSTILE}"\n', encoding="utf-8"
    )
    shown = one_line(HOSTILE.encode().decode("unicode_escape"))
    done = run("status", "jahat", "--format", "markdown")
    assert done.code == 0, done.err
    tokens = _parsed(done.out)
    cells = list(_cells(tokens))
    assert (cells[1], cells[2], cells[7]) == (shown, shown, shown)
    assert len(cells) == 9
    kinds = {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "strong_open",
        "em_open",
        "s_open",
    }
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h3"]
    assert "| jahat | 2025 | 100,00 |" in run("status", "--format", "markdown").out
