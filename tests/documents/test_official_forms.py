"""The forms of Permendagri 86/2017: columns, numbers, order, and every figure as the evaluation has it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kumkm_targets.evaluation.appraisal import appraise, latest_year
from kumkm_targets.evaluation.budget import budgets_of
from kumkm_targets.evaluation.course import course
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.report import FormNumbers, ReportSettings
from kumkm_targets.reporting.documents.document import Document, Remark, Row, Table, Total
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.registry import FORMS
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import HEAD, write_plan, year_text
from tests.conftest import PLANS, TODAY, Run
from tests.documents.evaluated_plans import LONG, YEAR, YEARLY, write_long, write_yearly
from tests.documents.workbook_formulas import reckoned

Expect = Callable[[str, str], None]
OFFICIAL = ("rpjmd", "renstra", "rkpd", "renja")
REAL = sorted(path for path in PLANS.iterdir() if path.is_dir())
CLOSE = Fraction(1, 10**20)


def material_of(folder: Path, year: int | None = None, **more: object) -> Material:
    reading = read_plan(folder)
    assert reading.plan is not None
    plan, realised = reading.plan, reading.realised
    year = latest_year(plan, realised, TODAY) if year is None else year
    return Material(appraise(plan, realised, year, TODAY), realised, TODAY, plan.report, **more)  # type: ignore[arg-type]


def table_of(document: Document) -> Table:
    [table] = document.tables
    return table


def rows_by_id(table: Table) -> dict[str, Row]:
    return {row.id: row for row in table.rows}


def totals_of(table: Table) -> list[Total]:
    return [line for line in table.lines if isinstance(line, Total)]


@pytest.fixture
def plans(workspace: Path) -> Path:
    """The workspace with a plan over five years and a yearly one."""
    write_long(workspace)
    write_yearly(workspace)
    return workspace


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["rpjmd", "renstra"])
def test_a_plan_over_five_years_as_markdown(run: Run, expect: Expect, plans: Path, form: str, language: str) -> None:
    done = run("report", LONG, "--year", str(YEAR), "--form", form, "-f", "md", lang=language)
    assert (done.code, done.err) == (0, "")
    expect(f"{form}-5-years.{language}.md", done.out)


@pytest.mark.parametrize("years", [2, 6])
def test_a_plan_has_as_many_years_as_it_declares(run: Run, expect: Expect, workspace: Path, years: int) -> None:
    write_long(workspace, years)
    done = run("report", LONG, "--year", str(YEAR), "--form", "rpjmd", "-f", "md", lang="id")
    assert (done.code, done.err) == (0, "")
    expect(f"rpjmd-{years}-years.id.md", done.out)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["rkpd", "renja"])
def test_a_yearly_plan_on_top_of_the_longer_one_as_markdown(
    run: Run, expect: Expect, plans: Path, form: str, language: str
) -> None:
    done = run("report", YEARLY, "--form", form, "--with", LONG, "-f", "md", lang=language)
    assert (done.code, done.err) == (0, "")
    expect(f"{form}-with.{language}.md", done.out)


def test_a_yearly_plan_alone_says_what_its_empty_columns_need(run: Run, expect: Expect, plans: Path) -> None:
    done = run("report", YEARLY, "--form", "rkpd", "-f", "md", lang="id")
    assert (done.code, done.err) == (0, "")
    expect("rkpd-alone.id.md", done.out)


def test_a_yearly_plan_up_to_a_quarter(run: Run, expect: Expect, plans: Path) -> None:
    done = run("report", YEARLY, "--form", "rkpd", "--with", LONG, "--quarter", "2", "-f", "md", lang="id")
    assert (done.code, done.err) == (0, "")
    expect("rkpd-quarter-2.id.md", done.out)


@pytest.mark.parametrize("plan", REAL, ids=lambda path: path.name)
@pytest.mark.parametrize("form", OFFICIAL)
def test_every_real_plan_fills_every_form(plan: Path, form: str) -> None:
    table = table_of(FORMS[form](material_of(plan)))
    keys = {column.key for column in table.columns}
    assert {key for line in table.lines if isinstance(line, Row | Total) for key in line.cells} <= keys
    assert all(column.number for column in table.columns)
    assert [row for row in table.rows if "indicator" in row.cells]


@pytest.mark.parametrize(("years", "physical", "last"), [(2, 23, 14), (5, 41, 23), (6, 47, 26)])
def test_the_numbers_of_the_rpjmd_form_run_on(workspace: Path, years: int, physical: int, last: int) -> None:
    table = table_of(FORMS["rpjmd"](material_of(write_long(workspace, years), YEAR)))
    assert len(table.columns) == physical
    numbers = list(dict.fromkeys(column.number for column in table.columns))
    assert numbers == [f"({number})" for number in range(1, last + 1)]
    assert table.columns[-1].heading == ("Final achievement ratio (%)", "Rp")


@pytest.mark.parametrize(("form", "last"), [("renstra", 22), ("rkpd", 17), ("renja", 15)])
def test_the_other_forms_have_their_official_columns(plans: Path, form: str, last: int) -> None:
    folder = plans / (LONG if form == "renstra" else YEARLY)
    numbers = list(dict.fromkeys(column.number for column in table_of(FORMS[form](material_of(folder, YEAR))).columns))
    assert numbers == [f"({number})" for number in range(1, last + 1)]


@pytest.mark.parametrize("form", OFFICIAL)
def test_the_rows_below_the_table_stand_in_the_official_order(plans: Path, form: str) -> None:
    folder = plans / (YEARLY if form in ("rkpd", "renja") else LONG)
    lines = table_of(FORMS[form](material_of(folder, YEAR))).lines
    kinds = [type(line) for line in lines]
    assert kinds[kinds.index(Total) :] == [Total, Total, Remark, Remark, Remark, Remark]
    assert [line.label for line in lines if isinstance(line, Total)] == [
        "Average performance (%)",
        "Predikat of the performance",
    ]


def _years_of(folder: Path) -> Iterator[int]:
    reading = read_plan(folder)
    assert reading.plan is not None
    period = reading.plan.header.period
    yield from sorted({period.start, *(year for year in reading.realised if period.start <= year <= period.end)})


@pytest.mark.parametrize("plan", [*REAL, Path(LONG)], ids=lambda path: path.name)
def test_every_figure_over_the_years_is_that_of_the_course(workspace: Path, plan: Path) -> None:
    folder = write_long(workspace) if plan.name == LONG else plan
    for year in _years_of(folder):
        material = material_of(folder, year)
        rows = rows_by_id(table_of(FORMS["rpjmd"](material)))
        period = material.plan.header.period
        for judged in material.appraisal.rows:
            if judged.id not in rows:
                assert not judged.is_promised
                continue
            cells = rows[judged.id].cells
            known = course(material.appraisal, judged, material.realised, material.today).rows
            for of in range(period.start, period.end + 1):
                at, printed = known.get(of), [cells[f"{key}_{of}"].figure for key in ("target", "realised", "achieved")]
                target = at.target if at else None
                single = None if target is None or target.is_range else target.min
                assert printed == [single, at.realised if at else None, at.achievement if at else None]
            assert cells["final_ratio"].figure == judged.final_achievement


@pytest.mark.parametrize("plan", [*REAL, Path(LONG)], ids=lambda path: path.name)
def test_the_averages_are_those_of_the_evaluation(workspace: Path, plan: Path) -> None:
    folder = write_long(workspace) if plan.name == LONG else plan
    for year in _years_of(folder):
        material = material_of(folder, year)
        average, rating = totals_of(table_of(FORMS["rpjmd"](material)))
        for of in (of for of in _years_of(folder) if of <= year):
            summary = appraise(material.plan, material.realised, of, TODAY).summary
            assert average.cells[f"achieved_{of}"].figure == summary.average
            assert rating.cells[f"achieved_{of}"].text == (summary.rating or "–")
            yearly = average_of_year(folder, of)
            assert yearly.figure == summary.average


def average_of_year(folder: Path, year: int) -> object:
    average, _rating = totals_of(table_of(FORMS["rkpd"](material_of(folder, year))))
    return average.cells["realised"]


def test_money_stands_on_the_line_of_its_programme(plans: Path) -> None:
    material = material_of(plans / LONG, YEAR)
    table = table_of(FORMS["rpjmd"](material))
    rows = rows_by_id(table)
    for one in budgets_of(material.appraisal, material.realised).programmes:
        cells = rows[f"programmes.{one.id}"].cells
        assert cells["plan_budget"].figure == one.to_date.plan_budget
        assert cells["spent_to_date"].figure == one.to_date.money.spent
        share = one.to_date.share
        assert cells["spent_ratio"].figure == (None if share is None else decimal_of(share))
        for year, money in one.years.items():
            absorption = money.absorption
            percent = decimal_of(absorption) if isinstance(absorption, Fraction) else None
            assert cells[f"absorbed_{year}"].figure == percent
            assert (cells[f"budget_{year}"].figure, cells[f"spent_{year}"].figure) == (money.budget, money.spent)
    assert not any(key.startswith(("budget", "spent", "absorbed")) for key in rows["rasio"].cells)
    assert rows["programmes.pemberdayaan"].cells["spent_2026"].text == "1,19 M"


@pytest.mark.parametrize("form", OFFICIAL)
def test_what_a_workbook_reckons_is_what_is_printed(plans: Path, form: str) -> None:
    yearly, other = form in ("rkpd", "renja"), material_of(plans / LONG, YEAR)
    material = material_of(plans / (YEARLY if yearly else LONG), YEAR, others=(other,) if yearly else ())
    table, checked = table_of(FORMS[form](material)), 0
    for line in table.lines:
        for key, cell in line.cells.items() if isinstance(line, Row | Total) else ():
            if cell.formula is not None and cell.figure is not None:
                assert abs(reckoned(cell, line, table) - Fraction(cell.figure)) < CLOSE, (key, cell)
                checked += 1
    assert checked > 8


@pytest.mark.parametrize(
    ("direction", "target", "realised"),
    [
        ('better = "lower"', 0, 0),
        ('better = "lower"', 0, 3),
        ('better = "lower"\nachievement = "inverse"', 4, 5),
        ('better = "lower"\nachievement = "from_baseline"\nbaseline = { year = 2024, value = 8 }', 0, 2),
        ('better = "higher"\nachievement = "from_baseline"\nbaseline = { year = 2024, value = 8 }', 20, 11),
        ('better = "higher"\nachievement = "from_baseline"', 20, 11),
        ('better = "higher"\nbaseline = { year = 2024, value = -8 }\nachievement = "from_baseline"', 20, 11),
    ],
)
def test_each_achievement_formula_is_reckoned_by_a_workbook_too(
    tmp_path: Path, direction: str, target: int, realised: int
) -> None:
    indicator = f'\n[indicators.a]\nname = "A"\nunit = "indeks"\n{direction}\ntargets = {{ 2025 = {target} }}\n'
    year = {"2025": year_text(2025, f"[figures.a]\nvalue = {realised}\n")}
    material = material_of(write_plan(tmp_path / "rencana", HEAD + indicator, year), 2025)
    table = table_of(FORMS["rpjmd"](material))
    [row] = table.rows
    [judged] = material.appraisal.rows
    for key in ("achieved_2025", "final_ratio"):
        cell = row.cells[key]
        assert cell.figure == judged.achievement
        assert judged.achievement is None or abs(reckoned(cell, row, table) - Fraction(judged.achievement)) < CLOSE


@pytest.mark.parametrize(
    ("code", "region", "form", "number", "heading"),
    [
        ("62", "Kalimantan Tengah", "rpjmd", "Form E.17", "Province of Kalimantan Tengah"),
        ("99.01", "Kabupaten Sukamaju", "rpjmd", "Form E.58", "Kabupaten Sukamaju"),
        ("99.71", "Sukamaju", "rpjmd", "Form E.58", "Municipality of Sukamaju"),
        ("99.01", "Sukamaju", "rkpd", "Form E.60", "Regency of Sukamaju"),
        ("62", "Kalimantan Tengah", "rkpd", "Form E.19", "Province of Kalimantan Tengah"),
    ],
)
def test_number_and_level_come_from_the_code_of_the_region(
    workspace: Path, code: str, region: str, form: str, number: str, heading: str
) -> None:
    document = FORMS[form](material_of(write_long(workspace, code=code, region=region), YEAR))
    assert document.number == number
    assert document.title[1] == heading


@pytest.mark.parametrize(("form", "number"), [("renstra", "E.54"), ("renja", "E.55")])
def test_the_forms_of_an_office_have_numbers_of_their_own(workspace: Path, form: str, number: str) -> None:
    document = FORMS[form](material_of(write_long(workspace, code="62", region="Kalimantan Tengah"), YEAR))
    assert document.number == f"Form {number}"


def test_what_the_plan_declares_goes_before_the_usual_number_and_level(plans: Path) -> None:
    material = material_of(plans / LONG, YEAR)
    declared = ReportSettings(level="Kabupaten/Kota", forms=FormNumbers(rpjmd="E.78"))
    document = FORMS["rpjmd"](Material(material.appraisal, material.realised, TODAY, declared))
    assert document.number == "Form E.78"
    assert "RPJMD of the Kabupaten/Kota" in table_of(document).columns[7].heading[0]


def test_a_second_longer_plan_is_refused(run: Run, plans: Path) -> None:
    done = run("report", YEARLY, "--form", "rkpd", "--with", LONG, "--with", YEARLY, "-f", "md")
    assert (done.code, done.out) == (2, "")
    assert "speaks of one plan beside its own, and 2 were named" in done.err


def test_realised_to_date_is_realised_before_and_realised_in_the_year(plans: Path) -> None:
    other = material_of(plans / LONG, YEAR)
    table = table_of(FORMS["rkpd"](material_of(plans / YEARLY, YEAR, others=(other,))))
    cells = rows_by_id(table)["dilatih"].cells
    assert [cells[key].figure for key in ("before", "realised", "to_date")] == [
        Decimal(180),
        Decimal(198),
        Decimal(378),
    ]
    money = rows_by_id(table)["programmes.pemberdayaan"].cells
    assert money["spent_to_date"].figure == Decimal(1_187_654_321) + Decimal(1_250_000_000)


def test_a_quarter_has_an_average_only_by_its_own_targets(workspace: Path) -> None:
    average, _rating = totals_of(table_of(FORMS["rkpd"](material_of(write_yearly(workspace), YEAR))))
    assert [average.cells[f"quarter_{quarter}"].text for quarter in (1, 2, 3)] == ["40,00", "80,00", "94,00"]
    average, _rating = totals_of(table_of(FORMS["rkpd"](material_of(write_yearly(workspace, quarters=False), YEAR))))
    assert [average.cells[f"quarter_{quarter}"].text for quarter in (1, 2, 3)] == ["–", "–", "–"]


@pytest.mark.parametrize("form", OFFICIAL)
def test_hostile_names_stay_text_on_one_line(run: Run, plans: Path, form: str) -> None:
    hostile = "<script>=HYPERLINK(1)#import[red]\u202e\u200b\x07🧾" + "panjang " * 200
    plan = plans / LONG / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    for name in ("Program pengawasan koperasi", "Sasaran tanpa program", "Rasio kewirausahaan"):
        text = text.replace(f'"{name}"', '"' + hostile.replace("\x07", "\\u0007") + '"')
    plan.write_text(text, encoding="utf-8")
    done = run("report", LONG, "--year", str(YEAR), "--form", form, "-f", "json")
    assert (done.code, done.err) == (0, "")
    assert "\u202e" not in done.out
    assert "\x07" not in done.out
    assert "<script>" in done.out
