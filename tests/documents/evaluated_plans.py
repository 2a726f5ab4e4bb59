"""A plan over years and a yearly one that carries it out, with something of every kind that the official forms show."""

from pathlib import Path
from typing import Final

from tests.checks.cases import write_plan, year_text

LONG: Final = "sukamaju-rpjmd"
YEARLY: Final = "sukamaju-rkpd-2027"
YEAR: Final = 2027

_HEAD: Final = """\
format = 1

[plan]
title = "{title}"
kind = "{kind}"
region = {{ code = "{code}", name = "{region}" }}
organisation = "Dinas Koperasi dan Usaha Mikro"
period = {{ start = {start}, end = {end} }}

[report]
place = "Sukamaju"
signers = [
    {{ role = "Kepala Bappeda", name = "Nama Kepala", nip = "19700101 199503 1 001" }},
    {{ role = "Bupati Sukamaju" }},
]

[objectives.tumbuh]
name = "Meningkatnya pertumbuhan koperasi dan usaha mikro yang berdaya saing"

[objectives.wirausaha]
name = "Meningkatnya kewirausahaan"

[objectives.kosong]
name = "Sasaran tanpa program"

[programmes.pemberdayaan]
name = "Program pemberdayaan usaha menengah, usaha kecil, dan usaha mikro"
code = "2.17.07"
objective = "wirausaha"
budget = {{ {budgets} }}

[programmes.pelatihan]
name = "Program pendidikan dan latihan perkoperasian"
code = "2.17.05"
objective = "tumbuh"
budget = {{ {small} }}

[programmes.tanpa_anggaran]
name = "Program pengawasan koperasi"
objective = "tumbuh"
"""

_INDICATORS: Final = """
[indicators.aktif]
name = "Persentase koperasi aktif"
unit = "%"
better = "higher"
reference = "K-1"
objective = "tumbuh"
owner = "Bidang Koperasi"
baseline = {{ year = {before}, value = "70,5" }}
targets = {{ {aktif} }}

[indicators.dilatih]
name = "Pengurus koperasi yang dilatih"
unit = "orang"
better = "higher"
over_time = "sum"
programme = "pelatihan"
owner = "Bidang Koperasi"
targets = {{ {dilatih} }}
{quarters}
[indicators.izin]
name = "Lama pengurusan izin"
unit = "hari"
better = "lower"
programme = "pemberdayaan"
targets = {{ {izin} }}

[indicators.rasio]
name = "Rasio kewirausahaan"
unit = "%"
better = "higher"
programme = "pemberdayaan"
targets = {{ {rasio} }}

[indicators.volume]
name = "Volume usaha koperasi"
unit = "Rp"
better = "higher"
objective = "tumbuh"
targets = {{ {volume} }}

[indicators.pendukung]
name = "Seluruh koperasi"
unit = "koperasi"
{more}"""

_RETIRED: Final = """
[indicators.lama]
name = "Koperasi sehat"
unit = "koperasi"
better = "higher"
objective = "tumbuh"
targets = { 2026 = 10 }
retired = 2026
successor = "aktif"

[[amendments]]
effective = 2027-09-12
basis = "Peraturan Bupati 12/2027"
targets = { dilatih = { 2027 = { from = 220, to = 200 } } }
"""

_LONG_YEARS: Final = {
    2026: """\
[figures.aktif]
value = "72,25"
status = "final"
source = "ODS"
[figures.dilatih]
value = 180
source = "Dinas"
[figures.izin]
value = 6
source = "OSS"
[figures.rasio]
unavailable = "menunggu Sakernas"
[figures.volume]
value = "Rp21,5 miliar"
source = "RAT"
[figures.lama]
value = 9
source = "Dinas"
[programmes.pemberdayaan]
spent = "Rp1.187.654.321"
source = "LRA"
[programmes.pelatihan]
spent = "Rp250 juta"
source = "LRA"
[programmes.tanpa_anggaran]
spent = "Rp75 juta"
source = "LRA"
""",
    2027: """\
[notes]
driving = "Pendampingan oleh 12 petugas penyuluh di semua kecamatan"
next_rkpd = "Pelatihan dimulai pada triwulan I"
recorded_at = 2028-01-15T09:30:00+07:00
recorded_by = "perencana"
[figures.aktif]
value = "73,1"
status = "preliminary"
source = "ODS"
[figures.dilatih]
value = 199
source = "Dinas"
[figures.izin]
value = 4
source = "OSS"
[figures.rasio]
value = "3,30"
source = "Sakernas"
[programmes.pemberdayaan]
spent = "Rp1,25 miliar"
source = "LRA"
""",
}

_YEARLY_2027: Final = """\
[notes]
hindering = "Pencairan dana baru pada triwulan II"
next_quarter = "Percepat pengadaan"
[figures.aktif]
quarters = { 1 = "72,5", 2 = "72,75", 3 = "73", 4 = "73,1" }
source = "ODS"
[figures.dilatih]
quarters = { 1 = 20, 2 = 60, 3 = 61, 4 = 57 }
source = "Dinas"
[figures.izin]
quarters = { 1 = 6, 2 = 5 }
source = "OSS"
[figures.rasio]
value = "3,30"
source = "Sakernas"
[programmes.pemberdayaan]
spent = "Rp1,25 miliar"
source = "LRA"
as_of = 2027-12-31
[[programmes.pemberdayaan.history]]
spent = "Rp100 juta"
as_of = 2027-03-31
reason = "berikutnya"
[[programmes.pemberdayaan.history]]
spent = "Rp480 juta"
as_of = 2027-06-30
reason = "berikutnya"
"""


def _per_year(values: str, years: range) -> str:
    return ", ".join(f'{year} = "{value}"' for year, value in zip(years, values.split(), strict=False))


def write_long(workspace: Path, years: int = 5, code: str = "99.01", region: str = "Kabupaten Sukamaju") -> Path:
    """The plan over so many years from 2026, with figures of the first two."""
    period = range(2026, 2026 + years)
    plan = _HEAD.format(
        title=f"RPJMD Kabupaten Sukamaju 2026–{period[-1]}",
        kind="rpjmd",
        code=code,
        region=region,
        start=period[0],
        end=period[-1],
        budgets=_per_year("Rp1.200.000.000 Rp1.300.000.000 Rp1.400.000.000 Rp1.500.000.000 Rp1.600.000.000", period),
        small=_per_year("Rp250.000.000 Rp260.000.000 Rp270.000.000 Rp280.000.000", period),
    )
    indicators = _INDICATORS.format(
        before=2025,
        aktif=_per_year("72 73 74 75 76 77", period),
        dilatih=_per_year("200 220 220 240 240 250", period),
        izin=_per_year("5 5 4 4 3 3", period),
        rasio=_per_year("3,1-3,2 3,2-3,3 3,4 3,5 3,6 3,7", period),
        volume=_per_year("Rp20.000.000.000 Rp22.000.000.000 Rp24.000.000.000 Rp26.000.000.000", period),
        quarters="",
        more=_RETIRED,
    )
    realised = {str(year): year_text(year, body) for year, body in _LONG_YEARS.items()}
    return write_plan(workspace / LONG, plan + indicators, realised)


def write_yearly(workspace: Path, *, quarters: bool = True) -> Path:
    """The yearly plan of 2027; quarters: with targets of quarters for what is added up."""
    period = range(YEAR, YEAR + 1)
    plan = _HEAD.format(
        title="RKPD Kabupaten Sukamaju 2027",
        kind="rkpd",
        code="99.01",
        region="Kabupaten Sukamaju",
        start=YEAR,
        end=YEAR,
        budgets=_per_year("Rp1.350.000.000", period),
        small=_per_year("Rp260.000.000", period),
    )
    indicators = _INDICATORS.format(
        before=2026,
        aktif=_per_year("73", period),
        dilatih=_per_year("200", period),
        izin=_per_year("5", period),
        rasio=_per_year("3,2-3,3", period),
        volume=_per_year("Rp22.000.000.000", period),
        quarters="quarter_targets = { 2027 = { 1 = 50, 2 = 50, 3 = 50, 4 = 50 } }\n" if quarters else "",
        more="",
    )
    return write_plan(workspace / YEARLY, plan + indicators, {str(YEAR): year_text(YEAR, _YEARLY_2027)})
