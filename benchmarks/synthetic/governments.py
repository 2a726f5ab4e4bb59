"""The 552 regional governments: 38 provinces with their Kemendagri codes, 416 kabupaten and 98 kota.

Provinces have their own names; kabupaten and kota only a number, as nothing here is about them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FIRST_KOTA: Final = 71

# Code, name, number of kabupaten, number of kota.
_PROVINCES: Final = """
11 Aceh 18 5
12 Sumatera Utara 25 8
13 Sumatera Barat 12 7
14 Riau 10 2
15 Jambi 9 2
16 Sumatera Selatan 13 4
17 Bengkulu 9 1
18 Lampung 13 2
19 Kepulauan Bangka Belitung 6 1
21 Kepulauan Riau 5 2
31 DKI Jakarta 1 5
32 Jawa Barat 18 9
33 Jawa Tengah 29 6
34 DI Yogyakarta 4 1
35 Jawa Timur 29 9
36 Banten 4 4
51 Bali 8 1
52 Nusa Tenggara Barat 8 2
53 Nusa Tenggara Timur 21 1
61 Kalimantan Barat 12 2
62 Kalimantan Tengah 13 1
63 Kalimantan Selatan 11 2
64 Kalimantan Timur 7 3
65 Kalimantan Utara 4 1
71 Sulawesi Utara 11 4
72 Sulawesi Tengah 12 1
73 Sulawesi Selatan 21 3
74 Sulawesi Tenggara 15 2
75 Gorontalo 5 1
76 Sulawesi Barat 6 0
81 Maluku 9 2
82 Maluku Utara 8 2
91 Papua 8 1
92 Papua Barat 7 0
93 Papua Selatan 4 0
94 Papua Tengah 8 0
95 Papua Pegunungan 8 0
96 Papua Barat Daya 5 1
"""


@dataclass(frozen=True, slots=True)
class Government:
    """A province, kabupaten or kota. `slug` begins the names of its plan folders.

    regions: the codes of a province's kabupaten and kota.
    """

    code: str
    name: str
    slug: str
    regions: tuple[str, ...] = ()

    @property
    def is_province(self) -> bool:
        """Whether it is a province."""
        return "." not in self.code


def governments() -> Iterator[Government]:
    """All 552, each province before its kabupaten and kota, in the order of the codes."""
    for line in _PROVINCES.strip().splitlines():
        code, *words, kabupaten, kota = line.split()
        province, slug = " ".join(words), "-".join(words).lower()
        numbers = [*range(1, int(kabupaten) + 1), *range(_FIRST_KOTA, _FIRST_KOTA + int(kota))]
        yield Government(code, province, slug, tuple(f"{code}.{number:02}" for number in numbers))
        for number in numbers:
            kind = "Kota" if number >= _FIRST_KOTA else "Kabupaten"
            short = {"Kota": "kota", "Kabupaten": "kab"}[kind]
            yield Government(f"{code}.{number:02}", f"{kind} {province} {number:02}", f"{short}-{slug}-{number:02}")
