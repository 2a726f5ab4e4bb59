"""The words for changes: every kind has them in both languages, and whatever differs can be printed and read."""

import io
import json
from itertools import pairwise

import pytest
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets.evaluation.changes.change import PlanState
from kumkm_targets.evaluation.changes.comparison import PlanComparison, compared
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.changes.data import changes_json
from kumkm_targets.reporting.changes.markdown import changes_markdown
from kumkm_targets.reporting.changes.plan_diff import PlanDiff, plan_diffs
from kumkm_targets.reporting.changes.report import changes_report
from kumkm_targets.reporting.changes.sections import Moments
from kumkm_targets.reporting.changes.words import sentence
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.plan_versions import PlanVersions
from tests.conftest import PLANS, ROOT, TODAY
from tests.evaluation.builders import amendment, indicator, plan, years

READINGS = [
    reading
    for folder in sorted([*PLANS.iterdir(), *(ROOT / "tests" / "corpus" / "good").iterdir()])
    if (reading := read_plan(folder)).plan is not None and not reading.all_flaws
]
MOMENTS = Moments("main", None)


def between(then: PlanState, now: PlanState) -> PlanComparison:
    return compared(then, now, TODAY)


def printed(diffs: list[PlanDiff], width: int) -> str:
    stream = io.StringIO()
    screen = Console(file=stream, width=width, height=50, color_system=None, markup=False, highlight=False)
    screen.print(changes_report(MOMENTS, diffs))
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["en", "id"])
def test_any_two_plans_can_be_compared_in_words(lang: str) -> None:
    use_language(lang)
    assert len(READINGS) > 5
    for then, now in pairwise([*READINGS, READINGS[0]]):
        diffs = list(plan_diffs([PlanVersions(then, now)], TODAY))
        assert diffs[0].fate == "renamed"
        for width in (40, 80):
            assert max(map(cell_len, printed(diffs, width).splitlines())) <= width
        page = changes_markdown(MOMENTS, diffs)
        assert all(line.count(" | ") >= 3 for line in page.splitlines() if line.startswith("| "))
        (one,) = json.loads(changes_json(MOMENTS, diffs))["plans"]
        assert diffs[0].comparison is not None
        assert len(one["changes"]) == len(diffs[0].comparison.changes)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"unit": "orang"}, "Unit of indicator “Indikator” changed from % to orang"),
        ({"better": "lower"}, "Direction of indicator “Indikator” changed from higher is better to lower is better"),
        ({"achievement": "ratio"}, "Formula of the achievement of indicator “Indikator” is new: R ÷ T × 100"),
        ({"formula": "b / c"}, "Formula of indicator “Indikator” is new: b / c"),
        ({"name": "Nama baru"}, "Name of indicator “Nama baru” changed from Indikator to Nama baru"),
        ({"baseline": {"year": 2023, "value": "3.2"}}, "Baseline of “Indikator” is new: 3,2% (2023)"),
        ({"targets": {2025: "4.1"}}, "Target 2025 of “Indikator” rose from 4% to 4,1% (+0,1 percentage points)"),
        ({"targets": {2025: "3.9"}}, "Target 2025 of “Indikator” fell from 4% to 3,9% (−0,1 percentage points)"),
        ({"targets": {2025: "4", 2026: "5"}}, "Target 2026 of “Indikator” is new: 5%"),
        ({"targets": {}}, "Target 2025 of “Indikator” was taken out; it was 4%"),
        ({"targets": {2025: {"min": "4", "max": "5"}}}, "Target 2025 of “Indikator” changed from 4% to 4–5%"),
    ],
)
def test_a_change_of_an_indicator_is_one_sentence(fields: dict[str, object], words: str) -> None:
    then = PlanState(plan({"a": indicator(targets={2025: "4"})}), {})
    now = PlanState(plan({"a": indicator(**{"targets": {2025: "4"}, **fields})}), {})
    found = between(then, now)
    assert [sentence(change, found) for change in found.changes] == [words]


def test_an_amended_target_names_the_amendment() -> None:
    declared = {"a": indicator(targets={2026: "3.81"})}
    now = plan(declared, amendments=[amendment("2025-09-12", "a", {2026: ("3.81", "3.78")})])
    found = between(PlanState(plan(declared), {}), PlanState(now, {}))
    assert [sentence(change, found) for change in found.changes] == [
        "Target 2026 of “Indikator” fell from 3,81% to 3,78% (−0,03 percentage points), by Perda 1",
        "Amendment “Perda 1” is new: 1 target",
    ]


def test_figures_in_another_unit_are_not_subtracted() -> None:
    then = PlanState(plan({"a": indicator(unit="orang", targets={2025: "40"})}), years({2025: {"a": "39"}}))
    now = PlanState(plan({"a": indicator(unit="Rp juta", targets={2025: "50"})}), years({2025: {"a": "49"}}))
    found = between(then, now)
    told = [sentence(change, found) for change in (*found.targets, *found.figures)]
    assert told == [
        "Target 2025 of “Indikator” changed from 40 orang to 50 Rp juta",
        "Realised figure 2025 of “Indikator” changed from 39 orang to 49 Rp juta",
    ]


def test_a_figure_that_only_changed_its_source_says_so() -> None:
    declared = plan({"a": indicator(targets={2025: "4"})})
    then, now = (years({2025: {"a": "3"}}) for _side in range(2))
    sourced = now[2025].figures["a"].model_copy(update={"source": "BPS"})
    now[2025] = now[2025].model_copy(update={"figures": {"a": sourced}})
    found = between(PlanState(declared, then), PlanState(declared, now))
    assert [sentence(change, found) for change in found.changes] == [
        "Source of realised figure 2025 of “Indikator” changed from – to BPS"
    ]
