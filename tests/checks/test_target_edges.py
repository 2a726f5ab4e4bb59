"""3xx: the last case that is let pass and the first that is found, for targets, baselines and totals."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kumkm_targets.checks.targets.indicator_names import is_change, is_share
from kumkm_targets.checks.targets.target_series import amended_series
from kumkm_targets.evaluation.targets import targets_in_force
from tests.checks.cases import CORPUS, HEAD, checked, codes, under, write_plan, year_text
from tests.conftest import PLANS

HIGHER, LOWER, WITHIN = ('better = "higher"\n', 'better = "lower"\n', 'better = "within"\n')
BASELINE_OF_3 = 'baseline = { year = 2024, value = "3" }\n'
SUM, AVERAGE = 'over_time = "sum"\n', 'over_time = "average"\n'


def indicator(body: str, *, name: str = "Rasio", unit: str = "indeks") -> str:
    return HEAD + f'[indicators.rasio]\nname = "{name}"\nunit = "{unit}"\n{body}'


def targets(*values: str, start: int = 2025) -> str:
    return "targets = { " + ", ".join(f'{year} = "{value}"' for year, value in enumerate(values, start)) + " }\n"


def amended(*changes: str, effective: str = "2026-03-01") -> str:
    head = f'\n[[amendments]]\neffective = {effective}\nbasis = "Berita acara"\n'
    return head + f"targets.rasio = {{ {', '.join(changes)} }}\n"


def found(folder: Path, plan: str, realised: dict[int, str] | None = None) -> list[tuple[str, str]]:
    """The codes of the findings with the keys they stand at, but for those of the amendments' own rules."""
    texts = {str(year): year_text(year, body) for year, body in (realised or {}).items()}
    _reading, findings = checked(write_plan(folder, plan, dict(texts)))
    return [(one.rule.code, ".".join(map(str, one.key[2:]))) for one in findings if one.rule.code < "KT6"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (HIGHER + targets("3", "4", "5") + amended('2027 = { from = "5", to = "4,5" }'), []),
        (
            HIGHER + targets("3", "4", "5") + amended('2027 = { from = "5", to = "3,5" }'),
            [("KT302", "targets.rasio.2027.to")],
        ),
        (  # corrected by the amendment; the declared series is still what the plan says
            HIGHER + targets("3", "4", "3,5") + amended('2027 = { from = "3,5", to = "5" }'),
            [("KT302", "targets.2027")],
        ),
        (  # one finding for a year, though both series fall
            HIGHER + targets("3", "4", "3,5") + amended('2027 = { from = "3,5", to = "3,4" }'),
            [("KT302", "targets.2027")],
        ),
        (  # the amendment makes another year fall
            HIGHER + targets("3", "4", "5") + amended('2026 = { from = "4", to = "6" }'),
            [("KT302", "targets.2027")],
        ),
        (  # the last amendment counts
            HIGHER
            + targets("3", "4")
            + amended('2026 = { from = "4", to = "2" }')
            + amended('2026 = { from = "2", to = "5" }', effective="2026-09-01"),
            [],
        ),
        (
            LOWER + targets("5", "4") + amended('2026 = { from = "4", to = "6" }'),
            [("KT302", "targets.rasio.2026.to")],
        ),
        (
            HIGHER + targets("10", "11", "12", "13") + amended('2028 = { from = "13", to = "1,4" }'),
            [("KT303", "targets.rasio.2028.to")],
        ),
        (
            HIGHER + BASELINE_OF_3 + targets("4") + amended('2025 = { from = "4", to = "2" }'),
            [("KT307", "targets.rasio.2025.to")],
        ),
        (HIGHER + targets("3", "4") + amended('2031 = { from = "4", to = "5" }'), [("KT301", "targets.rasio.2031")]),
    ],
)  # fmt: skip
def test_amended_targets_are_judged_beside_the_declared_ones(
    tmp_path: Path, body: str, expected: list[tuple[str, str]]
) -> None:
    assert found(tmp_path / "contoh", indicator(body)) == expected


def test_the_amended_series_is_what_is_in_force_in_the_end() -> None:
    for folder in (CORPUS / "good" / "sulteng-renstra-2025-2029", CORPUS / "good" / "jatim-rakortek-2025"):
        reading, _findings = checked(folder)
        assert reading.plan is not None
        series = amended_series(reading, reading.plan)
        assert series
        for name, promises in series.items():
            in_force = targets_in_force(reading.plan, name, date.max)
            assert {year: promise.target for year, promise in promises.items()} == in_force
            assert list(promises) == sorted(in_force)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("8", "6", "4", "2", "0,5"), []),  # even steps to nothing
        (("12", "9", "6", "3", "1"), []),
        (("28,5", "28", "2,75", "27", "26,5"), ["targets.2027"]),
        (("30", "29", "28", "2,7"), ["targets.2028"]),
        (("2,9", "28", "27", "26"), ["targets.2026"]),
        (("30", "30", "30", "10"), ["targets.2028"]),
    ],
)
def test_a_falling_series_jumps_only_where_it_leaves_its_pace(
    tmp_path: Path, values: tuple[str, ...], expected: list[str]
) -> None:
    assert [
        key for code, key in found(tmp_path / "contoh", indicator(LOWER + targets(*values))) if code == "KT303"
    ] == (expected)


@pytest.mark.parametrize(
    ("unit", "body", "expected"),
    [
        ("indeks", HIGHER + targets("2", "1000"), ["targets.2026"]),
        ("indeks", HIGHER + targets("2", "999"), []),
        ("indeks", HIGHER + targets("0", "1000"), []),
        ("orang", HIGHER + targets("2", "1000"), []),  # from next to nothing
        ("orang", HIGHER + targets("10", "5.000"), ["targets.2026"]),
        ("orang", HIGHER + targets("2.540", "2,6"), ["targets.2026"]),  # “2.600”, read as 2,6
        ("%", HIGHER + targets("0,1", "60"), []),
        ("%", HIGHER + targets("3,75", "3811"), ["targets.2026"]),
        ("Rp", HIGHER + targets("Rp1,2 miliar", "Rp1,3 juta", "Rp1,4 miliar"), ["targets.2026"]),
        ("Rp", HIGHER + targets("Rp1,2 juta", "Rp1,3 miliar", "Rp1,4 miliar"), ["targets.2026"]),
        ("Rp", HIGHER + 'baseline = { year = 2024, value = "Rp1 juta" }\n' + targets("Rp1 miliar"), ["targets.2025"]),
        ("Rp", HIGHER + SUM + 'baseline = { year = 2024, value = "Rp1 juta" }\n' + targets("Rp1 miliar"), []),
        ("Rp", HIGHER + SUM + targets("Rp1 juta") + 'final_target = "Rp1 miliar"\n', []),
        ("Rp", HIGHER + targets("Rp1 juta") + 'final_target = "Rp1 miliar"\n', ["final_target"]),
    ],
)
def test_a_target_is_not_hundreds_of_times_its_neighbour(
    tmp_path: Path, unit: str, body: str, expected: list[str]
) -> None:
    assert [key for code, key in found(tmp_path / "contoh", indicator(body, unit=unit)) if code == "KT313"] == expected


def test_a_misprinted_last_target_is_found_once(tmp_path: Path) -> None:
    body = HIGHER + 'baseline = { year = 2024, value = "12" }\n' + targets("12,1", "12,2", "12,3", "2,4")
    assert found(tmp_path / "contoh", indicator(body)) == [("KT303", "targets.2028")]


@pytest.mark.parametrize("name", ["Laju pertumbuhan ekonomi", "Inflasi", "Persentase kenaikan omzet", "LPE"])
def test_rates_of_change_may_go_up_and_down(tmp_path: Path, name: str) -> None:
    body = HIGHER + 'baseline = { year = 2024, value = "9" }\n' + targets("5,3", "5,1", "5,4", "5,5")
    assert found(tmp_path / "contoh", indicator(body, name=name, unit="%")) == []
    assert codes_of(tmp_path / "lain", indicator(body, name="Rasio kewirausahaan", unit="%")) == {"KT302", "KT307"}


def codes_of(folder: Path, plan: str) -> set[str]:
    return {code for code, _key in found(folder, plan)}


def test_falling_counts_are_asked_whether_the_years_add_up(tmp_path: Path) -> None:
    plan = indicator(HIGHER + targets("50", "40"), unit="orang")
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", plan))
    assert (finding.rule.code, 'over_time = "sum"' in finding.fix) == ("KT302", True)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2024, []), (2025, []), (2026, [("KT314", "baseline.year")]), (2030, [("KT314", "baseline.year")])],
)
def test_a_baseline_is_no_later_than_the_first_target(
    tmp_path: Path, year: int, expected: list[tuple[str, str]]
) -> None:
    body = HIGHER + f'baseline = {{ year = {year}, value = "3" }}\n' + 'targets = { 2026 = "5", 2025 = "4" }\n'
    assert found(tmp_path / "contoh", indicator(body)) == expected


QUARTERS = "quarter_targets = {{ 2025 = {{ {} }} }}\n"


def quarters(*values: str) -> str:
    return QUARTERS.format(", ".join(f'{number} = "{value}"' for number, value in enumerate(values, 1)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (HIGHER + targets("9,7") + quarters("2,4", "4,9", "7,5", "9,7"), False),  # Jombang 2022: they rise to it
        (HIGHER + targets("9,7") + quarters("2,4", "2,5", "2,6", "2,2"), False),  # they add up to it
        (HIGHER + targets("9,7") + quarters("2,4", "4,9", "7,5", "9,6"), True),
        (HIGHER + targets("9,7") + quarters("2,4", "4,9", "7,5"), False),  # no fourth
        (HIGHER + targets("800") + SUM + quarters("150", "300", "550", "800"), False),
        (HIGHER + targets("800") + SUM + quarters("150", "150", "250", "250"), False),
        (HIGHER + targets("800") + SUM + quarters("150", "150", "250", "240"), True),
        (HIGHER + targets("90") + AVERAGE + quarters("88", "89", "91", "92"), False),
        (HIGHER + targets("90,3") + AVERAGE + quarters("88", "90", "91", "92"), False),  # 90,25
        (HIGHER + targets("90,3") + AVERAGE + quarters("88", "89", "91", "92"), True),
        (HIGHER + targets("7-8") + quarters("5-6", "6-7", "6-7", "7-8"), False),
        (HIGHER + targets("7-8") + quarters("5-6", "6-7", "6-7", "7-9"), True),
        (HIGHER + targets("4", start=2026) + quarters("1", "2", "3", "5"), False),  # another year
        (
            HIGHER
            + targets("9,7")
            + quarters("2,4", "4,9", "7,5", "9,9")
            + amended('2025 = { from = "9,7", to = "9,9" }', effective="2025-09-01"),
            False,
        ),
    ],
)  # fmt: skip
def test_quarters_lead_to_their_year(tmp_path: Path, body: str, expected: bool) -> None:
    assert ("KT315" in codes_of(tmp_path / "contoh", indicator(body))) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (targets("3", "4", "5", "6", "7", "8") + 'final_target = "8,0"\n', set()),
        (targets("3", "4", "5", "6", "7", "8") + 'final_target = "8,1"\n', {"KT316"}),
        (targets("3", "4") + 'final_target = "8,1"\n', set()),  # the last year has none of its own
        ('final_target = "8"\n', set()),
        (AVERAGE + targets("3", "4", "5", "6", "7", "8") + 'final_target = "5,5"\n', set()),
        (targets("3", "4", "5", "6", "7", "8-9") + 'final_target = "8-9"\n', set()),
        (targets("3", "4", "5", "6", "7", "8-9") + 'final_target = "8"\n', {"KT316"}),
        (targets(*"345678") + 'final_target = "9"\n' + amended('2030 = { from = "8", to = "9" }'), set()),
        (targets(*"345678") + 'final_target = "8"\n' + amended('2030 = { from = "8", to = "9" }'), set()),
        (targets(*"345678") + 'final_target = "7,5"\n' + amended('2030 = { from = "8", to = "9" }'), {"KT316"}),
        (SUM + targets(*"111111") + 'final_target = "6"\n', set()),
        (SUM + targets(*"111111") + 'final_target = "7"\n', {"KT310"}),
        (SUM + targets("1", "1") + 'final_target = "7"\n', set()),  # other years may follow
        (SUM + targets("4", "4") + 'final_target = "7"\n', {"KT310"}),
        (SUM + targets("2", "2", start=2029) + 'final_target = "5"\n', {"KT310"}),
        (SUM + targets(*"111111") + 'final_target = "7"\n' + amended('2030 = { from = "1", to = "2" }'), set()),
        (SUM + targets(*"111111") + 'final_target = "6"\n' + amended('2030 = { from = "1", to = "2" }'), set()),
    ],
)  # fmt: skip
def test_the_final_target_is_what_the_years_lead_to(tmp_path: Path, body: str, expected: set[str]) -> None:
    assert codes_of(tmp_path / "contoh", indicator(HIGHER + body)) == expected


def test_a_target_that_cannot_be_read_is_not_missed_in_a_sum(tmp_path: Path) -> None:
    body = HIGHER + SUM + targets("1", "1", "1", "1", "1", "abc") + 'final_target = "6"\n'
    assert found(tmp_path / "contoh", indicator(body)) == [("KT108", "targets.2030")]


SHARES = [
    "Persentase koperasi aktif",
    "Persentase proporsi jumlah UKM",
    "Proporsi tenaga kerja UMKM terhadap tenaga kerja produktif",
    "Persentase usaha mikro yang naik kelas",
    "Partisipasi masyarakat dalam berkoperasi",
    "Tingkat partisipasi angkatan kerja",
    "Porsi koperasi sehat",
    "PERSENTASE UMKM BERIZIN USAHA",
]
NO_SHARES = [
    "Persentase kenaikan jumlah koperasi",
    "Persentase koperasi bertambah",
    "Persentase realisasi investasi UMKM",
    "Persentase capaian koperasi",
    "Persentase peserta pelatihan dibanding tahun lalu",
    "Pertumbuhan volume usaha koperasi",
    "Rasio kewirausahaan",
    "Cakupan layanan koperasi",
    "Angka Partisipasi Kasar SMA",
    "Tingkat partisipasi kasar",
    "Persentase ketersediaan pangan",
    "Persentase",
    "Koperasi aktif",
]


@pytest.mark.parametrize("name", SHARES)
def test_a_share_of_things_is_known_by_its_name(name: str) -> None:
    assert is_share(name)


@pytest.mark.parametrize("name", NO_SHARES)
def test_what_may_exceed_the_whole_is_no_share(name: str) -> None:
    assert not is_share(name)


def test_a_rate_of_change_is_known_by_its_first_word() -> None:
    assert is_change("Rata-rata pertumbuhan omzet")
    assert not is_change("Persentase koperasi yang mengalami pertumbuhan")
    assert not is_change("Rasio")
    assert not is_change("")


@pytest.mark.parametrize(
    ("value", "found_there"), [("100", False), ("100,01", True), ("0", False), ("-0,1", True), ("753,7", True)]
)
def test_a_share_lies_between_nothing_and_the_whole(tmp_path: Path, value: str, found_there: bool) -> None:
    for number, name in enumerate(("Persentase koperasi aktif", "Pertumbuhan koperasi")):
        plan = indicator(WITHIN + targets(value), name=name, unit="%")
        expected = [("KT312", "targets.2025")] if found_there and not number else []
        assert found(tmp_path / f"contoh-{number}", plan) == expected


@pytest.mark.parametrize(
    ("figure", "keys"),
    [
        ("value = 101", ["value"]),
        ("value = 99\nquarters = { 1 = 98, 2 = 102 }", ["quarters.2"]),
        ('value = 99\nparts = { "62.01" = 120 }', ["parts.62.01"]),
        ("value = 99", []),
    ],
)
def test_a_realised_share_is_looked_at_in_all_its_parts(tmp_path: Path, figure: str, keys: list[str]) -> None:
    plan = indicator(WITHIN, name="Persentase koperasi aktif", unit="%")
    realised = {2025: f'\n[figures.rasio]\n{figure}\nsource = "ODS"\n'}
    assert [key for code, key in found(tmp_path / "contoh", plan, realised) if code == "KT312"] == keys


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        (HIGHER + targets("12", "13"), []),
        (HIGHER + targets("12,0", "13"), []),
        (HIGHER + "targets = { 2025 = 12.5, 2026 = { min = 13, max = 13.5 } }\n", ["targets.2025", "targets.2026"]),
        (HIGHER + 'baseline = { year = 2024, value = "11,5" }\n', ["baseline.value"]),
        (HIGHER + 'final_target = "11,5"\n', ["final_target"]),
        (HIGHER + "quarter_targets = { 2025 = { 1 = 2, 2 = 4.5 } }\n", ["quarter_targets.2025.2"]),
        (HIGHER + targets("12") + amended('2025 = { from = "12", to = "12,5" }'), ["targets.rasio.2025.to"]),
    ],
)
def test_whole_things_are_not_split_anywhere(tmp_path: Path, body: str, keys: list[str]) -> None:
    plan = indicator(body, unit="orang")
    assert [key for code, key in found(tmp_path / "contoh", plan) if code == "KT305"] == keys


@pytest.mark.parametrize(("value", "thousands"), [("2.6", "2.600"), ("12.5", "12.500"), ("1310.5", ""), ("0.5", "")])
def test_a_fraction_that_may_be_grouped_thousands_says_so(tmp_path: Path, value: str, thousands: str) -> None:
    plan = indicator(HIGHER + f"targets = {{ 2025 = {value} }}\n", unit="orang")
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", plan))
    assert (f"Write {thousands} " in finding.fix) is bool(thousands)


@pytest.mark.parametrize("place", ["baseline.value", "targets.2025", "quarter_targets.2025.1", "final_target"])
def test_a_toml_number_of_three_decimals_is_no_count_anywhere(tmp_path: Path, place: str) -> None:
    table = {
        "baseline.value": "baseline = { year = 2024, value = 1.311 }\n",
        "targets.2025": "targets = { 2025 = 1.311 }\n",
        "quarter_targets.2025.1": "quarter_targets = { 2025 = { 1 = 1.311 } }\n",
        "final_target": "final_target = 1.311\n",
    }
    _reading, [finding] = checked(write_plan(tmp_path / "contoh", indicator(HIGHER + table[place], unit="orang")))
    assert (finding.rule.code, ".".join(map(str, finding.key[2:]))) == ("KT108", place)
    assert finding.fix == 'Write 1311 or "1.311".'


DOTTED = 'targets = { 2025 = "3,75", 2026 = "3.81" }\n'


@pytest.mark.parametrize(
    ("unit", "body", "keys"),
    [
        ("%", HIGHER + DOTTED, ["targets.2026"]),
        ("%", HIGHER + 'targets = { 2025 = "3.75", 2026 = "3.81" }\n', []),  # one notation, if not the usual one
        ("%", HIGHER + 'targets = { 2025 = "3,75", 2026 = 3.81 }\n', []),
        ("orang", HIGHER + 'targets = { 2025 = "1.250", 2026 = "1.500" }\n', []),
        ("Rp", HIGHER + 'targets = { 2025 = "Rp1.250.000,50", 2026 = "Rp1.500.000" }\n', []),
        ("Rp", HIGHER + 'targets = { 2025 = "Rp1,25 miliar", 2026 = "Rp1.5 miliar" }\n', ["targets.2026"]),
        ("Rp", HIGHER + 'targets = { 2025 = "Rp1.500,-", 2026 = "Rp1.5 miliar" }\n', []),  # no decimal comma
        ("indeks", LOWER + 'targets = { 2025 = "0.497", 2026 = "0,49" }\n', ["targets.2025"]),
        ("indeks", LOWER + "targets = { 2025 = '0.49', 2026 = '0,48' }\n", ["targets.2025"]),
        ("indeks", LOWER + 'targets = { 2025 = { min = "0.4", max = "0,5" } }\n', ["targets.2025.min"]),
        ("indeks", WITHIN + 'targets = { 2025 = "60.5-70,5" }\n', ["targets.2025"]),
        ("%", HIGHER + DOTTED.replace("3.81", "3.81 persen"), ["targets.2026"]),
        ("%", HIGHER + 'baseline = { year = 2024, value = "3.7" }\n' + targets("3,75"), ["baseline.value"]),
        ("%", HIGHER + targets("3,75") + 'source = "tabel 3.5 dan UU 1.2"\nnote = "3.5"\n', []),
    ],
)  # fmt: skip
def test_decimals_are_written_one_way(tmp_path: Path, unit: str, body: str, keys: list[str]) -> None:
    plan = indicator(body, unit=unit)
    assert [key for code, key in found(tmp_path / "contoh", plan) if code == "KT311"] == keys


def test_a_decimal_point_is_found_in_another_file_than_the_comma_and_can_be_mended(tmp_path: Path) -> None:
    plan = indicator(HIGHER + targets("3,75"), unit="%")
    realised = {
        "2025": year_text(2025, '\n[figures.rasio]\nvalue = "3.7 %"\nsource = "BPS"\nparts = { "62.01" = 3.4 }\n')
    }
    reading, [finding] = checked(write_plan(tmp_path / "contoh", plan, dict(realised)))
    [comma] = finding.related
    assert (finding.file.name, comma.file.name) == ("2025.toml", "plan.toml")
    assert under(reading, finding.file, finding.place) == '"3.7 %"'
    assert under(reading, comma.file, comma.span) == '"3,75"'
    assert tomllib.loads(f"x = {finding.replacement}")["x"] == "3,7 %"


@pytest.mark.parametrize(
    "odd",
    [
        '[[amendments]]\ntargets = "3.5"\n',
        '[[amendments]]\ntargets = ["3.5"]\n',
    ],
)
def test_a_decimal_in_a_table_that_makes_no_sense_is_passed_over(tmp_path: Path, odd: str) -> None:
    plan = indicator(HIGHER + targets("3,75"), unit="%") + odd
    assert "KT311" not in codes_of(tmp_path / "contoh", plan)


def test_codes_of_regions_and_programmes_are_no_decimals(tmp_path: Path) -> None:
    plan = indicator(HIGHER + targets("3,75"), unit="%").replace(
        '{ code = "62", name = "Kalimantan Tengah" }', '{ code = "62.71", name = "Kota Palangka Raya" }'
    )
    plan += '[programmes.nib]\nname = "NIB"\ncode = "2.17"\nbudget = { 2025 = "Rp1,2 miliar" }\n'
    assert codes(checked(write_plan(tmp_path / "contoh", plan))[1]) == []


@pytest.mark.parametrize("formula", ["inverse", "from_baseline"])
def test_every_range_is_found_at_its_own_year_where_the_formula_takes_none(tmp_path: Path, formula: str) -> None:
    body = LOWER + f'achievement = "{formula}"\nbaseline = {{ year = 2024, value = "9" }}\n'
    body += 'targets = { 2025 = "8", 2026 = "7-8", 2027 = "7", 2028 = { min = 5, max = 6 } }\nfinal_target = "5-6"\n'
    body += amended('2027 = { from = "7", to = "6-7" }')
    reading, findings = checked(write_plan(tmp_path / "contoh", indicator(body, unit="hari")))
    assert [(one.rule.code, under(reading, one.file, one.place)) for one in findings] == [
        ("KT309", '"7-8"'),
        ("KT309", "{ min = 5, max = 6 }"),
        ("KT309", '"5-6"'),
        ("KT309", '"6-7"'),
    ]


def test_the_shipped_plans_stay_as_quiet_as_they_were() -> None:
    new = {f"KT{number}" for number in (113, *range(210, 217), *range(311, 317))}
    for folder in sorted(PLANS.glob("*/")):
        assert not new & set(codes(checked(folder)[1]))
