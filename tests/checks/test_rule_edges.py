"""Where a rule begins and where it ends: the last case that is let pass and the first that is found."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checks.cases import HEAD, checked, codes, write_plan, year_text


class Edge(NamedTuple):
    """What stands in an indicator, what was recorded for it by year, and the codes it gives."""

    indicator: str
    recorded: dict[int, str]
    codes: list[str]


def targets(*values: str, start: int = 2025) -> str:
    return "targets = { " + ", ".join(f'{year} = "{value}"' for year, value in enumerate(values, start)) + " }\n"


HIGHER, LOWER, WITHIN = ('better = "higher"\n', 'better = "lower"\n', 'better = "within"\n')
PLACES = {
    "the first and the last year of the period": Edge(HIGHER + targets(*"345678"), {}, []),
    "the year before the period": Edge(HIGHER + targets("3", "4", start=2024), {}, ["KT301"]),
    "the year after the period": Edge(HIGHER + targets("3", "4", start=2030), {}, ["KT301"]),
}
DIRECTIONS = {
    "a target that stays": Edge(HIGHER + targets("3", "3,0"), {}, []),
    "a range that overlaps the one before": Edge(HIGHER + targets("3-5", "2-3"), {}, []),
    "a range that lies below": Edge(HIGHER + targets("3-5", "2-2,9"), {}, ["KT302"]),
    "less, where less is better": Edge(LOWER + targets("5", "4"), {}, []),
    "more, where less is better": Edge(LOWER + targets("4", "5"), {}, ["KT302"]),
    "a range that touches, where less is better": Edge(LOWER + targets("3-4", "4-5"), {}, []),
    "a band that moves": Edge(WITHIN + targets("3-4", "1-2", "5-6"), {}, []),
    "years that add up": Edge(HIGHER + 'over_time = "sum"\n' + targets("5", "4"), {}, []),
    "years that are averaged": Edge(HIGHER + 'over_time = "average"\n' + targets("5", "4"), {}, ["KT302"]),
    "a gap between the years": Edge(HIGHER + 'targets = { 2030 = "3", 2025 = "4" }\n', {}, ["KT302"]),
}
JUMPS = {
    "three times the target before": Edge(HIGHER + targets("10", "10", "10", "30"), {}, ["KT303"]),
    "not quite three times": Edge(HIGHER + targets("10", "10", "10", "29,9"), {}, []),
    "a third of the target before": Edge(HIGHER + targets("30", "30", "30", "10"), {}, ["KT303"]),
    "a misprint in the middle": Edge(HIGHER + targets("10", "11", "1,2", "13", "14"), {}, ["KT303"]),
    "a misprint at the beginning": Edge(HIGHER + targets("1", "10", "11", "12"), {}, ["KT303"]),
    "a series that is too short to be steady": Edge(HIGHER + targets("10", "10", "30"), {}, []),
    "growth that is meant": Edge(HIGHER + targets("1", "3", "9", "27"), {}, []),
    "steps of half as much again": Edge(HIGHER + targets("100", "150", "225", "675"), {}, ["KT303"]),
    "steps of a little more than that": Edge(HIGHER + targets("100", "151", "229", "690"), {}, []),
    "a series that begins at zero": Edge(HIGHER + targets("0", "10", "10", "10", "90"), {}, []),
    "one step that is not steady beside the jump": Edge(HIGHER + targets("10", "20", "20", "20", "60"), {}, ["KT303"]),
}
BEFORE = 'baseline = { year = 2024, value = "3,75" }\n'
PASSED = {
    "a last target equal to the baseline": Edge(HIGHER + BEFORE + targets("3,75"), {}, []),
    "a last target below the baseline": Edge(HIGHER + BEFORE + targets("3,74"), {}, ["KT307"]),
    "a last target above the baseline, where less is better": Edge(LOWER + BEFORE + targets("3,76"), {}, ["KT307"]),
    "a first target below the baseline": Edge(HIGHER + BEFORE + targets("3,7", "3,8"), {}, []),
    "a baseline in the range": Edge(HIGHER + BEFORE + targets("3,5-4"), {}, []),
    "a baseline above the range": Edge(HIGHER + BEFORE + targets("3,5-3,7"), {}, ["KT307"]),
    "a baseline in the first year": Edge(HIGHER + BEFORE.replace("2024", "2025") + targets("3,7"), {}, []),
    "a figure after the baseline": Edge(HIGHER + BEFORE.replace("2024", "2023") + targets("3,74"), {2024: "3.7"}, []),
    "a figure in the first year": Edge(HIGHER + targets("3,7", "3,8"), {2025: "4"}, []),
    "a band": Edge(WITHIN + BEFORE + targets("3"), {}, []),
    "years that add up": Edge(HIGHER + BEFORE + 'over_time = "sum"\n' + targets("3"), {}, []),
}
SUM = HIGHER + 'over_time = "sum"\n'
SUMS = {
    "years that add up to the final target": Edge(SUM + targets("1,5", "2") + 'final_target = "3,50"\n', {}, []),
    "one less": Edge(SUM + targets("1,5", "2") + 'final_target = "3,49"\n', {}, ["KT310"]),
    "no yearly targets": Edge(SUM + 'final_target = "3"\n', {}, []),
    "years that do not add up": Edge(HIGHER + targets("1", "2") + 'final_target = "5"\n', {}, []),
}
SLIPS = {
    "five hundred times": Edge("", {2024: "2", 2025: "1000"}, ["KT404"]),
    "not quite five hundred times": Edge("", {2024: "2", 2025: "999"}, []),
    "a five-hundredth": Edge("", {2024: "1000", 2025: "2"}, ["KT404"]),
    "from zero": Edge("", {2024: "0", 2025: "1000"}, []),
    "over a year without a figure": Edge("", {2023: "2", 2025: "1000"}, ["KT404"]),
    "back again": Edge("", {2023: "2", 2024: "2000", 2025: "2"}, ["KT404", "KT404"]),
}
ACHIEVED = {
    "twice the target": Edge(HIGHER + targets("3"), {2025: "6"}, []),
    "more than twice the target": Edge(HIGHER + targets("3"), {2025: "6.01"}, ["KT407"]),
    "nothing": Edge(HIGHER + targets("3"), {2025: "0"}, []),
    "less than nothing": Edge(HIGHER + targets("3"), {2025: "-0.01"}, ["KT407"]),
    "twice a target of which less is better": Edge(LOWER + targets("3"), {2025: "6"}, []),
    "more than twice a target of which less is better": Edge(LOWER + targets("3"), {2025: "6.01"}, ["KT407"]),
    "a target of zero": Edge(HIGHER + targets("0"), {2025: "5"}, []),
}
EDGES = PLACES | DIRECTIONS | JUMPS | PASSED | SLIPS | ACHIEVED | {f"sum: {name}": edge for name, edge in SUMS.items()}


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_a_rule_ends_where_it_should(tmp_path: Path, edge: Edge) -> None:
    plan = HEAD + '[indicators.rasio]\nname = "Rasio"\nunit = "indeks"\n' + edge.indicator
    body = '\n[figures.rasio]\nvalue = {}\nsource = "ODS"\n'
    realised = {str(year): year_text(year, body.format(value)) for year, value in edge.recorded.items()}
    _reading, findings = checked(write_plan(tmp_path / "contoh", plan, realised))
    assert codes(findings) == edge.codes


DERIVED = """
[indicators.persen]
name = "Persentase"
unit = "%"
formula = "100 * aktif / seluruh"

[indicators.aktif]
name = "Aktif"
unit = "koperasi"

[indicators.seluruh]
name = "Seluruh"
unit = "koperasi"
"""


@pytest.mark.parametrize(
    ("recorded", "found"), [("9.7", []), ("9.74", []), ("9.742", []), ("10", []), ("9.8", ["KT406"]), ("9", ["KT406"])]
)
def test_a_derived_figure_agrees_to_the_decimals_recorded(tmp_path: Path, recorded: str, found: list[str]) -> None:
    figures = {"persen": recorded, "aktif": "83", "seluruh": "852"}
    body = "".join(f'[figures.{name}]\nvalue = {value}\nsource = "ODS"\n' for name, value in figures.items())
    folder = write_plan(tmp_path / "contoh", HEAD + DERIVED, {"2025": year_text(2025, body)})
    assert codes(checked(folder)[1]) == found


@pytest.mark.parametrize(
    ("relation", "found"),
    [
        ("aktif <= seluruh", []),
        ("aktif >= seluruh", ["KT504"]),
        ("aktif = seluruh - 1", []),
        ("aktif = seluruh", ["KT504"]),
        ('aktif = seluruh"\ntolerance = "1', []),
        ('aktif = seluruh"\ntolerance = "0,99', ["KT504"]),
        ("aktif + 1 < seluruh", ["KT504"]),
        ("aktif + 1 <= seluruh", []),
        ("aktif / 0 > 1", []),
        ("growth(aktif) > 1000", []),
        ("tidak_dicatat > aktif", []),
    ],
)
def test_a_relation_is_kept_or_not(tmp_path: Path, relation: str, found: list[str]) -> None:
    other = '[indicators.tidak_dicatat]\nname = "Tidak dicatat"\nunit = "unit"\n'
    plan = HEAD + DERIVED + other + f'[[rules]]\nthat = "{relation}"\n'
    body = "".join(
        f'[figures.{name}]\nvalue = {value}\nsource = "ODS"\n' for name, value in (("aktif", 83), ("seluruh", 84))
    )
    assert codes(checked(write_plan(tmp_path / "contoh", plan, {"2025": year_text(2025, body)}))[1]) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("lakip-2016", []),
        ("lakip-2017", ["KT205"]),
        ("lakip_2017", ["KT205"]),
        ("LAKIP-2017", []),
        ("lakip 2017", []),
        ("lakip", []),
        ("2017", []),
    ],
)
def test_only_what_is_written_like_an_id_is_looked_up_among_the_sources(
    tmp_path: Path, source: str, found: list[str]
) -> None:
    plan = HEAD + '[sources.lakip-2016]\ntitle = "LAKIP 2016"\n' + DERIVED + f'source = "{source}"\n'
    assert codes(checked(write_plan(tmp_path / "contoh", plan))[1]) == found


@pytest.mark.parametrize(
    ("name", "found"), [("a", []), ("2025-x", []), ("-a", ["KT203"]), ("a_b", ["KT203"]), ("A", ["KT203"])]
)
def test_a_folder_is_named_like_an_id(tmp_path: Path, name: str, found: list[str]) -> None:
    assert codes(checked(write_plan(tmp_path / name, HEAD + DERIVED))[1]) == found
