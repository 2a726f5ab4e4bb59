"""Plans of several provinces with the same indicator, called and measured in several ways; figures are made up."""

from pathlib import Path

from tests.cli.agreements import declared, head, write

_NAME, _REFERENCE = "Rasio kewirausahaan", '"02.10.001"'


def write_provinces(workspace: Path) -> None:
    """Seven plans: five are measured alike, one counts people, and one has retired the indicator."""
    both = '{ 2023 = "3,70", 2024 = "3,75", 2025 = "3,81" }'
    _write(workspace, "62", "Kalimantan Tengah", both, {2023: "3.65", 2024: "3.72"}, status='"preliminary"')
    _write(workspace, "63", "Kalimantan Selatan", both, {2023: "3.80", 2024: "3.9"})
    _write(workspace, "64", "Kalimantan Timur", both, {2024: "3.72"}, name="rasio_wirausaha")
    _write(workspace, "65", "Kalimantan Utara", both, {2023: "3.6999"})
    _write(workspace, "71", "Sulawesi Utara", both, {})
    _write(workspace, "61", "Kalimantan Barat", '{ 2024 = "5.000" }', {2024: "5100"}, unit="orang")
    _write(workspace, "72", "Sulawesi Tengah", '{ 2023 = "3,70" }', {2023: "3.70"}, retired="2023")


_AMENDMENT = """
[[amendments]]
effective = 2024-09-12
basis = "Pergub 12/2024"
targets = { koperasi_dibina = { 2024 = { from = "80", to = "75" } } }
"""
_PARTS = """
[parts]
"62.01" = "Kotawaringin Barat"
"62.71" = "Palangka Raya"
"""
_COMPONENTS = """
[indicators.koperasi_baru]
name = "Koperasi baru"
unit = "unit"

[indicators.koperasi_lama]
name = "Koperasi lama"
unit = "unit"
"""


def write_unfinished(workspace: Path) -> None:
    """Four plans of one promise: amended, known for two quarters, for one part of two, and for one component of two."""
    name, title, targets = "koperasi_dibina", "Koperasi dibina", '{ 2024 = "80" }'
    start = head("Renstra", "renstra", 2024, 2025)
    plain = start + declared(name, title, "unit", targets, over_time='"sum"')
    derived = start + declared(
        name, title, "unit", targets, over_time='"sum"', formula='"koperasi_baru + koperasi_lama"'
    )
    own = f"\n[figures.{name}]\n"
    write(workspace / "berubah", plain + _AMENDMENT, {2024: f"{own}value = 70\n"})
    write(workspace / "triwulan", plain, {2024: f"{own}quarters = {{ 1 = 20, 2 = 21 }}\n"})
    write(workspace / "wilayah", plain + _PARTS, {2024: f'{own}parts = {{ "62.01" = 40 }}\n'})
    write(workspace / "turunan", derived + _COMPONENTS, {2024: "\n[figures.koperasi_baru]\nvalue = 5\n"})


def _write(
    workspace: Path,
    code: str,
    region: str,
    targets: str,
    figures: dict[int, str],
    *,
    name: str = "rasio_kewirausahaan",
    unit: str = "%",
    status: str = '"final"',
    **keys: str,
) -> None:
    start = head(f"Renstra {region}", "renstra", 2023, 2025, f'{{ code = "{code}", name = "{region}" }}')
    baseline = '{ year = 2022, value = "3,50" }' if unit == "%" else '{ year = 2022, value = "4.000" }'
    plan = start + declared(name, _NAME, unit, targets, reference=_REFERENCE, baseline=baseline, **keys)
    realised = {
        year: f'\n[figures.{name}]\nvalue = {value}\nstatus = {status}\nsource = "Sakernas"\n'
        for year, value in figures.items()
    }
    write(workspace / f"{region.lower().replace(' ', '-')}-renstra", plan, realised)
