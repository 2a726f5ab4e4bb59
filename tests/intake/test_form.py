"""The form: what is asked, what is locked, and that it carries nothing but text and figures."""

import csv
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.intake.form import form_of, is_exact_as_float, plain_digits
from kumkm_targets.intake.form_identity import fingerprint, identity_in
from kumkm_targets.intake.headings import field_of, plain_heading, realised_rank
from kumkm_targets.intake.statuses import STATUS_WORDS
from kumkm_targets.messages import use_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.blank_form.csv_form import form_csv
from kumkm_targets.reporting.blank_form.words import FILLED_IN, HEADINGS, heading
from kumkm_targets.reporting.blank_form.workbook import form_workbook
from kumkm_targets.reporting.sheet_names import sheet_names
from kumkm_targets.reporting.words import STATUSES, status_text
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.tables.formula_guard import FORMULA_SIGNS, guarded, unguarded
from tests.conftest import PLANS, Run
from tests.intake.filled import HEADING_ROW, PLAN, YEAR, cell_of, made_form

JOMBANG = "jombang-koperasi-2022"


def _plan(name: str = PLAN) -> Plan:
    plan = read_plan(PLANS / name).plan
    assert plan is not None
    return plan


def test_the_form_asks_for_every_indicator_and_locks_all_but_the_answers(run: Run, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made_form(run, tmp_path)).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for name in _plan().indicators:
        for field in HEADINGS:
            cell = cell_of(sheet, name, heading(field, 2025))
            assert cell.protection.locked == (field not in FILLED_IN), cell


def test_the_form_is_ready_for_a4_and_repeats_its_headings(run: Run, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made_form(run, tmp_path)).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert sheet.column_dimensions["B"].hidden


@pytest.mark.parametrize(
    ("indicator", "kind", "style"),
    [("rasio_kewirausahaan", "decimal", "stop"), ("wirausaha_baru", "whole", "stop"),
     ("volume_usaha_koperasi_produksi", "decimal", "warning")],
)  # fmt: skip
def test_a_cell_takes_what_its_unit_allows(run: Run, tmp_path: Path, indicator: str, kind: str, style: str) -> None:
    sheet = openpyxl.load_workbook(made_form(run, tmp_path)).worksheets[0]
    place = cell_of(sheet, indicator, "Realised 2025").coordinate
    rule = next(rule for rule in sheet.data_validations.dataValidation if place in rule.cells)
    assert (rule.type, rule.errorStyle or "stop") == (kind, style)


def test_the_status_is_chosen_from_a_list_in_the_language_of_the_form(run: Run, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made_form(run, tmp_path)).worksheets[0]
    rule = next(rule for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert rule.formula1 == '"final figure,preliminary figure,very preliminary figure,estimate"'


def test_what_is_recorded_already_stands_in_the_form(run: Run, tmp_path: Path) -> None:
    run("record", PLAN, "rasio_kewirausahaan", "3,72", "--year", YEAR, "--source", "Sakernas", "--as-of", "2025-08-31")
    sheet = openpyxl.load_workbook(made_form(run, tmp_path)).worksheets[0]
    named = ("Realised 2025", "Status", "Source")
    values = [cell_of(sheet, "rasio_kewirausahaan", name).value for name in named]
    assert values == [3.72, "final figure", "Sakernas"]
    assert str(cell_of(sheet, "rasio_kewirausahaan", "Date of the figure").value).startswith("2025-08-31")


def test_a_derived_indicator_is_not_to_be_filled_in(run: Run, tmp_path: Path) -> None:
    run("form", JOMBANG, "--year", "2022", "-o", str(tmp_path / "isian.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "isian.xlsx").worksheets[0]
    cell = cell_of(sheet, "koperasi_berkinerja_baik", "Realised 2022")
    assert (cell.value, cell.protection.locked) == ("reckoned from other figures", True)


def test_every_owner_gets_a_sheet_if_asked(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = workspace / PLAN / "plan.toml"
    text = path.read_text(encoding="utf-8")
    owner = 'owner = "Bidang UMKM: [Usaha] Kecil"\n[indicators.rasio_volume'
    path.write_text(text.replace("[indicators.rasio_volume", owner, 1), encoding="utf-8")
    workbook = openpyxl.load_workbook(made_form(run, tmp_path, "--per-owner"))
    assert workbook.sheetnames == ["Figures", "Bidang UMKM   Usaha  Kecil", "How to fill in", "kumkm"]
    assert workbook["kumkm"].sheet_state == "veryHidden"


def test_the_same_form_is_the_same_bytes() -> None:
    form = form_of(_plan(), read_plan(PLANS / PLAN).realised, 2025)
    assert form_workbook(form) == form_workbook(form)
    assert form_csv(form) == form_csv(form)


def test_names_and_notes_never_become_formulas(run: Run, workspace: Path, tmp_path: Path) -> None:
    path = workspace / PLAN / "plan.toml"
    evil = '=HYPERLINK(\\"http://x\\";\\"klik\\")'
    text = path.read_text(encoding="utf-8").replace('name = "Rasio kewirausahaan"', f'name = "{evil}"')
    path.write_text(text, encoding="utf-8")
    run("record", PLAN, "koperasi_produsen", "1300", "--year", YEAR, "--source", "@x", "--note", "+1", "--reason", "x")
    book = made_form(run, tmp_path)
    with zipfile.ZipFile(book) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    run("form", PLAN, "--year", YEAR, "-o", str(tmp_path / "isian.csv"))
    rows = list(csv.reader((tmp_path / "isian.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert {"'@x", "'+1"} < set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


@given(st.text(st.sampled_from([*FORMULA_SIGNS, "a", " "])))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not guarded(text).startswith(tuple("=+-@\t\r\n"))
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text(max_size=40), max_size=8))
def test_sheets_get_names_that_a_workbook_allows(wanted: list[str]) -> None:
    names = sheet_names(wanted, ["kumkm"])
    assert len({name.casefold() for name in (*names, "kumkm")}) == len(wanted) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name for name in names)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_digits_in_a_form_are_read_back(value: Decimal) -> None:
    text = plain_digits(value)
    assert Decimal(text.replace("\u2212", "-").replace(",", ".")) == value
    assert is_exact_as_float(value) == (Decimal(repr(float(value))) == value and len(value.as_tuple().digits) <= 15)


@pytest.mark.parametrize("language", ["id", "en"])
def test_import_knows_the_headings_and_statuses_of_the_form(language: str) -> None:
    use_language(language)
    for field in ("id", "indicator", "unit", "status", "source", "as_of", "unavailable", "note"):
        assert field_of(plain_heading(heading(field, 2025))) == field  # type: ignore[arg-type]
    assert realised_rank(plain_heading(heading("realised", 2025)), 2025) == 0
    for field in ("number", "definition", "target", "last"):
        plain = plain_heading(heading(field, 2025))  # type: ignore[arg-type]
        assert field_of(plain) is None
        assert realised_rank(plain, 2025) is None
    assert {status: STATUS_WORDS[status_text(status)] for status in STATUSES} == {status: status for status in STATUSES}


def test_the_fingerprint_tells_plans_and_targets_apart() -> None:
    plan = _plan()
    other = plan.model_copy(
        update={"indicators": {**plan.indicators, "wirausaha_baru": plan.indicators["proporsi_ukm"]}}
    )
    prints = {fingerprint(plan, 2025), fingerprint(plan, 2026), fingerprint(other, 2025)}
    assert len(prints) == 3
    assert fingerprint(plan, 2025) == fingerprint(_plan(), 2025)


def test_an_identity_is_read_from_its_own_cells_alone() -> None:
    form = form_of(_plan(), {}, 2025)
    assert identity_in(list(form.identity.cells())) == form.identity
    assert identity_in(["kumkm form", 1.0, PLAN, 2025.0, "x"]) is not None
    assert identity_in(["kumkm form", "2", PLAN, "2025", "x"]) is None
    assert identity_in(["kumkm form", "1", PLAN, "9" * 5000, "x"]) is None
    assert identity_in([]) is None


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((PLAN,), 2, "--year is missing"),
        ((PLAN, "--year", YEAR, "-o", "isian.pdf"), 2, ".pdf"),
        ((PLAN, "--year", YEAR, "-o", "tidak/ada/isian.xlsx"), 5, "could not write"),
        (("kalteng", "--year", YEAR), 2, "there is no plan"),
    ],
)
def test_a_form_that_cannot_be_made_says_why(run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run("form", *arguments)
    assert done.code == code
    assert words in done.err
