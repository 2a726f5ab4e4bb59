from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kumkm_targets.checks.registry import RULES
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.findings.markdown import markdown_report
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.storage.places import Span
from tests.reporting.checked_plans import CHECKED, HOSTILE, finding, hostile_plan, plan_with, the_plans

ERROR = next(rule for rule in RULES if rule.severity == "error")
URL = "https://git.example/kota/rencana/blob/abc"


class Page(HTMLParser):
    """A rendered page: its tags, its links and the text of every cell."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "td":
            self._in_cell = True
            self.cells.append("")
        if tag == "br":
            self.cells[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells[-1] += data


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_sums_up_lists_the_findings_and_folds_the_rest(
    language: str, expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKED)
    use_language(language)
    expect(f"findings-markdown.{language}.md", "".join(markdown_report(the_plans(), CHECKED, URL)))


def test_without_findings_the_page_says_so_and_names_the_plans() -> None:
    text = "".join(markdown_report([plan_with()], Path()))
    assert "All plan files are valid (1 plan, 1 file checked)" in text
    assert Page(text).cells == ["plans/kota", "1", "0", "0", "0"]


def test_errors_come_before_warnings() -> None:
    plans = [plan_with(finding(message="a warning")), plan_with(finding(ERROR, message="an error"))]
    text = "".join(markdown_report(plans, Path()))
    assert text.index("an error") < text.index("a warning")


def test_a_place_is_linked_where_the_address_of_the_files_is_known() -> None:
    inside = finding(file=Path("plans/kota (baru)/plan.toml"), span=Span(3, 1, 5, 1))
    outside = finding(file=Path("/elsewhere/plan.toml"))
    plan = plan_with(inside, outside)
    assert Page("".join(markdown_report([plan], Path(), URL))).links == [
        f"{URL}/plans/kota%20%28baru%29/plan.toml#L3-L5"
    ]
    assert Page("".join(markdown_report([plan], Path()))).links == []


def test_hostile_texts_stay_text_in_their_cell() -> None:
    plan = hostile_plan()
    page = Page("".join(markdown_report([plan], Path())))
    shown = one_line(HOSTILE)
    assert page.tags <= {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "br", "details", "summary"}
    assert len(page.cells) == 4 + 4 + 5
    place = one_line(plan.findings[0].file.as_posix()) + ":1"
    assert page.cells[1] == place
    assert page.cells[3].split("\n") == [shown, f"{place}: {shown}", f"fix: {shown}"]
    assert page.cells[7].split("\n")[-1] == f"silenced: {shown}"


@pytest.mark.parametrize("text", [HOSTILE, "\\|", "\\\\|", "a|b", "`|`", "&copy;", "x\\", "*", "~~s~~", "<br>"])
def test_markdown_text_is_shown_as_it_is(text: str) -> None:
    page = Page(f"| a |\n|---|\n| {markdown_text(text)} |\n")
    assert page.cells == [one_line(text)]
    assert page.tags == {"table", "thead", "tbody", "tr", "th", "td"}


def test_a_page_of_very_many_findings_stays_below_what_github_takes() -> None:
    plans = [plan_with(finding(message="x" * 100), finding(ignored="y" * 100), finding(ERROR))] * 10_000
    text = "".join(markdown_report(plans, Path()))
    assert len(text.encode()) < 1024 * 1024
    listed = text.count("KT302") + text.count(ERROR.code)
    left_out = [int(line.split()[1]) for line in text.splitlines() if line.startswith("… ")]
    assert listed + sum(left_out[:2]) == 30_000
    assert len(left_out) == 3
    assert "10000 errors, 10000 warnings (10000 plans, 10000 files checked; 10000 findings silenced)" in text


def test_one_endless_text_does_not_crowd_out_the_others() -> None:
    plan = plan_with(finding(message="x" * 2_000_000), finding(message="the other"))
    text = "".join(markdown_report([plan], Path()))
    assert "the other" in text
    assert "… 1 more is not shown here\n" in text
