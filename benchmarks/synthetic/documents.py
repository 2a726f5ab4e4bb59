"""Which plans a government has: kind, organisation and period, no two of them the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Final

from synthetic.governments import Government

NOW: Final = 2026
"""The year in which the made-up plans are under way."""

_OFFICES: Final = {
    "diskop": "Dinas Koperasi dan UKM",
    "disperindag": "Dinas Perindustrian dan Perdagangan",
    "disnaker": "Dinas Tenaga Kerja dan Transmigrasi",
    "dpmptsp": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "bappeda": "Badan Perencanaan Pembangunan Daerah",
    "dispar": "Dinas Pariwisata dan Ekonomi Kreatif",
    "diskominfo": "Dinas Komunikasi dan Informatika",
    "distan": "Dinas Pertanian dan Ketahanan Pangan",
}
_TITLES: Final = {
    "rpjpd": "Rencana Pembangunan Jangka Panjang Daerah",
    "rpjmd": "Rencana Pembangunan Jangka Menengah Daerah",
    "rpd": "Rencana Pembangunan Daerah",
    "rkpd": "Rencana Kerja Pemerintah Daerah",
    "renstra": "Rencana Strategis",
    "renja": "Rencana Kerja",
    "rakortek": "Kesepakatan Rapat Koordinasi Teknis",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One plan before it has indicators. `years` are the years with targets, first to last."""

    government: Government
    kind: str
    office: str
    years: tuple[int, ...]

    @property
    def period(self) -> str:
        """The period as it stands in titles and folder names."""
        return "-".join(str(year) for year in dict.fromkeys((self.years[0], self.years[-1])))

    @property
    def folder(self) -> str:
        """The plan's id."""
        office = () if self.kind in ("rpjpd", "rpjmd", "rpd", "rkpd") else (self.office,)
        return "-".join((self.government.slug, self.kind, *office, self.period))

    @property
    def organisation(self) -> str:
        """Who is answerable for it."""
        level = f"Provinsi {self.government.name}" if self.government.is_province else self.government.name
        if self.kind in ("renstra", "renja", "rakortek"):
            return f"{_OFFICES[self.office]} {level}"
        return f"Pemerintah {level}"

    @property
    def title(self) -> str:
        """Its title as printed on the cover."""
        owner = f"{self.organisation.removeprefix('Pemerintah ')}"
        return f"{_TITLES[self.kind]} {owner} {self.period.replace('-', '–')}"


def documents(government: Government, number: int, years: int, turn: int) -> list[Document]:
    """`number` plans of one government; `turn` says with which of all kinds to begin."""
    known = list(islice(_all(government, years), max(number, 10)))
    turned = known[turn % len(known) :] + known[: turn % len(known)]
    return turned[:number]


def _all(government: Government, years: int) -> Iterator[Document]:
    term = tuple(range(NOW - 1, NOW - 1 + years))
    before = tuple(range(NOW - 1 - years, NOW - 1))
    vision = tuple(NOW - 1 + 20 * step // max(years - 1, 1) for step in range(years))
    yield Document(government, "rpjmd", "bappeda", term)
    yield Document(government, "renstra", "diskop", term)
    yield Document(government, "rkpd", "bappeda", (NOW,))
    yield Document(government, "renstra", "disperindag", term)
    yield Document(government, "rpjpd", "bappeda", vision)
    yield Document(government, "renja", "diskop", (NOW,))
    yield Document(government, "rpjmd", "bappeda", before)
    yield Document(government, "renstra", "disnaker", term)
    if government.is_province:
        yield Document(government, "rakortek", "diskop", (NOW - 1, NOW))
    else:
        yield Document(government, "rpd", "bappeda", (NOW - 2, NOW - 1, NOW))
    yield Document(government, "renstra", "dpmptsp", term)
    for back in count(0):
        for office in ("dispar", "diskominfo", "distan"):
            yield Document(government, "renstra", office, tuple(year - back * years for year in term))
            yield Document(government, "renja", office, (NOW - back,))
