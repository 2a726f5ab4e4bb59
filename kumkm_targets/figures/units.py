"""Units of measurement (*satuan*): what they count, and how their figures may be written."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from kumkm_targets.figures.plain_forms import PlainForm, plain_form

UnitKind = Literal["percent", "money", "whole", "real"]

SCALES: Final = {
    "ribu": 3,
    "juta": 6,
    "miliar": 9,
    "milyar": 9,
    "triliun": 12,
    "trilyun": 12,
}
"""Scale words and their power of ten; the second spellings are common in printed plans."""

_MONEY_WORDS: Final = ("rp", "rp.", "rupiah", "idr")
_PERCENT_WORDS: Final = ("%", "persen", "percent")

# First words of units that count whole things: half a cooperative does not exist. A unit that is
# not listed here may have fractions, so that no reading is excluded by a guess.
_WHOLE_WORDS: Final = frozenset(
    """
    anggota badan berkas buah cabang calon debitur desa dinas dokumen ekor event forum galeri
    gerai guru inkubator izin jenis jiwa kab/kota kabupaten kali karyawan kasus kecamatan
    kegiatan kelompok keluarga kelurahan kios kk klaster kontrak koperasi kota kud laporan
    lembaga lokasi los mahasiswa manajer merek mitra nasabah naskah nelayan nib orang paket
    pasar pedagang pegawai pelaku pelanggan pelatihan penerima pengrajin pengurus pengusaha
    penyuluh perajin peraturan perusahaan peserta petani peternak produk provinsi ruko rumah
    santri sekolah sektor sentra sertifikat sistem siswa start-up startup surat tenaga titik
    toko tumbuhan ukm umk umkm unit usaha warung wirausaha wirausahawan wub
    """.split()
)


_RATE: Final = re.compile(r"\bper\b|/(?!kota)")
"""What makes a unit a rate ("orang per 1.000 penduduk"), which may have decimals."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a plan declares it.

    text: as written in the plan ("%", "orang", "Rp miliar").
    word: the unit without its scale, lower case ("%", "orang", "rp").
    scale: power of ten that one unit stands for ("Rp miliar": 9); figures are kept in this unit.
    is_integral: counted in ones, things or rupiah, so that a dot before three digits can only group.
    form: how figures of this unit are written in the plainest way.
    """

    text: str
    word: str
    kind: UnitKind
    scale: int
    is_integral: bool
    form: PlainForm = field(compare=False, repr=False)

    @property
    def counts_whole_things(self) -> bool:
        """Whether only whole numbers make sense; never for scaled units ("ribu orang")."""
        return self.kind == "whole" and self.scale == 0

    @property
    def is_money(self) -> bool:
        """Rupiah, scaled or not."""
        return self.kind == "money"

    @property
    def is_rupiah(self) -> bool:
        """Rupiah themselves, which are counted whole or with two decimals at the most."""
        return self.is_money and self.scale == 0

    def accepts_word(self, word: str) -> bool:
        """Whether `word`, written after a figure, names this unit."""
        word = word.casefold()
        if self.kind == "percent":
            return word in _PERCENT_WORDS
        if self.is_money:
            return word in _MONEY_WORDS
        own = self.word.rstrip(".") or self.word  # what stands behind a figure comes without its full stop
        return bool(own) and word in (self.word, own, own.split()[0])


@lru_cache(maxsize=256)
def unit(text: str) -> Unit:
    """The unit that `text` names. Any text is a unit; unknown words may have fractions."""
    words = re.sub(r"\s+", " ", text.strip()).casefold().split(" ")
    scale = 0
    for place in (0, -1):
        if words[place] in SCALES:
            scale = SCALES[words.pop(place)]
            break
    word = " ".join(words)
    if word in _PERCENT_WORDS:
        kind: UnitKind = "percent"
    elif word in _MONEY_WORDS:
        kind = "money"
    elif words and words[0] in _WHOLE_WORDS and not _RATE.search(word):
        kind = "whole"
    else:
        kind = "real"
    is_integral = kind in ("whole", "money") and scale == 0
    return Unit(text.strip(), word, kind, scale, is_integral, plain_form(kind, word, scale))
