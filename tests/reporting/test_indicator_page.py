"""The page of one indicator, whole, and what it must never do."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.course import course, standing_year
from kumkm_targets.messages import use_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.indicator.page import indicator_page
from kumkm_targets.reporting.plain import PLAIN_SIGNS
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY
from tests.evaluation.builders import amendment, indicator, plan, rows, years

Expect = Callable[[str, str], None]
Realised = Mapping[int, RealisedYear]

CORPUS = Path(__file__).parent.parent / "corpus" / "good"
PAGES = {
    "palembang": (PLANS / "palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah"),
    "malut": (PLANS / "malut-rpjmd-2025-2029", "koperasi_sehat"),
    "no-targets": (PLANS / "kalteng-rpjmd-2016-2021", "tenaga_kerja_kumkm"),
    "no-figures": (PLANS / "kalteng-rakortek-2025", "volume_usaha_koperasi_produksi"),
    "derived": (PLANS / "jombang-koperasi-2022", "koperasi_berkinerja_baik"),
    "amended": (CORPUS / "sulteng-renstra-2025-2029", "rasio_kewirausahaan"),
    "twenty-years": (CORPUS / "kota-bandung-rpjpd-2025-2045", "gini"),
    "sum": (CORPUS / "jatim-rakortek-2025", "pelatihan"),
}


def page(
    declared: Plan,
    indicator_id: str,
    realised: Realised,
    *,
    year: int | None = None,
    today: date = TODAY,
    width: int = 80,
    encoding: str = "utf-8",
) -> str:
    """What a screen of that width and encoding shows, without blanks at the ends of lines."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=PLAIN_SIGNS, newline="\n")
    screen = Console(file=stream, width=width, height=25, color_system=None, highlight=False, markup=False, emoji=False)
    appraisal = appraise(declared, realised, year or standing_year(declared, indicator_id, realised, today), today)
    found = course(appraisal, rows(appraisal)[indicator_id], realised, today)
    screen.print(indicator_page(found, realised, screen))
    stream.seek(0)
    return "".join(f"{line.rstrip()}\n" for line in stream.read().splitlines())


def page_of(folder: Path, indicator_id: str, **settings: Any) -> str:
    reading = read_plan(folder)
    assert reading.plan is not None
    return page(reading.plan, indicator_id, reading.realised, **settings)


def small(fields: Mapping[str, Any], figures: Mapping[int, str | RealisedFigure], **settings: Any) -> str:
    """The page of a plan's only indicator."""
    fields_of_plan = settings.pop("plan", {})
    declared = plan({"a": indicator(**fields)}, **fields_of_plan)
    return page(declared, "a", years({year: {"a": figure} for year, figure in figures.items()}), **settings)


MONEY = {
    "unit": "Rp",
    "baseline": {"year": 2023, "value": "1234567890123"},
    "targets": {2024: "1300000000000", 2025: "1400000000000", 2026: "2000000000000"},
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page(expect: Expect, name: str, lang: str) -> None:
    use_language(lang)
    folder, indicator_id = PAGES[name]
    expect(f"show-{name}.{lang}.txt", page_of(folder, indicator_id))


@pytest.mark.parametrize("width", [60, 100, 200, 10_000])
def test_the_page_on_other_screens(expect: Expect, width: int) -> None:
    folder, indicator_id = PAGES["amended"]
    expect(f"show-amended-{width}.txt", page_of(folder, indicator_id, width=width))


def test_the_page_on_a_terminal_that_has_only_ascii(expect: Expect) -> None:
    folder, indicator_id = PAGES["malut"]
    text = page_of(folder, indicator_id, encoding="ascii")
    assert text.isascii()
    assert "?" not in text
    expect("show-malut-ascii.txt", text)


def test_the_page_of_an_amount_of_money(expect: Expect) -> None:
    expect("show-money.txt", small(MONEY, {2024: "1310456789012", 2025: "1399999999999"}, year=2025))


def test_the_page_as_it_stood_at_the_end_of_a_year(expect: Expect) -> None:
    folder, indicator_id = PAGES["palembang"]
    expect("show-palembang-2015.txt", page_of(folder, indicator_id, year=2015))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    text = page_of(*PAGES[name], width=width)
    assert max(map(cell_len, text.splitlines())) <= width


def test_every_indicator_of_every_plan_has_a_page() -> None:
    for folder in (*PLANS.glob("*/"), *CORPUS.iterdir()):
        reading = read_plan(folder)
        assert reading.plan is not None
        for indicator_id, declared in reading.plan.indicators.items():
            text = page(reading.plan, indicator_id, reading.realised)
            assert text.startswith(declared.name.in_language("en"))


def test_an_amount_that_misses_its_target_by_one_rupiah_is_not_shown_as_the_target() -> None:
    text = small(MONEY, {2024: "1310456789012", 2025: "1399999999999"}, year=2025)
    assert re.search(r"2025 +Rp1,4  Rp1,399999999999 +−Rp1  99,9999999999 ", text)
    assert "Amounts are rounded" in text


def test_amounts_that_are_short_already_are_not_called_rounded() -> None:
    assert "Amounts are rounded" not in small({**MONEY, "baseline": None}, {2024: "1310000000000"}, year=2024)


def test_both_targets_of_an_amended_year_stand_side_by_side() -> None:
    changes = {"amendments": [amendment("2024-06-01", "a", {2026: ("14", "13")})]}
    text = small({"targets": {2025: "12", 2026: "14"}}, {}, plan=changes)
    assert re.search(r"Year +Target +Original", text)
    assert re.search(r"2026 +13 +14 ", text)
    assert re.search(r"2025 +12  +–", text)
    assert "2024-06-01  Perda 1\n            2026: 14% → 13%" in text


def test_an_amendment_that_is_not_in_force_yet_is_not_shown() -> None:
    changes = {"amendments": [amendment("2026-06-01", "a", {2026: ("14", "13")})]}
    text = small({"targets": {2025: "12", 2026: "14"}}, {}, year=2025, plan=changes)
    assert "Original" not in text
    assert "Amendments" not in text


def test_a_figure_that_is_not_whole_is_marked_and_drawn_with_a_sign_of_its_own() -> None:
    quarters = RealisedFigure(quarters={1: Decimal(5), 2: Decimal(6)})
    text = small({"unit": "orang", "over_time": "sum", "targets": {2026: "30"}}, {2026: quarters})
    assert re.search(r"2026 +30 +11 # +– +– +not due yet", text)
    assert "# not a whole year yet: 2026 up to quarter II" in text
    assert "◊ not whole yet" in text
    assert "● realised" not in text


def test_the_parts_that_a_figure_lacks_are_named() -> None:
    declared = plan(
        {"a": indicator(unit="orang", targets={2026: "30"})}, parts={"35.01": "Pacitan", "35.02": "Ponorogo"}
    )
    realised = years({2026: {"a": RealisedFigure(parts={"35.01": Decimal(5)})}})
    assert "# incomplete: 2026 without Ponorogo (35.02)" in page(declared, "a", realised)


def test_the_components_that_a_past_year_lacks_are_named() -> None:
    declared = plan(
        {"a": indicator(formula="b / c", targets={2024: "3", 2026: "4"}), "b": indicator(), "c": indicator()}
    )
    text = page(declared, "a", years({2024: {"b": "1"}}))
    assert "Components that are not known: 2024 “Indikator”" in text


def test_a_formula_is_told_by_the_names_of_its_indicators_and_as_written_where_it_cannot_be_read() -> None:
    names = {"b": indicator(name="Koperasi aktif"), "c": indicator(name="Koperasi")}
    derived = plan({"a": indicator(formula="100 * b / c"), **names})
    assert "100 × “Koperasi aktif” ÷ “Koperasi”" in page(derived, "a", {})
    assert "Derived from  100 * (b\n" in page(plan({"a": indicator(formula="100 * (b"), **names}), "a", {})


def test_the_page_says_who_is_in_charge_and_what_the_indicator_belongs_to() -> None:
    declared = plan(
        {
            "a": indicator(
                owner="Bidang UKM", programme="p", reference="02.10", definition="Bagian", over_time="average"
            )
        },
        objectives={"s": {"name": "Sasaran"}},
        programmes={"p": {"name": "Program", "code": "2.17", "objective": "s"}},
        header={"basis": "Perda 5/2024"},
    )
    text = page(declared, "a", {})
    for line in (
        "Definition      Bagian",
        "Over the years  the average of the years",
        "In charge       Bidang UKM",
        "Objective       Sasaran",
        "Programme       2.17 Program",
        "Reference code  02.10",
        "Legal basis     Perda 5/2024",
    ):
        assert f"\n{line}\n" in text


def test_a_retired_indicator_names_its_successor() -> None:
    declared = plan({"a": indicator(retired=2025, successor="b"), "b": indicator(name="Penerus")})
    text = page(declared, "a", {})
    assert "\nRetired    after 2025 → Penerus (b)\n" in text
    assert "2026" not in text.split("\n\n", 1)[1]


def test_a_final_target_stands_in_the_last_year_of_the_chart_unless_years_add_up() -> None:
    final = {"final_target": Target(Decimal(20), Decimal(20)), "baseline": {"year": 2023, "value": "10"}}
    assert "═ target" in small(final, {})
    assert "═ target" not in small({**final, "over_time": "sum"}, {})


def test_remarks_and_reasons_for_missing_figures_are_shown_with_their_year() -> None:
    text = small({}, {2024: RealisedFigure(unavailable="menunggu BPS", note="Agustus")})
    assert "Notes\n2024  menunggu BPS\n2024  Agustus\n" in text


def test_only_entries_that_were_replaced_or_stamped_make_a_history() -> None:
    old = {"value": Decimal(9), "reason": "salah ketik", "source": "Koran"}
    assert "History" not in small({}, {2024: "10"})
    text = small({}, {2024: RealisedFigure.model_validate({"value": Decimal(10), "history": [old]})})
    assert "  2024\n      – → 9%\n      Source: Koran\n  2024\n      9% → 10%\n      Reason: salah ketik\n" in text


def test_text_from_files_steers_neither_the_terminal_nor_the_markup() -> None:
    nasty = "[red]x[/red] \x1b[31m \u202e"
    declared = plan(
        {
            "a": indicator(
                name=nasty, unit=f"orang {nasty}", owner=nasty, definition=nasty, targets={2026: "3"}, note=nasty
            )
        },
        header={"title": nasty, "basis": nasty},
    )
    entry = RealisedFigure.model_validate(
        {"value": Decimal(2), "source": nasty, "note": nasty, "recorded_by": nasty, "history": [{"unavailable": nasty}]}
    )
    text = page(declared, "a", years({2026: {"a": entry}}), width=200)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("[red]x[/red] \\x1b[31m \\u202e") >= 8
