"""A made-up plan before it is written down: its document, its indicators and all their figures."""

from dataclasses import dataclass
from random import Random
from typing import Final

from synthetic.documents import Document
from synthetic.measures import Measure, chosen
from synthetic.series import RUPIAH_GRAIN, Series, series
from synthetic.writing import Form, form, written

OBJECTIVES: Final = {
    "koperasi": "Meningkatnya kualitas kelembagaan dan usaha koperasi",
    "usaha_mikro": "Meningkatnya daya saing usaha mikro, kecil dan menengah",
    "kewirausahaan": "Berkembangnya kewirausahaan daerah",
    "layanan": "Meningkatnya kualitas layanan publik",
    "perekonomian": "Meningkatnya pertumbuhan ekonomi yang inklusif",
}
PROGRAMMES: Final = {
    "pengawasan": ("2.17.03", "Pengawasan dan pemeriksaan koperasi"),
    "pemberdayaan": ("2.17.07", "Pemberdayaan usaha menengah, kecil dan mikro"),
    "pendidikan": ("2.17.05", "Pendidikan dan latihan perkoperasian"),
    "penunjang": ("2.17.01", "Penunjang urusan pemerintahan daerah"),
    "pengembangan": ("2.17.08", "Pengembangan UMKM"),
}
SOURCES: Final = {
    "bps-dalam-angka": ("{name} dalam Angka", "Badan Pusat Statistik"),
    "ods-koperasi": ("Online Data System koperasi", "Kementerian Koperasi"),
    "sidt-umkm": ("Sistem Informasi Data Tunggal UMKM", "Kementerian UMKM"),
    "sakernas": ("Survei Angkatan Kerja Nasional, Agustus", "Badan Pusat Statistik"),
}
_COMMA_SHARE: Final = 0.8
"""How many of the documents write their decimals as Indonesian text; the others as TOML numbers."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One plan. series: by indicator id; forms: how the figures of each indicator are written.

    budgets: rupiah by programme, one amount a year.
    by_quarter: whether the last year has targets by quarter too, as annual plans do.
    """

    document: Document
    measures: tuple[Measure, ...]
    series: dict[str, Series]
    forms: dict[str, Form]
    budgets: dict[str, list[int]]
    by_quarter: bool

    def written(self, measure: Measure, value: int) -> str:
        """A figure of this indicator as the TOML source of its value."""
        return written(value, self.forms[measure.id], measure.unit, measure.decimals)


def draft(document: Document, rng: Random, indicators: int, years: int) -> Draft:
    """A plan of `indicators` indicators; one that covers fewer than `years` years has quarters."""
    measures = chosen(rng, indicators)
    comma = rng.random() < _COMMA_SHARE
    return Draft(
        document=document,
        measures=tuple(measures),
        series=series(rng, measures, len(document.years)),
        forms={measure.id: form(rng, measure.unit, measure.decimals, comma) for measure in measures},
        budgets={id_: _budget(rng, len(document.years)) for id_ in PROGRAMMES},
        by_quarter=len(document.years) < years,
    )


def _budget(rng: Random, years: int) -> list[int]:
    amounts = [rng.randint(40, 900) * RUPIAH_GRAIN]
    for _year in range(1, years):
        amounts.append(amounts[-1] + amounts[-1] * rng.randint(10, 60) // 1000 // RUPIAH_GRAIN * RUPIAH_GRAIN)
    return amounts
