"""Plans of one province that promise the same, almost the same, and something else; figures are made up."""

from pathlib import Path

AGREED, ANNUAL, MEDIUM = "kalteng-rakortek-2026", "kalteng-rkpd-2026", "kalteng-rpjmd-2025-2029"


def head(
    title: str, kind: str, start: int, end: int, region: str = '{ code = "62", name = "Kalimantan Tengah" }'
) -> str:
    """The beginning of a plan file."""
    return f"""\
format = 1

[plan]
title = "{title}"
kind = "{kind}"
region = {region}
period = {{ start = {start}, end = {end} }}
"""


def declared(name: str, text: str, unit: str, targets: str, better: str = "higher", **keys: str) -> str:
    """An indicator of a plan file; keys: further keys with their values as written."""
    more = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return f"""
[indicators.{name}]
name = "{text}"
unit = "{unit}"
better = "{better}"
targets = {targets}
{more}"""


_RAKORTEK = head("Kesepakatan Rakortek 2026", "rakortek", 2026, 2027) + "".join(
    (
        declared("rasio_kewirausahaan", "Rasio kewirausahaan", "%", '{ 2026 = "3,81", 2027 = "3,90" }'),
        declared(
            "proporsi_ukm",
            "Proporsi jumlah usaha kecil dan menengah",
            "%",
            '{ 2026 = "3,84" }',
            reference='"02.10.003"',
        ),
        declared("koperasi_bermasalah", "Persentase koperasi bermasalah", "%", '{ 2026 = "5" }', "lower"),
        declared("volume_usaha", "Volume usaha koperasi", "Rp miliar", '{ 2026 = "222" }'),
        declared("koperasi_sehat", "Persentase koperasi sehat", "%", '{ 2026 = "69,1-69,5" }'),
        declared("rasio_pinjaman", "Rasio pinjaman terhadap simpanan", "%", '{ 2026 = "70-80" }', "within"),
        declared("wirausaha_baru", "Wirausaha baru", "orang", '{ 2026 = "2.872", 2027 = "3.000" }'),
        declared("rasio_utang", "Rasio utang koperasi", "%", '{ 2026 = "40" }'),
    )
)
_RKPD = (
    head("RKPD Provinsi Kalimantan Tengah 2026", "rkpd", 2026, 2026)
    + "".join(
        (
            declared("rasio_kewirausahaan", "Rasio kewirausahaan", "%", '{ 2026 = "3,75" }'),
            declared("proporsi_ukm", "Proporsi UKM", "persen", '{ 2026 = "3,84" }', reference='"02.10.003"'),
            declared("koperasi_bermasalah", "Koperasi bermasalah", "%", '{ 2026 = "6" }', "lower"),
            declared("volume_usaha", "Volume usaha koperasi", "Rp", '{ 2026 = "Rp222 miliar" }'),
            declared("koperasi_sehat", "Koperasi sehat", "%", '{ 2026 = "69,3" }'),
            declared("rasio_pinjaman", "Rasio pinjaman", "%", '{ 2026 = "82" }', "within"),
            declared("wirausaha_baru", "Wirausaha baru", "unit usaha", '{ 2026 = "2.872" }'),
            declared("rasio_utang", "Rasio utang koperasi", "%", '{ 2026 = "40" }', "lower"),
        )
    )
    + """
[[amendments]]
effective = 2026-09-01
basis = "Pergub 12/2026 tentang Perubahan RKPD 2026"
targets = { rasio_kewirausahaan = { 2026 = { from = "3,75", to = "3,81" } } }
"""
)
_RPJMD = head("RPJMD Provinsi Kalimantan Tengah 2025–2029", "rpjmd", 2025, 2029) + "".join(
    (
        declared("rasio_kewirausahaan", "Rasio kewirausahaan", "%", '{ 2025 = "3,60", 2026 = "3,70", 2027 = "3,90" }'),
        declared(
            "proporsi_usaha_kecil", "Proporsi usaha kecil dan menengah", "%", '{ 2026 = "4" }', reference='"02.10.003"'
        ),
        declared("koperasi_bermasalah", "Persentase koperasi bermasalah", "%", '{ 2026 = "4,5" }', "lower"),
        declared("volume_usaha", "Volume usaha koperasi", "Rp", '{ 2026 = "Rp220,5 miliar" }'),
        declared("koperasi_sehat", "Persentase koperasi sehat", "%", '{ 2026 = "68-70" }'),
        declared("rasio_pinjaman", "Rasio pinjaman terhadap simpanan", "%", '{ 2026 = "75-80" }', "within"),
        declared("umkm_berizin", "Proporsi UMKM berizin usaha", "%", '{ 2026 = "40" }', reference='"02.10.005"'),
    )
)


def write_agreements(workspace: Path) -> None:
    """What was agreed for 2026 and 2027, and the annual and the medium-term plan beside it."""
    for name, text in ((AGREED, _RAKORTEK), (ANNUAL, _RKPD), (MEDIUM, _RPJMD)):
        write(workspace / name, text)


def write(folder: Path, plan: str, realised: dict[int, str] | None = None) -> None:
    """A plan folder: plan.toml, and the figures of each year."""
    (folder / "realised").mkdir(parents=True)
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    for year, figures in (realised or {}).items():
        text = f"format = 1\nyear = {year}\n{figures}"
        (folder / "realised" / f"{year}.toml").write_text(text, encoding="utf-8")
