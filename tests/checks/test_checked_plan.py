import pickle
from pathlib import Path

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.registry import RULES
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS

ERROR = next(rule for rule in RULES if rule.severity == "error")
WARNING = next(rule for rule in RULES if rule.severity == "warning")


def test_only_the_lines_of_files_with_findings_are_kept() -> None:
    reading = read_plan(PLANS / "kalteng-rakortek-2025")
    path = reading.years[0].file.path
    clean = CheckedPlan.of(reading, [])
    found = CheckedPlan.of(reading, [WARNING.finding(path, (), "a message")])
    assert clean.files == tuple(file.path for file in reading.files)
    assert clean.lines == {}
    assert found.lines_of(path) == reading.lines_of(path) != []
    assert found.lines_of(reading.file.path) == ()


def test_a_checked_plan_travels_between_processes() -> None:
    plan = CheckedPlan.of(read_plan(PLANS / "kalteng-rakortek-2025"), [WARNING.finding(Path("a"), (), "a message")])
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_plans_are_counted_as_they_pass_and_silenced_findings_apart() -> None:
    def finding(rule: Rule, ignored: str | None = None) -> Finding:
        return Finding(rule, Path("a"), (), False, "a message", ignored=ignored)

    first = CheckedPlan(Path("a"), (Path("a/plan.toml"),), (finding(ERROR), finding(WARNING), finding(WARNING)))
    second = CheckedPlan(Path("b"), (Path("b/plan.toml"), Path("b/x.toml")), (finding(ERROR, "why"),))
    tally = Tally()
    passing = tally.counting([first, second])
    assert next(passing) is first
    assert tally == Tally(plans=1, files=1, errors=1, warnings=2)
    assert list(passing) == [second]
    assert tally == Tally(plans=2, files=3, errors=1, warnings=2, silenced=1)
