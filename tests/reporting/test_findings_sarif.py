"""The schema beside this file is version 2.1.0-rtm.5 as the npm package @microsoft/jest-sarif 1.0.0-beta.0 ships it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.registry import RULES
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.findings import sarif as findings_sarif
from kumkm_targets.reporting.findings.sarif import sarif_report
from kumkm_targets.storage.places import Span
from tests.conftest import PLANS, ROOT
from tests.reporting.checked_plans import (
    A_RULE,
    CHECKED,
    HOSTILE,
    checked,
    finding,
    hostile_plan,
    plan_with,
    the_plans,
)

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)
FINGERPRINT = "kumkmFinding/v1"


def run_of(*plans: CheckedPlan, root: Path = Path()) -> dict[str, Any]:
    """The run that a valid log tells of."""
    log = json.loads("".join(sarif_report(plans, root)))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_log_holds_the_rules_and_every_finding(
    expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKED)
    monkeypatch.setattr(findings_sarif, "__version__", "1.2.3")
    plans = the_plans()
    found = {finding.rule.code for plan in plans for finding in plan.findings}
    expect(
        "findings.sarif",
        "".join(sarif_report(plans, CHECKED, [rule for rule in RULES if rule.code in found])),
    )


def test_the_schema_refuses_what_is_not_sarif() -> None:
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"results": []}]})


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_findings_on_every_bad_case_and_real_plan_make_a_valid_log(language: str) -> None:
    use_language(language)
    cases = sorted((ROOT / "tests" / "corpus" / "bad").glob("*/plans/*"))
    plans = [checked(folder) for folder in (*cases, *sorted(PLANS.glob("*/")))]
    run = run_of(*plans, root=ROOT)
    assert len(run["results"]) == sum(len(plan.findings) for plan in plans) > len(cases)
    assert run["language"] == language


def test_a_run_without_findings_is_valid_and_knows_every_rule() -> None:
    run = run_of(plan_with())
    assert run["results"] == []
    rules = run["tool"]["driver"]["rules"]
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        (rule.code, rule.severity) for rule in RULES
    ]
    assert all(rule["name"].isalnum() and rule["name"][0].isupper() for rule in rules)


def test_every_result_points_at_its_rule() -> None:
    run = run_of(*(plan_with(finding(rule)) for rule in RULES))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [rule.code for rule in RULES]


def test_hostile_texts_make_a_valid_log_without_links() -> None:
    plan = hostile_plan()
    text = "".join(sarif_report([plan], Path()))
    run = run_of(plan)
    result, silenced = run["results"]
    assert "](" not in result["message"]["text"]
    assert result["message"]["text"].count("\n") == 1
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == HOSTILE
    assert silenced["suppressions"][0]["kind"] == "inSource"
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogateescape") == plan.findings[0].file.as_posix()
    assert not set(text) & set("\x1b\x07\x00\x85\u202e\u2028\u200b\ud800")
    text.encode()


def test_places_are_relative_to_the_root_and_percent_encoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    inside = finding(file=Path("plans/kota baru: 50%/plan.toml"))
    outside = finding(file=Path("/elsewhere/kota baru/plan.toml"))
    results = run_of(plan_with(inside, outside), root=tmp_path)["results"]
    assert [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results] == [
        {"uri": "data/plans/kota%20baru%3A%2050%25/plan.toml", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///elsewhere/kota%20baru/plan.toml"},
    ]
    assert not urlsplit("data/plans/kota%20baru%3A%2050%25/plan.toml").scheme


def test_a_replacement_is_offered_as_a_fix_of_exactly_its_span() -> None:
    plain, mended = run_of(plan_with(finding(), finding(span=Span(3, 5, 3, 9), replacement='"3,5"')))["results"]
    assert "fixes" not in plain
    assert mended["fixes"] == [
        {
            "description": {"text": "a fix"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "plans/kota/plan.toml", "uriBaseId": "%SRCROOT%"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
                            "insertedContent": {"text": '"3,5"'},
                        }
                    ],
                }
            ],
        }
    ]


def test_every_result_says_whether_it_is_suppressed() -> None:
    results = run_of(plan_with(finding(), finding(ignored="printed so")))["results"]
    assert [result["suppressions"] for result in results] == [
        [],
        [{"kind": "inSource", "justification": "printed so"}],
    ]


def test_a_fingerprint_outlasts_other_lines_and_words_but_tells_findings_apart() -> None:
    made = finding()
    moved = finding(message="other words", span=Span(9, 9, 9, 10), ignored="why")
    others = [finding(rule=RULES[0]), finding(file=Path("plans/kota/realised/2025.toml")), replace(made, key=("b",))]

    def fingerprints(*findings: Any) -> list[str]:
        results = run_of(plan_with(*findings))["results"]
        return [result["partialFingerprints"][FINGERPRINT] for result in results]

    assert fingerprints(made) == fingerprints(moved)
    assert len(set(fingerprints(made, moved, *others))) == 5
    assert fingerprints(made, *others)[0] == fingerprints(made, moved)[0]


def test_the_page_of_a_rule_is_its_help() -> None:
    [rule] = json.loads("".join(sarif_report([], Path(), [A_RULE])))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["name"] == "ARule"
    assert rule["help"]["markdown"].startswith("What.\n\n**Why it matters**\n\nWhy.\n\n**Not like this**\n\n```toml\n")
    assert "    bad = 1\n" in rule["help"]["text"]
