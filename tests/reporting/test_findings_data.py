import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.reporting.findings.data import json_report
from kumkm_targets.reporting.findings.github import github_report
from kumkm_targets.reporting.findings.junit import junit_report
from kumkm_targets.reporting.findings.sarif import sarif_report
from tests.reporting.checked_plans import CHECKED, HOSTILE, finding, hostile_plan, plan_with, the_plans

Report = Callable[[Iterable[CheckedPlan]], Iterator[str]]


def test_the_document_holds_every_finding_and_what_was_checked(
    expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKED)
    expect("findings.json", "".join(json_report(the_plans())))


@pytest.mark.parametrize("plans", [[], [plan_with()], [plan_with(finding())], [plan_with(finding(), finding())] * 2])
def test_the_document_reads_and_looks_as_if_written_at_once(plans: list[CheckedPlan]) -> None:
    text = "".join(json_report(plans))
    document = json.loads(text)
    assert json.dumps(document, indent=2, ensure_ascii=False) + "\n" == text
    assert len(document["findings"]) == sum(len(plan.findings) for plan in plans)
    assert document["checked"] == {"plans": len(plans), "files": len(plans)}


def test_hostile_texts_come_back_whole_and_print_harmlessly() -> None:
    text = "".join(json_report([hostile_plan()]))
    open_finding, silenced = json.loads(text)["findings"]
    assert open_finding["message"] == open_finding["fix"] == silenced["ignored"] == HOSTILE
    assert not set(text) & set("\x1b\x07\x00\x85\u202e\u2028\u200b\ud800")


@pytest.mark.parametrize(
    "report",
    [
        json_report,
        partial(github_report, root=Path()),
        partial(sarif_report, root=Path()),
        partial(junit_report, root=Path()),
    ],
    ids=["json", "github", "sarif", "junit"],
)
def test_a_plan_is_written_before_the_next_is_asked_for(report: Report) -> None:
    written: list[str] = []
    seen: list[bool] = []

    def plans() -> Iterator[CheckedPlan]:
        for message in ("the first", "the second", "the third"):
            yield plan_with(finding(message=message))
            seen.append(any(message in piece for piece in written))

    for piece in report(plans()):
        written.append(piece)  # noqa: PERF402 - `plans` looks at it meanwhile
    assert seen == [True, True, True]
