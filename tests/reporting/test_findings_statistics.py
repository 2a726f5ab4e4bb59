from collections.abc import Callable

import pytest

from kumkm_targets.checks.registry import RULES
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.findings.statistics import statistics_report
from tests.reporting.checked_plans import CHECKED, finding, hostile_plan, plan_with, the_plans

FIRST, SECOND, THIRD, FOURTH = RULES[:4]


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_rule_that_found_something_has_a_line(
    language: str, expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKED)
    use_language(language)
    expect(f"findings-statistics.{language}.txt", "".join(statistics_report(the_plans())))


def test_the_most_frequent_comes_first_and_what_can_be_fixed_is_marked(expect: Callable[[str, str], None]) -> None:
    plans = [
        plan_with(finding(FIRST), finding(SECOND, replacement="1"), finding(THIRD, replacement="1")),
        plan_with(
            *[finding(THIRD)] * 11, finding(SECOND, ignored="printed so"), *[finding(FOURTH, ignored="printed so")] * 2
        ),
    ]
    expect("findings-statistics-marks.en.txt", "".join(statistics_report(plans)))


def test_without_findings_only_the_summary_is_left() -> None:
    assert list(statistics_report([plan_with()])) == ["All plan files are valid (1 plan, 1 file checked)\n"]


def test_nothing_from_a_file_is_shown() -> None:
    text = "".join(statistics_report([hostile_plan()]))
    assert [line.isprintable() for line in text.split("\n")] == [True] * 6
    assert "boo" not in text
