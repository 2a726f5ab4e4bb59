import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kumkm_targets.checks.rule import Related
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.findings.github import github_report
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.storage.places import Span
from tests.reporting.checked_plans import CHECKED, HOSTILE, finding, hostile_plan, plan_with, the_plans


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_finding_is_an_annotation_and_the_last_line_counts_them(
    language: str, expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKED)
    use_language(language)
    expect(f"findings-github.{language}.txt", "".join(github_report(the_plans(), CHECKED)))


def test_silenced_findings_are_counted_but_not_annotated() -> None:
    assert list(github_report([plan_with(finding(ignored="printed so"))], Path())) == [
        "All plan files are valid (1 plan, 1 file checked; 1 finding silenced)\n"
    ]


def test_files_are_named_from_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    [annotation, _summary] = github_report([plan_with(finding())], tmp_path)
    assert annotation.startswith("::warning file=data/plans/kota/plan.toml,")
    [annotation, _summary] = github_report([plan_with(finding(file=Path("../plans/x/plan.toml")))], tmp_path)
    assert annotation.startswith("::warning file=plans/x/plan.toml,")


def test_columns_are_given_only_within_one_line() -> None:
    [one, several, _summary] = github_report(
        [plan_with(finding(span=Span(3, 5, 3, 9)), finding(span=Span(3, 5, 4, 2)))], Path()
    )
    assert "line=3,endLine=3,col=5,endColumn=9," in one
    assert "line=3,endLine=4,title=" in several


def test_a_hostile_text_stays_within_its_annotation() -> None:
    plan = hostile_plan()
    text = "".join(github_report([plan], Path()))
    [line, _summary, end] = re.split(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    assert end == ""
    command, properties, data = _as_the_runner_reads(line)
    place = f"{plan.findings[0].file.as_posix()}:1:1: "
    assert command == "warning"
    assert properties == {
        "file": one_line(plan.findings[0].file.as_posix()),
        "line": "1",
        "endLine": "2",
        "title": "KT302 target-against-direction",
    }
    assert data.split("\n") == [one_line(HOSTILE), one_line(place + HOSTILE), "fix: " + one_line(HOSTILE)]
    text.encode()


def test_a_related_place_in_a_file_that_was_not_searched_is_left_out() -> None:
    lost = Related(Path("elsewhere.toml"), ("a",), "the other side")
    made = finding()
    plan = plan_with(type(made)(made.rule, made.file, made.key, False, "a message", "", (lost,), None, made.span))
    [annotation, _summary] = github_report([plan], Path())
    assert annotation.endswith("::a message\n")


def _as_the_runner_reads(line: str) -> tuple[str, dict[str, str], str]:
    """Command, properties and data of a workflow command, the way the runner takes it apart."""

    def decoded(text: str, *more: tuple[str, str]) -> str:
        for code, sign in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(code, sign)
        return text

    def pairs(listed: str) -> Iterator[tuple[str, str]]:
        for pair in listed.split(","):
            name, _equals, value = pair.partition("=")
            yield name, decoded(value, ("%3A", ":"), ("%2C", ","))

    assert line.startswith("::")
    head, _colons, data = line[2:].partition("::")
    command, _space, listed = head.partition(" ")
    return command, dict(pairs(listed)), decoded(data)
