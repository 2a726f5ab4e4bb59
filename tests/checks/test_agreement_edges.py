"""Which figures agree with their quarters, their kabupaten/kota, their formula and their budget, and which do not."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checks.cases import HEAD, checked, codes, under, write_plan, year_text


class Edge(NamedTuple):
    """An indicator's unit and keys, the lines of its figure, and the codes they give."""

    unit: str
    figure: str
    codes: list[str]
    keys: str = ""


SUM, AVERAGE = 'over_time = "sum"\n', 'over_time = "average"\n'


def parts(value: str, *figures: str) -> str:
    listed = ", ".join(f'"62.{number:02}" = {figure}' for number, figure in enumerate(figures, 1))
    return f"value = {value}\nparts = {{ {listed} }}\n"


def quarters(value: str, *figures: str) -> str:
    listed = ", ".join(f"{number} = {figure}" for number, figure in enumerate(figures, 1))
    return f"value = {value}\nquarters = {{ {listed} }}\n"


PARTS = {
    "people that add up": Edge("orang", parts("612", "340", "272"), []),
    "one too many": Edge("orang", parts("612", "340", "273"), ["KT413"]),
    "one too few": Edge("orang", parts("612", "340", "271"), ["KT423"]),
    "one kabupaten alone": Edge("orang", parts("612", "340"), []),
    "one kabupaten with more than all": Edge("orang", parts("612", "613"), ["KT413"]),
    "no whole": Edge("orang", 'parts = { "62.01" = 340, "62.02" = 271 }\n', []),
    "thousands of people, rounded": Edge("ribu orang", parts("6.1", "3.44", "2.7"), []),
    "thousands of people, beyond rounding": Edge("ribu orang", parts("6.1", "3.44", "2.8"), ["KT413"]),
    "rupiah, rounded": Edge("Rp", parts('"Rp88,45 miliar"', '"Rp44,2 miliar"', '"Rp44,4 miliar"'), []),
    "rupiah, beyond rounding": Edge("Rp", parts('"Rp88,45 miliar"', '"Rp44,2 miliar"', '"Rp54,4 miliar"'), ["KT413"]),
    "rupiah that lost a digit": Edge("Rp", parts('"Rp88,45 miliar"', '"Rp44,2 miliar"', '"Rp4,4 miliar"'), ["KT423"]),
    "a ratio among its parts": Edge("%", parts("3.72", "3.1", "3.2", "3.3", "3.4", "4"), []),
    "a ratio above its parts": Edge("%", parts("3.72", "3.1", "3.2", "3.3", "3.4", "3.71"), ["KT413"]),
    "a ratio below its parts": Edge("%", parts("3.09", "3.1", "3.2", "3.3", "3.4", "3.71"), ["KT413"]),
    "a ratio beside some parts": Edge("%", parts("3.72", "3.1", "3.2", "3.3", "3.4"), []),
    "shares that add up": Edge("%", parts("50", "10", "10.1", "9.9", "10", "10"), []),
    "an index": Edge("indeks", parts("80", "71", "72", "73", "74", "75"), ["KT413"]),
    "tons, which the tool does not know": Edge("ton", parts("15", "1", "2", "3", "4", "5"), []),
    "a rate per inhabitants": Edge("orang per 1.000 penduduk", parts("4", "1", "5", "3", "4", "5"), []),
    "a code of another province": Edge("orang", 'value = 612\nparts = { "63.01" = 340, "62.02" = 272 }\n', ["KT415"]),
    "a province as its own part": Edge("orang", 'value = 612\nparts = { "62" = 612 }\n', ["KT415"]),
}
QUARTERS = {
    "people of four quarters": Edge("orang", quarters("980", "200", "310", "250", "220"), [], SUM),
    "a running total": Edge("orang", quarters("980", "200", "510", "760", "980"), [], SUM),
    "one person more": Edge("orang", quarters("981", "200", "310", "250", "220"), ["KT414"], SUM),
    "three quarters": Edge("orang", quarters("980", "200", "310", "250"), [], SUM),
    "the last of four": Edge("%", quarters("3.7", "3.1", "3.2", "3.3", "3.7"), []),
    "the last of four, rounded": Edge("%", quarters("3.7", "3.1", "3.2", "3.3", "3.74"), []),
    "the last of four, beyond rounding": Edge("%", quarters("3.7", "3.1", "3.2", "3.3", "3.77"), ["KT414"]),
    "ratios that happen to add up": Edge("%", quarters("4", "1", "1", "1", "1"), ["KT414"]),
    "turnover of four quarters": Edge("Rp", quarters("222", "50", "60", "55", "57"), []),
    "the mean": Edge("%", quarters("3.2", "3", "3.1", "3.3", "3.4"), [], AVERAGE),
    "the mean, rounded": Edge("%", quarters("3.3", "3", "3.1", "3.3", "3.6"), [], AVERAGE),
    "the last where the mean counts": Edge("%", quarters("3.4", "3", "3", "3", "3.4"), ["KT414"], AVERAGE),
    "no year yet": Edge("orang", "quarters = { 1 = 1, 2 = 2, 3 = 3, 4 = 4 }\n", [], SUM),
}
EDGES = PARTS | QUARTERS


def name_of(region: str) -> str:
    return "Kalimantan Tengah" if region == "62" else "Kota Palangka Raya"


def plan_of(edge: Edge, region: str = "62") -> str:
    head = HEAD.replace('"62", name = "Kalimantan Tengah"', f'"{region}", name = "{name_of(region)}"')
    return head + f'[indicators.a]\nname = "A"\nunit = "{edge.unit}"\n' + edge.keys


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_figures_agree_or_not(tmp_path: Path, edge: Edge) -> None:
    body = f'[figures.a]\nsource = "ODS"\n{edge.figure}'
    folder = write_plan(tmp_path / "contoh", plan_of(edge), {"2025": year_text(2025, body)})
    assert codes(checked(folder)[1]) == edge.codes


@pytest.mark.parametrize(
    ("region", "code", "found"),
    [("62.71", "62.71", []), ("6271", "6271", []), ("62.71", "62.72", ["KT415"]), ("62.71", "62", ["KT415"])],
)
def test_a_kabupaten_is_its_own_only_part(tmp_path: Path, region: str, code: str, found: list[str]) -> None:
    body = f'[figures.a]\nsource = "ODS"\nvalue = 5\nparts = {{ "{code}" = 5 }}\n'
    folder = write_plan(tmp_path / "contoh", plan_of(Edge("orang", "", []), region), {"2025": year_text(2025, body)})
    assert codes(checked(folder)[1]) == found


@pytest.mark.parametrize("written", ['"63.71"', '"6371"'])
def test_a_part_elsewhere_is_found_as_it_is_written(tmp_path: Path, written: str) -> None:
    body = f'[figures.a]\nsource = "ODS"\nvalue = 5\nparts = {{ "62.01" = 2, {written} = 3 }}\n'
    folder = write_plan(tmp_path / "contoh", plan_of(Edge("orang", "", [])), {"2025": year_text(2025, body)})
    reading, [finding] = checked(folder)
    assert under(reading, finding.file, finding.place) == written
    assert "63.71" in finding.message


PROGRAMME = '[programmes.nib]\nname = "NIB"\nbudget = { 2025 = "Rp1 miliar", 2026 = "Rp1 miliar" }\n'
ANNUAL, INDICATIVE = "renja", "rpjmd"


@pytest.mark.parametrize(
    ("kind", "year", "spent", "found"),
    [
        (ANNUAL, 2025, "1_000_000_000", []),
        (ANNUAL, 2025, "1_000_000_001", ["KT417"]),
        (INDICATIVE, 2025, "2_000_000_000", []),
        (INDICATIVE, 2025, "2_000_000_001", ["KT417"]),
        (INDICATIVE, 2025, "1_000_000_000_000", ["KT404"]),
        (ANNUAL, 2025, "2_000_001", []),
        (ANNUAL, 2025, "2_000_000", ["KT404"]),
        (ANNUAL, 2025, "0", []),
        (ANNUAL, 2026, "2_000_000", []),
        (ANNUAL, 2024, "5_000_000_000", []),
    ],
)
def test_spending_stands_beside_its_budget(tmp_path: Path, kind: str, year: int, spent: str, found: list[str]) -> None:
    plan = HEAD.replace("renstra", kind).replace("Renstra", "Rencana") + PROGRAMME
    plan += '[indicators.a]\nname = "A"\nunit = "orang"\n'
    body = f'[programmes.nib]\nspent = {spent}\nsource = "LRA"\n'
    folder = write_plan(tmp_path / "contoh", plan, {str(year): year_text(year, body)})
    assert [code for code in codes(checked(folder)[1]) if code.startswith("KT4")] == found


GROWTH = """
[indicators.pertumbuhan]
name = "Pertumbuhan jumlah UMKM"
unit = "%"
formula = "growth(umkm)"

[indicators.umkm]
name = "Jumlah UMKM"
unit = "unit"
"""


def growth_files(rate: str) -> dict[str, str | bytes]:
    count = '[figures.umkm]\nvalue = {}\nsource = "BPS"\n'
    rated = f'[figures.pertumbuhan]\nvalue = {rate}\nsource = "BPS"\n'
    return {"2024": year_text(2024, count.format(1200)), "2025": year_text(2025, count.format(1311) + rated)}


def test_a_growth_rate_that_is_also_recorded_agrees_with_its_counts(tmp_path: Path) -> None:
    assert codes(checked(write_plan(tmp_path / "contoh", HEAD + GROWTH, growth_files("9.25")))[1]) == []


def test_a_growth_rate_that_does_not_names_both_counts(tmp_path: Path) -> None:
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", HEAD + GROWTH, growth_files("11.1")))
    assert finding.rule.code == "KT406"
    assert finding.message == (
        "recorded as 11,1, but the formula gives 9,250: from 1.200 in 2024 to 1.311 in 2025, umkm grew by 9,25%"
    )
