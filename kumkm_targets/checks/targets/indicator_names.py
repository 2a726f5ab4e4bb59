"""What the Indonesian name of an indicator says of its figures: a share, or a rate of change.

Nothing is judged by this; it only keeps rules from asking what nobody would ask of such figures.
"""

import re
from itertools import dropwhile
from typing import Final

from kumkm_targets.figures.units import unit

_PERCENT_WORDS: Final = frozenset("persentase prosentase presentase persen proporsi porsi jumlah".split())
_MEASURE_WORDS: Final = frozenset("laju tingkat angka nilai rata persentase prosentase presentase persen".split())
_CHANGES: Final = frozenset(
    """
    pertumbuhan peningkatan kenaikan pertambahan penambahan penurunan perubahan perkembangan inflasi deflasi lpe growth
    """.split()
)
# Words that make more than all, or less than none, of a percentage of things.
_NO_SHARE: Final = _CHANGES | frozenset(
    """
    tumbuh meningkat meningkatnya bertambah bertambahnya laju selisih capaian pencapaian ketercapaian realisasi target
    dibanding dibandingkan kasar
    """.split()
)


def is_share(name: str) -> bool:
    """Whether it is the share of things that can be counted, which lies between none and all of them.

    “Persentase koperasi aktif” and “Tingkat partisipasi …” are; “Persentase kenaikan …”, “Rasio …”
    and “Cakupan …” need not be.
    """
    words = _words(name)
    if not _NO_SHARE.isdisjoint(words):
        return False
    if "partisipasi" in words[:2]:
        return True
    things = list(dropwhile(_PERCENT_WORDS.__contains__, words))
    return 0 < len(things) < len(words) and unit(things[0]).counts_whole_things


def is_change(name: str) -> bool:
    """Whether it is a rate of change: “Laju pertumbuhan ekonomi”, “Inflasi”, “Persentase kenaikan omzet”.

    Less growth than last year is still growth, so that its targets may well go up and down.
    """
    things = list(dropwhile(_MEASURE_WORDS.__contains__, _words(name)))
    return bool(things) and things[0] in _CHANGES


def _words(name: str) -> list[str]:
    return re.findall("[a-z]+", name.casefold())
