"""A yearly plan on top of the plan over years that it carries out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.longer_plan import LongerPlan, longer_plan
from kumkm_targets.evaluation.quarters import spent_in_quarters, spent_to_quarters
from kumkm_targets.model.realised import Spending
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import write_plan, year_text
from tests.conftest import TODAY

HEAD = """\
format = 1
[plan]
title = "{kind}"
kind = "{kind}"
region = {{ code = "62", name = "Kalimantan Tengah" }}
period = {{ start = {start}, end = {end} }}
[programmes.{programme}]
name = "Program"
code = "2.17.07"
budget = {{ {end} = "Rp900 juta" }}
"""
LONG = (
    HEAD.format(kind="rpjmd", start=2024, end=2026, programme="panjang")
    + """
[indicators.volume]
name = "Volume usaha"
unit = "Rp miliar"
better = "higher"
over_time = "sum"
reference = "K-2"
targets = { 2024 = 10, 2025 = 10, 2026 = 10 }
[indicators.dilatih]
name = "Dilatih"
unit = "orang"
better = "higher"
targets = { 2026 = 100 }
"""
)
YEARLY = (
    HEAD.format(kind="rkpd", start=2025, end=2025, programme="tahunan")
    + """
[indicators.omzet]
name = "Omzet"
unit = "Rp juta"
better = "higher"
over_time = "sum"
reference = "K-2"
targets = { 2025 = 9000 }
[indicators.dilatih]
name = "Dilatih"
unit = "%"
better = "higher"
targets = { 2025 = 50 }
[indicators.sendiri]
name = "Hanya di sini"
unit = "unit"
better = "higher"
targets = { 2025 = 5 }
"""
)


def beside(tmp_path: Path, yearly: str, long: dict[int, str], quarter: int | None = None) -> LongerPlan:
    plans = []
    for name, text, years in (("rkpd", YEARLY, {2025: yearly}), ("rpjmd", LONG, long)):
        files = {str(year): year_text(year, body) for year, body in years.items()}
        reading = read_plan(write_plan(tmp_path / name, text, files))
        assert reading.plan is not None
        assert not reading.all_flaws
        plans.append((reading.plan, reading.realised))
    (plan, realised), (other, its) = plans
    return longer_plan(appraise(plan, realised, 2025, TODAY, quarter=quarter), other, its, TODAY)


def test_figures_are_added_in_the_unit_of_the_yearly_plan(tmp_path: Path) -> None:
    found = beside(tmp_path, "[figures.omzet]\nvalue = 8500\n", {2024: "[figures.volume]\nvalue = 9\n"})
    seen = found.indicators["omzet"]
    assert (seen.before, seen.to_date) == (Decimal(9000), Decimal(17500))
    assert seen.target is not None
    assert seen.target.min == Decimal(30000)
    assert seen.percent is not None
    assert round(seen.percent, 4) == round(Decimal(175) / 3, 4)


def test_what_cannot_be_compared_and_what_is_not_there_is_said(tmp_path: Path) -> None:
    found = beside(tmp_path, "", {})
    assert set(found.indicators) == {"omzet"}
    assert found.incomparable == ("dilatih",)


def test_the_figure_of_the_yearly_plan_goes_before_another_one_and_the_difference_is_said(tmp_path: Path) -> None:
    long = {2024: "[figures.volume]\nvalue = 9\n", 2025: "[figures.volume]\nvalue = 8\n"}
    found = beside(tmp_path, "[figures.omzet]\nvalue = 8500\n", long)
    assert found.indicators["omzet"].to_date == Decimal(17500)
    assert found.differing == ("omzet",)


def test_without_a_figure_in_the_yearly_plan_that_of_the_longer_one_stands_in(tmp_path: Path) -> None:
    long = {2024: "[figures.volume]\nvalue = 9\n", 2025: "[figures.volume]\nvalue = 8\n"}
    found = beside(tmp_path, "", long)
    assert found.indicators["omzet"].to_date == Decimal(17000)
    assert found.differing == ()


def test_up_to_a_quarter_only_its_figures_count(tmp_path: Path) -> None:
    long = {2024: "[figures.volume]\nvalue = 9\n", 2025: "[figures.volume]\nvalue = 8\n"}
    found = beside(tmp_path, "[figures.omzet]\nquarters = { 1 = 100, 2 = 200 }\n", long, quarter=2)
    assert found.indicators["omzet"].to_date == Decimal(9300)
    without = beside(tmp_path, "", long, quarter=2)
    assert without.indicators["omzet"].to_date == Decimal(9000)


def test_programmes_are_matched_by_their_code(tmp_path: Path) -> None:
    found = beside(tmp_path, "", {2024: "[programmes.panjang]\nspent = 5\n", 2025: "[programmes.panjang]\nspent = 7\n"})
    seen = found.programmes["tahunan"]
    assert (seen.budget, seen.before) == (Decimal(900_000_000), Decimal(5))


def _spending(*stated: tuple[str, int]) -> Spending:
    records = [{"spent": Decimal(spent), "as_of": date.fromisoformat(day)} for day, spent in stated]
    return Spending.model_validate({**records[-1], "history": records[:-1]})


def test_spending_of_a_quarter_is_the_difference_between_the_ends_of_two() -> None:
    spending = _spending(("2025-03-31", 100), ("2025-05-15", 170), ("2025-06-30", 250), ("2025-12-31", 900))
    to_quarters = spent_to_quarters(spending, 2025)
    assert to_quarters == {1: 100, 2: 250, 4: 900}
    assert spent_in_quarters(to_quarters) == {1: 100, 2: 150}


def test_a_corrected_statement_counts_as_it_was_said_last() -> None:
    spending = _spending(("2025-03-31", 100), ("2025-03-31", 120))
    assert spent_to_quarters(spending, 2025) == {1: 120}
    assert spent_to_quarters(None, 2025) == {}
