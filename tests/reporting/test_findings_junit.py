from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.registry import RULES
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.findings.junit import junit_report
from kumkm_targets.reporting.plain import one_line
from tests.conftest import ROOT
from tests.reporting.checked_plans import CHECKED, HOSTILE, checked, finding, hostile_plan, plan_with, the_plans

ERROR = next(rule for rule in RULES if rule.severity == "error")


def suites_of(*plans: CheckedPlan, root: Path = Path()) -> list[ElementTree.Element]:
    """The suites of a report, every one with the counts that its cases have."""
    suites = list(ElementTree.fromstring("".join(junit_report(plans, root))))
    for suite in suites:
        outcomes = Counter(outcome.tag for case in suite for outcome in case)
        assert suite.tag == "testsuite"
        assert {case.tag for case in suite} == {"testcase"}
        assert [int(suite.attrib[name]) for name in ("tests", "errors", "failures", "skipped")] == [
            len(suite),
            outcomes["error"],
            outcomes["failure"],
            outcomes["skipped"],
        ]
    return suites


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_finding_and_every_clean_file_is_a_test_case(
    language: str, expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKED)
    use_language(language)
    expect(f"findings-junit.{language}.xml", "".join(junit_report(the_plans(), CHECKED)))


def test_a_plan_without_findings_has_passed() -> None:
    [suite] = suites_of(plan_with())
    [case] = suite
    assert case.attrib == {"classname": "plans/kota", "name": "plan.toml", "file": "plans/kota/plan.toml"}
    assert len(case) == 0


def test_errors_warnings_and_silenced_findings_are_told_apart() -> None:
    plan = plan_with(finding(ERROR), finding(), finding(ignored="printed so"))
    [suite] = suites_of(plan)
    assert [(case[0].tag, case[0].attrib) for case in suite] == [
        ("error", {"type": "error", "message": "a message"}),
        ("failure", {"type": "warning", "message": "a message"}),
        ("skipped", {"message": "printed so"}),
    ]


def test_the_text_shows_the_line_and_the_fix() -> None:
    [suite] = suites_of(plan_with(finding()))
    text = suite[0][0].text
    assert text is not None
    assert text.splitlines()[2:] == ["  1 | a = 1", "    |     ^", "  fix: a fix"]


def test_no_two_test_cases_have_one_name_and_no_name_has_a_line() -> None:
    cases = sorted((ROOT / "tests" / "corpus" / "bad").glob("*/plans/*"))
    suites = suites_of(*map(checked, cases), plan_with(finding(), finding(message="other words")), root=ROOT)
    names = [(case.get("classname"), case.get("name")) for suite in suites for case in suite]
    assert len(set(names)) == len(names) > len(cases)
    assert names[-2:] == [
        ("plans/kota", "KT302 target-against-direction: plan.toml a"),
        ("plans/kota", "KT302 target-against-direction: plan.toml a (2)"),
    ]


def test_hostile_texts_stay_within_their_test_case() -> None:
    text = "".join(junit_report([hostile_plan()], Path()))
    [suite] = suites_of(hostile_plan())
    failed, silenced, passed = suite
    message = failed[0].get("message")
    assert (
        message
        == silenced[0].get("message")
        == one_line(HOSTILE).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    )
    assert [len(case) for case in (failed, silenced, passed)] == [1, 1, 0]
    assert {element.tag for element in suite.iter()} == {"testsuite", "testcase", "failure", "skipped"}
    assert not set(text) & set("\x1b\x07\x00\x85\u202e\u2028\u200b\ufffe\uffff")
    text.encode()


def test_a_report_on_nothing_is_well_formed() -> None:
    assert suites_of() == []
