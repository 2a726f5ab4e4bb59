"""Everything a status can say of a plan: amendments, quarters, parts, formulas, rules, weights and outlooks."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from kumkm_targets import load_plan
from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.attention import by_urgency, selected, why
from kumkm_targets.evaluation.targets import ORIGINAL
from kumkm_targets.messages import use_language
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.reporting.status.data import status_csv, status_json
from kumkm_targets.reporting.status.footer import footer, title_line
from kumkm_targets.reporting.status.markdown import status_markdown
from kumkm_targets.reporting.status.shown_rows import Shown
from kumkm_targets.reporting.status.table import status_report
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import HEAD, write_plan, year_text
from tests.conftest import TODAY
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, years
from tests.reporting.renstra import judged, write_renstra

Expect = Callable[[str, str], None]
HOSTILE = "Perda\\u001b[2J \\u202e[red]"


@pytest.fixture
def renstra(tmp_path: Path) -> Path:
    return write_renstra(tmp_path)


def printed(appraisal: Appraisal, width: int, shown: Shown | None = None) -> str:
    stream = io.StringIO()
    screen = Console(file=stream, width=width, height=50, color_system=None, markup=False, highlight=False)
    screen.print(status_report(appraisal, screen, shown))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def notes(plan: str, figures: dict[int, str], year: int, **how: Any) -> list[str]:
    """The footer of a small plan, line by line."""
    reading = read_plan(
        write_plan(Path(how.pop("folder")), plan, {str(of): year_text(of, figures[of]) for of in figures})
    )
    assert reading.plan is not None
    assert not reading.all_flaws
    return footer(appraise(reading.plan, reading.realised, year, TODAY, **how)).plain.splitlines()


VIEWS: list[tuple[str, int, dict[str, Any]]] = [
    ("2025", 2025, {}),
    ("2026", 2026, {}),
    ("original", 2026, {"in_force_on": ORIGINAL}),
    ("as-of", 2026, {"in_force_on": date(2026, 9, 11)}),
    ("quarter-1", 2026, {"quarter": 1}),
    ("quarter-3", 2026, {"quarter": 3}),
    ("quarter-4", 2025, {"quarter": 4}),
]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("name", "year", "how"), VIEWS, ids=[view[0] for view in VIEWS])
def test_the_table_says_all_of_it_on_a_narrow_terminal(
    renstra: Path, expect: Expect, name: str, year: int, how: dict[str, Any], language: str
) -> None:
    use_language(language)
    expect(f"renstra-{name}.{language}.txt", printed(judged(renstra, year, **how)[1], 80))


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_needs_attention_first_stands_in_front_with_its_reasons(
    renstra: Path, expect: Expect, language: str
) -> None:
    use_language(language)
    _reading, appraisal = judged(renstra, 2026)
    expect(f"renstra-urgency.{language}.txt", printed(appraisal, 80, Shown(by_urgency(appraisal), with_reasons=True)))


def test_a_selection_keeps_the_average_of_all(renstra: Path, expect: Expect) -> None:
    _reading, appraisal = judged(renstra, 2026)
    shown = Shown(selected(appraisal.rows, "missed"))
    expect("renstra-missed.en.txt", printed(appraisal, 80, shown))
    whole, part = json.loads(status_json(appraisal)), json.loads(status_json(appraisal, shown))
    assert [row["indicator"] for row in part["rows"]] == ["rasio", "dilatih", "kepuasan", "volume"]
    assert {**whole, "rows": []} == {**part, "rows": []}
    assert len(status_csv(appraisal, shown).splitlines()) == 1 + 4
    assert "| 4 | Volume usaha koperasi |" in status_markdown(appraisal, shown)


def test_a_selection_of_nothing_has_no_table(renstra: Path) -> None:
    _reading, appraisal = judged(renstra, 2025)
    text = printed(appraisal, 80, Shown((), with_reasons=True))
    assert "0 of 9 indicators shown; the average is that of all\nNothing needs attention\n" in text
    assert "Indicator" not in text
    assert "Weights" not in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_has_what_the_screen_has(renstra: Path, expect: Expect, language: str) -> None:
    use_language(language)
    expect(f"renstra.{language}.md", status_markdown(judged(renstra, 2026)[1]))


def test_programs_get_all_of_it(renstra: Path, expect: Expect) -> None:
    expect("renstra.json", status_json(judged(renstra, 2026)[1]))
    expect("renstra.csv", status_csv(judged(renstra, 2026)[1]))
    document = json.loads(status_json(judged(renstra, 2026, in_force_on=ORIGINAL, quarter=3)[1]))
    assert (document["in_force_on"], document["quarter"]) == ("original", 3)
    broken = json.loads(status_json(judged(renstra, 2025)[1]))["relations"][0]
    assert (broken["holds"], broken["working"], broken["missing"]) == (False, "645 <= 612", [])


@pytest.mark.parametrize("width", range(20, 220, 9))
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_screen_and_no_figure_is_cut(renstra: Path, width: int, language: str) -> None:
    use_language(language)
    for year, figures in (
        (2025, ("105,39 d", "645 k", "405 t")),
        (2026, ("3,78 p", "3,74*", "630 #", "Rp222", "miliar")),
    ):
        text = printed(judged(renstra, year)[1], width)
        assert all(cell_len(line) <= width for line in text.splitlines())
        assert all(figure in " ".join(text.split()) for figure in figures)


def test_the_title_says_by_which_targets_a_year_is_judged_only_where_they_are_not_the_usual_ones(renstra: Path) -> None:
    def about(**how: Any) -> str:
        return title_line(judged(renstra, 2026, **how)[1]).plain.splitlines()[1]

    usual = "Kalimantan Tengah (62) · realised figures of 2026 · plan 2025–2028"
    assert about() == usual
    assert about(in_force_on=date(2026, 12, 31)) == usual
    assert about(in_force_on=date(2027, 1, 1)) == f"{usual} · targets in force on 2027-01-01"
    assert about(in_force_on=ORIGINAL) == f"{usual} · targets as first declared"
    assert about(quarter=2) == usual.replace("figures of", "figures up to quarter II of")


AMENDED = (
    HEAD
    + f"""
[indicators.a]
name = "A"
unit = "%"
better = "higher"
targets = {{ 2025 = 10, 2026 = {{ min = 20, max = 25 }} }}
[indicators.b]
name = "B"
unit = "Rp"
better = "higher"
targets = {{ 2026 = "Rp5 miliar" }}
[[amendments]]
effective = 2025-05-01
basis = "Perda 2"
targets = {{ a = {{ 2025 = {{ from = 10, to = 12 }}, 2026 = {{ from = {{ min = 20, max = 25 }}, to = 30 }} }} }}
[[amendments]]
effective = 2025-03-01
basis = "{HOSTILE}"
targets = {{ b = {{ 2025 = {{ from = "Rp5 miliar", to = "Rp6 miliar" }} }} }}
[[amendments]]
effective = 2025-06-01
basis = "Perda 3"
targets = {{ a = {{ 2025 = {{ from = 12, to = 10 }} }} }}
"""
)


def test_an_amendment_names_what_it_changed_and_one_taken_back_is_none(tmp_path: Path) -> None:
    assert [line for line in notes(AMENDED, {}, 2025, folder=tmp_path) if line.startswith("p ")] == [
        "p Target amended from 2025-03-01 (Perda\\x1b[2J \\u202e[red]): no. 2 originally none",
    ]
    assert [line for line in notes(AMENDED, {}, 2026, folder=tmp_path) if line.startswith("p ")] == [
        "p Target amended from 2025-05-01 (Perda 2): no. 1 originally 20–25",
    ]
    assert not [line for line in notes(AMENDED, {}, 2025, folder=tmp_path, in_force_on=ORIGINAL) if line[:2] == "p "]


QUARTERS = (
    HEAD
    + """
[parts]
"62.01" = "Kotawaringin Barat"
"62.02" = "Kotawaringin\\u001b Timur"
"""
    + "".join(
        f'[indicators.{name}]\nname = "{name}"\nunit = "orang"\nbetter = "higher"\nover_time = "{over_time}"\n'
        "targets = { 2025 = 9 }\n"
        for name, over_time in (("a", "sum"), ("b", "sum"), ("c", "average"), ("d", "latest"), ("e", "latest"))
    )
)
PARTLY = """
[figures.a]
quarters = { 1 = 3, 3 = 4 }
[figures.b]
quarters = { 1 = 3, 2 = 4 }
[figures.c]
quarters = { 1 = 3, 2 = 4 }
[figures.d]
quarters = { 2 = 4 }
[figures.e]
parts = { "62.01" = 4 }
"""


def test_what_is_not_whole_says_what_it_lacks(tmp_path: Path) -> None:
    lines = notes(QUARTERS, {2025: PARTLY}, 2025, folder=tmp_path)
    assert [line for line in lines if line.startswith("#")] == [
        "# not a whole year yet: no. 1 quarters I, III only; no. 2–3 up to quarter II; no. 4 quarter II only",
        "# incomplete: no. 5 without Kotawaringin\\x1b Timur (62.02)",
    ]
    assert "Not computed: incomplete: 5" in lines
    lines = notes(QUARTERS, {2025: PARTLY}, 2025, folder=tmp_path, quarter=3)
    assert "# incomplete: no. 1 quarters I, III only; no. 2–3 up to quarter II; no. 4 quarter II only" in lines
    assert "Quarters are added up: no. 1–2" in lines
    assert "Quarters are averaged: no. 3" in lines


@pytest.mark.parametrize(("missing", "end"), [(10, ", K11 (62.11)"), (11, ", K11 (62.11), 1 more"), (13, ", 3 more")])
def test_missing_parts_are_counted_beyond_the_first_ten(tmp_path: Path, missing: int, end: str) -> None:
    parts = "[parts]\n" + "".join(f'"62.{code:02}" = "K{code}"\n' for code in range(1, missing + 2))
    plan = HEAD + parts + '[indicators.a]\nname = "A"\nunit = "orang"\n'
    lines = notes(plan, {2025: '[figures.a]\nparts = { "62.02" = 1 }\n'}, 2025, folder=tmp_path)
    [line] = [one for one in lines if one.startswith("#")]
    assert line.startswith("# incomplete: no. 1 without K1 (62.01), K3 (62.03), ")
    assert line.endswith(end)


DERIVED = (
    HEAD
    + """
[indicators.a]
name = "Persentase"
unit = "%"
better = "higher"
formula = "100 * b / c + growth(b)"
targets = { 2025 = 5, 2026 = 5 }
[indicators.b]
name = "Aktif"
unit = "unit"
[indicators.c]
name = "Seluruh"
unit = "unit"
[indicators.d]
name = "Pembagi nol"
unit = "%"
better = "higher"
formula = "b / (c - c)"
targets = { 2025 = 5 }
"""
)


def test_missing_components_are_named_and_a_division_by_zero_is_told_apart(tmp_path: Path) -> None:
    only_b = {2025: "[figures.b]\nvalue = 3\n"}
    lines = notes(DERIVED, only_b, 2025, folder=tmp_path)
    assert "Not computed: component missing: 2" in lines
    assert "Components that are not known: no. 1 “Seluruh”, the growth of “Aktif”; no. 4 “Seluruh”" in lines
    both = {2024: "[figures.b]\nvalue = 2\n", 2025: "[figures.b]\nvalue = 3\n[figures.c]\nvalue = 9\n"}
    lines = notes(DERIVED, both, 2025, folder=tmp_path)
    assert "Not computed: formula without value: 1" in lines
    assert "The formula gives no value, as where it divides by zero: no. 4" in lines


def test_a_year_that_is_still_open_speaks_of_components_as_soon_as_one_is_known(tmp_path: Path) -> None:
    def told(figures: str) -> list[str]:
        return [line for line in notes(DERIVED, {2026: figures}, 2026, folder=tmp_path) if line.startswith("Comp")]

    assert told("") == ["Components that are not known: no. 4 “Aktif”, “Seluruh”"]
    assert told("[figures.c]\nvalue = 3\n")[0].startswith("Components that are not known: no. 1 “Aktif”, the growth")


RULES = (
    HEAD
    + """
[indicators.a]
name = "Bagian"
unit = "unit"
[indicators.b]
name = "Seluruh"
unit = "unit"
"""
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('that = "a <= b"', "“Bagian” (9) is more than “Seluruh” (7)"),
        ('that = "a < b"', "“Bagian” (9) is not less than “Seluruh” (7)"),
        ('that = "b >= a"', "“Seluruh” (7) is less than “Bagian” (9)"),
        ('that = "b > a"', "“Seluruh” (7) is not more than “Bagian” (9)"),
        ('that = "a = 9.004"', "“Bagian” (9) differs from 9,004"),
        (
            'that = "a + 1 = b"\ntolerance = 2\nbecause = "harus\\u001b sama"',
            "“Bagian” + 1 (10) differs from “Seluruh” (7); “Bagian” is 9 in 2025; tolerance 2; harus\\x1b sama",
        ),
        (
            'that = "growth(a) = 10"',
            "the growth of “Bagian” (−10) differs from 10; "
            "from 10 in 2024 to 9 in 2025, “Bagian” grew by −10,00%; "
            "growing by 10% it would have been about 8 in 2024",
        ),
    ],
)
def test_a_broken_rule_is_told_in_plain_words_with_its_figures(tmp_path: Path, rule: str, words: str) -> None:
    figures = {2024: "[figures.a]\nvalue = 10\n", 2025: "[figures.a]\nvalue = 9\n[figures.b]\nvalue = 7\n"}
    lines = notes(f"{RULES}[[rules]]\n{rule}\n", figures, 2025, folder=tmp_path)
    assert "Rules between figures: 0 of 1 hold" in lines
    assert f"Contradiction: {words}" in lines


def test_rules_that_cannot_be_computed_or_read_are_counted_but_not_alone(tmp_path: Path) -> None:
    rules = '[[rules]]\nthat = "a < b"\n[[rules]]\nthat = "a x b"\n'
    known = {2025: "[figures.a]\nvalue = 9\n"}
    assert not [line for line in notes(RULES + rules, known, 2025, folder=tmp_path) if "Rules" in line]
    lines = notes(RULES + rules + '[[rules]]\nthat = "a > 1"\n', known, 2025, folder=tmp_path)
    assert "Rules between figures: 1 of 3 hold, 2 cannot be computed" in lines
    assert not [line for line in lines if "Contradiction" in line]


def test_outlooks_say_how_they_were_reckoned_and_which_promise_is_past(tmp_path: Path) -> None:
    plan = HEAD + "".join(
        f'[indicators.{name}]\nname = "{name}"\nunit = "{unit}"\nbetter = "higher"\n{more}\n'
        for name, unit, more in (
            ("a", "%", "baseline = { year = 2024, value = 1 }\ntargets = { 2025 = 5, 2030 = 20 }"),
            ("b", "unit", "baseline = { year = 2024, value = 1 }\ntargets = { 2025 = 5, 2030 = 20 }"),
            ("c", "unit", "baseline = { year = 2024, value = 1 }\ntargets = { 2025 = 5, 2030 = 20 }\npace = 'linear'"),
            ("d", "orang", 'over_time = "sum"\ntargets = { 2025 = 5, 2030 = 20 }'),
            ("e", "%", "baseline = { year = 2024, value = 1 }\ntargets = { 2025 = 5 }"),
            ("f", "%", "baseline = { year = 2024, value = 1 }\ntargets = { 2025 = 2 }"),
        )
    )
    figures = {2025: "".join(f"[figures.{name}]\nvalue = 2\n" for name in "abcdef")}
    lines = notes(plan, figures, 2025, folder=tmp_path)
    assert (
        "Outlook reckoned: linear (the same amount every year): no. 1, 3; "
        "compound (the same percentage every year): no. 2; summed (every year brings the mean of those so far): no. 4"
    ) in lines
    assert "The period is over and the promise was not kept: no. 5" in lines


def test_an_outlook_by_an_earlier_year_is_shown_wherever_it_counts_and_says_so() -> None:
    of = plan({"a": indicator(targets={2026: "90"}), "b": indicator(targets={2026: "90"})})
    appraisal = appraise(of, years({2024: {"a": "20", "b": "80"}, 2025: {"a": "21", "b": "85"}}), 2026, TODAY)
    [behind] = selected(appraisal.rows, "behind")
    assert [row.outlook for row in appraisal.rows] == ["behind", "on_track"]
    assert behind.id == "a"
    lines = printed(appraisal, 200).splitlines()
    assert next(line for line in lines if line.startswith(" 1  ")).endswith("▼ behind")
    assert "Outlook by the figures up to 2025: no. 1–2" in lines
    running = appraise(of, years({2025: {"a": "20"}, 2026: {"a": "21"}}), 2026, TODAY)
    assert "Outlook by the figures" not in printed(running, 200)


def test_rules_for_whole_years_are_left_out_of_part_of_one(renstra: Path) -> None:
    for quarter, count in ((1, 0), (3, 0), (4, 2), (None, 2)):
        appraisal = judged(renstra, 2025, quarter=quarter)[1]
        assert len(json.loads(status_json(appraisal))["relations"]) == count
        assert ("Rules between figures" in printed(appraisal, 200)) == bool(count)


@pytest.mark.parametrize(
    ("recorded", "status", "is_told"),
    [
        ("2025-10-01", None, True),
        ("2025-12-31", "preliminary", True),
        ("2025-10-01", "final", False),
        ("2026-01-02", "preliminary", False),
    ],
)
def test_a_figure_recorded_before_the_year_was_over_is_not_judged_silently(
    recorded: str, status: Any, is_told: bool
) -> None:
    entry = RealisedFigure(
        value=Decimal(40), status=status, recorded_at=datetime.fromisoformat(f"{recorded}T10:00+07:00")
    )
    appraisal = appraise(plan({"a": indicator(targets={2025: "90"})}), years({2025: {"a": entry}}), 2025, TODAY)
    line = "Recorded before the year was over, and judged by the target of the whole year: no. 1"
    assert (line in printed(appraisal, 200).splitlines()) == is_told


def test_a_target_that_only_an_amendment_brought_is_a_target() -> None:
    of = plan({"a": indicator()}, amendments=[amendment("2025-05-01", "a", {2026: ("50", "60")})])
    entry = RealisedFigure(value=Decimal(30), status="preliminary")
    appraisal = appraise(of, years({2024: {"a": "20"}, 2025: {"a": entry}}), 2025, TODAY)
    text = printed(appraisal, 200)
    assert "up since the figure before" not in text
    assert "preliminary" in why(appraisal.rows[0])


def test_a_formula_that_divides_by_zero_is_not_missing_anything() -> None:
    of = plan({"a": indicator(formula="growth(b)", targets={2025: "5"}), "b": indicator(better=None)})
    appraisal = appraise(of, years({2024: {"b": "0"}, 2025: {"b": "7"}}), 2025, NEXT_CENTURY)
    text = printed(appraisal, 200)
    assert "formula without value" in text
    assert "The formula gives no value, as where it divides by zero: no. 1" in text
    assert "Components that are not known" not in text


def test_a_figure_of_quarters_cites_the_source_of_each_of_them(tmp_path: Path) -> None:
    plan = (
        HEAD
        + '[indicators.a]\nname = "A"\nunit = "orang"\nbetter = "higher"\nover_time = "sum"\n'
        + "targets = { 2025 = 400 }\nquarter_targets = { 2025 = { 1 = 100, 2 = 100, 3 = 100, 4 = 100 } }\n"
    )
    figure = '[figures.a]\nsource = "TW III"\nquarters = { 1 = 90, 2 = 95, 3 = 99 }\nhistory = [\n'
    figure += (
        '    { quarter = 1, value = 90, source = "TW I" },\n    { quarter = 2, value = 95, source = "TW II" },\n]\n'
    )
    loaded = load_plan(write_plan(tmp_path / "contoh", plan, {"2025": year_text(2025, figure)}))
    for quarter, cited in ((2, ["TW I", "TW II"]), (None, ["TW I", "TW II", "TW III"])):
        appraisal = appraise(*loaded, 2025, date(2026, 11, 22), quarter=quarter)
        assert [line for line in footer(appraisal).plain.splitlines() if line.startswith("Source")] == [
            f"Source: {name}" for name in cited
        ]
