"""Checked plans for the formats of findings: two real folders, and one in which every text is hostile."""

from pathlib import Path

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.engine import check_plan
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.checks.targets.series_rules import AGAINST_DIRECTION
from kumkm_targets.storage.places import Span
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.workspace import plan_folders
from tests.conftest import TODAY

CHECKED = Path(__file__).parent / "checked"
"""Holds `plans/`: one with an error and warnings of every kind of place, one without findings."""

HOSTILE = (
    "::error file=a,line=1::boo\r\n::stop-commands::x %0A ##[error] ]]> <script>alert(1)</script> &lt; "
    "| `c` **b** _i_ ~~s~~ [t](http://evil.example) ![i](x) <http://evil.example> www.evil.example "
    "\\| $x$ \"q\" 'q' {0} \x1b[31m\x07\x00 \u202e\u2066 \u200b \x85 \u2028 \ud800 \ufffe \uffff \U0001f600"
)

A_PLACE = Span(1, 5, 1, 6)
A_RULE = Rule("KT999", "a-rule", "warning", "What.", "Why.", "bad = 1", "good = 1", "How.", "Where")


def checked(folder: Path) -> CheckedPlan:
    """A plan folder after its check."""
    reading = read_plan(folder)
    return CheckedPlan.of(reading, check_plan(reading, TODAY))


def the_plans() -> list[CheckedPlan]:
    """The two real folders, named from `CHECKED`, which must be the working directory."""
    return [checked(folder) for folder in plan_folders(Path("plans"))]


def plan_with(*findings: Finding, folder: Path = Path("plans/kota")) -> CheckedPlan:
    """A plan in which these findings were made."""
    return CheckedPlan(folder, (folder / "plan.toml",), findings, {finding.file: ["a = 1"] for finding in findings})


def finding(
    rule: Rule = AGAINST_DIRECTION,
    file: Path = Path("plans/kota/plan.toml"),
    message: str = "a message",
    span: Span = A_PLACE,
    ignored: str | None = None,
    replacement: str | None = None,
) -> Finding:
    """A finding that was made up."""
    return Finding(rule, file, ("a",), False, message, "a fix", (), replacement, span, ignored)


def hostile_plan() -> CheckedPlan:
    """A plan whose folder, file, keys, values and reasons are all hostile."""
    folder = Path("plans") / HOSTILE.replace("/", "").replace("\0", "").replace("\ud800", "\udc80")
    file = folder / "plan.toml"
    related = (Related(file, (HOSTILE,), HOSTILE, Span(1, 1, 1, 2)), Related(file, (), HOSTILE))
    findings = tuple(
        Finding(AGAINST_DIRECTION, file, (HOSTILE, 0), False, HOSTILE, HOSTILE, related, HOSTILE, Span(1, 1, 2, 2), why)
        for why in (None, HOSTILE)
    )
    return CheckedPlan(folder, (file, folder / "realised" / "2025.toml"), findings, {file: [HOSTILE, HOSTILE]})
