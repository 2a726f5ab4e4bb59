"""The status table on every kind of screen, whole, as it is printed."""

import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets.evaluation.appraisal import Appraisal, appraise, latest_year
from kumkm_targets.messages import use_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import PLAIN_SIGNS
from kumkm_targets.reporting.status.table import overview_report, status_report
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY

Expect = Callable[[str, str], None]
IDS = sorted(path.parent.name for path in PLANS.glob("*/plan.toml"))


def _appraised(plan_id: str) -> Appraisal:
    reading = read_plan(PLANS / plan_id)
    assert reading.plan is not None
    return appraise(reading.plan, reading.realised, latest_year(reading.plan, reading.realised, TODAY), TODAY)


def _printed(appraisal: Appraisal, width: int, encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=PLAIN_SIGNS)
    screen = Console(file=stream, width=width, height=50, color_system=None, markup=False, highlight=False)
    screen.print(status_report(appraisal, screen))
    stream.flush()
    text = stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _target(figure: str) -> Target:
    return Target(Decimal(figure), Decimal(figure))


def _many_indicators(count: int = 30) -> Appraisal:
    """A plan of long names and large figures."""
    name = "Persentase koperasi simpan pinjam dan unit simpan pinjam yang dinilai kesehatannya oleh provinsi"
    plan = Plan.model_validate(
        {
            "id": "panjang",
            "format": 1,
            "plan": {
                "title": "Rencana Strategis dengan nama yang panjang sekali " * 2,
                "kind": "renstra",
                "region": {"code": "62", "name": "Kalimantan Tengah"},
                "period": {"start": 2025, "end": 2029},
            },
            "indicators": {
                f"i{n}": {
                    "name": f"{name} {n}",
                    "unit": "Rp" if n % 3 == 0 else "%",
                    "better": "higher",
                    "targets": {"2025": _target("222000000000" if n % 3 == 0 else "75.37")},
                }
                for n in range(1, count + 1)
            },
        }
    )
    figures = {
        f"i{n}": RealisedFigure(value=Decimal(198400000000) if n % 3 == 0 else Decimal("60.5"), status="preliminary")
        for n in range(1, count + 1)
        if n % 5
    }
    return appraise(plan, {2025: RealisedYear(format=1, year=2025, figures=figures)}, 2025, TODAY)


@pytest.mark.parametrize("plan_id", IDS)
def test_every_real_plan_reads_well_on_a_narrow_terminal(expect: Expect, plan_id: str) -> None:
    use_language("id")
    expect(f"{plan_id}-80.txt", _printed(_appraised(plan_id), 80))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200, 10_000])
def test_a_table_uses_the_width_it_has(expect: Expect, width: int) -> None:
    use_language("en")
    expect(f"palembang-en-{width}.txt", _printed(_appraised("palembang-rpjmd-2013-2018"), width))


@pytest.mark.parametrize("width", [80, 120, 200])
def test_thirty_indicators_with_long_names_stay_readable(expect: Expect, width: int) -> None:
    use_language("id")
    expect(f"thirty-{width}.txt", _printed(_many_indicators(), width))


@pytest.mark.parametrize("width", range(20, 220, 7))
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_screen_and_no_figure_is_cut(width: int, language: str) -> None:
    use_language(language)
    for appraisal in (_appraised("kaltim-revitalisasi-2013"), _many_indicators(6)):
        text = _printed(appraisal, width)
        assert all(cell_len(line) <= width for line in text.splitlines())
        figures = ("Rp2,143", "triliun", "22.977") if appraisal.plan.id.startswith("kaltim") else ("Rp198,4", "−14,87")
        assert all(figure in text for figure in figures)


def test_a_screen_without_unicode_gets_signs_it_can_show() -> None:
    use_language("en")
    text = _printed(_appraised("palembang-rpjmd-2013-2018"), 100, encoding="ascii")
    assert "v achieved" in text
    assert "-8,54" in text
    assert "?" not in text


def test_the_verdict_is_told_in_words_and_not_by_colour_alone() -> None:
    use_language("en")
    text = _printed(_appraised("palembang-rpjmd-2013-2018"), 120)
    assert re.search(r"67,15 +Sedang +▼ behind", text)


def test_the_overview_has_a_line_for_every_plan(expect: Expect) -> None:
    use_language("id")
    stream = io.StringIO()
    screen = Console(file=stream, width=80, height=50, color_system=None)
    screen.print(overview_report([_appraised(plan_id) for plan_id in IDS], ["rusak"], screen))
    expect("overview-80.txt", "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines()))


def test_names_from_a_file_cannot_steer_the_terminal() -> None:
    use_language("en")
    appraisal = _many_indicators(1)
    hostile = "\x1b[31m[red]nama\x07 \u202ebalik"
    name = appraisal.plan.indicators["i1"].name.model_copy(update={"id": hostile})
    indicator = appraisal.plan.indicators["i1"].model_copy(update={"name": name})
    plan = appraisal.plan.model_copy(update={"indicators": {"i1": indicator}})
    text = _printed(appraise(plan, {}, 2025, TODAY), 120)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[red]nama" in text
