"""The pages of the checks under docs are those of `kumkm rule`, in both languages."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kumkm_targets.checks.registry import FLAW_RULES, RULES
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.rules.pages import INDEX, rule_pages
from tests.conftest import ROOT, Run

FOLDERS = {"id": ROOT / "docs" / "id" / "pemeriksaan", "en": ROOT / "docs" / "en" / "checks"}
ELSEWHERE = {
    "id": "*[English](../../en/checks/README.md)*",
    "en": "*[Bahasa Indonesia](../../id/pemeriksaan/README.md)*",
}


def _parsed(page: Path) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).parse(page.read_text(encoding="utf-8"))


def _headings(page: Path) -> list[str]:
    tokens = _parsed(page)
    return [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]


@pytest.mark.parametrize("language", FOLDERS)
def test_the_pages_are_what_the_checks_say(language: str, request: pytest.FixtureRequest) -> None:
    use_language(language)
    pages, folder = rule_pages(RULES, ELSEWHERE[language]), FOLDERS[language]
    if request.config.getoption("--update"):
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == pages


@pytest.mark.parametrize("language", FOLDERS)
def test_every_check_has_its_heading_and_the_index_leads_there(language: str) -> None:
    folder = FOLDERS[language]
    found = [heading for page in sorted(folder.glob("KT*.md")) for heading in _headings(page)[1:]]
    assert found == [f"{rule.code} {rule.name}" for rule in RULES]
    links = re.findall(r"\[(.*?)\]\((.*?)#(.*?)\)", (folder / INDEX).read_text(encoding="utf-8"))
    assert [text for text, _page, _anchor in links] == found
    for text, page, anchor in links:
        assert anchor == text.lower().replace(" ", "-")
        assert text in _headings(folder / page)


@pytest.mark.parametrize("language", FOLDERS)
def test_the_index_is_a_table_of_three_columns(language: str) -> None:
    tokens = _parsed(FOLDERS[language] / INDEX)
    rows = sum(token.type == "tr_open" for token in tokens) - sum(token.type == "thead_open" for token in tokens)
    cells = sum(token.type == "td_open" for token in tokens)
    assert (rows, cells) == (len(RULES), 3 * len(RULES))


@pytest.mark.parametrize("language", FOLDERS)
def test_nothing_in_the_pages_is_taken_for_html(language: str) -> None:
    for page in FOLDERS[language].iterdir():
        tokens = _parsed(page)
        kinds = {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}
        assert not kinds & {"html_block", "html_inline"}, page


@pytest.mark.parametrize("code", ["KT104", "KT303"])
def test_a_check_on_content_says_how_to_silence_it(run: Run, code: str) -> None:
    page = run("rule", code).out
    silenceable = next(rule for rule in RULES if rule.code == code).name not in FLAW_RULES
    assert ("    [check.ignore]\n" in page) is silenceable is (code == "KT303")
    assert (f'    {code} = "the reason"' in page) is silenceable
