"""The words that head the columns of tables, ours and those of other offices."""

import re
from typing import Final

from kumkm_targets.intake.scales import without_scale
from kumkm_targets.model.intake_map import TableField

FIELDS: Final[tuple[TableField, ...]] = (
    "id", "indicator", "unit", "realised", "status", "source", "as_of", "unavailable", "note",
)  # fmt: skip

_WORDS: Final[dict[TableField, str]] = {
    "id": "id indikator | indicator id | id | kode indikator",
    "indicator": (
        "indikator | nama indikator | indikator kinerja | indikator kinerja utama | indikator kinerja utama (iku)"
        " | iku | ikk | indikator kinerja kunci | indikator kinerja kunci (ikk) | indikator kinerja daerah"
        " | indikator kinerja program | indikator kinerja sasaran | indikator kinerja tujuan | indikator program"
        " | indikator sasaran | indikator tujuan | indikator tujuan/sasaran | indikator kinerja tujuan/sasaran"
        " | indikator sasaran strategis | uraian indikator | uraian | indicator | indicator name"
    ),
    "unit": "satuan | unit | unit of measure",
    "status": "status | status angka | status data | figure status",
    "source": "sumber | sumber data | sumber angka | source | data source",
    "as_of": "tanggal angka | tanggal | tanggal data | per tanggal | keadaan per | date of the figure | as of | date",
    "unavailable": (
        "belum tersedia, karena | belum tersedia | belum tersedia (alasan) | belum tersedia, alasan"
        " | alasan belum tersedia | not available, because | not available"
    ),
    "note": "catatan | keterangan | ket | note | notes | remarks",
}
SYNONYMS: Final = {field: frozenset(words.split(" | ")) for field, words in _WORDS.items()}
"""By field, in the plain form of `plain_heading`; `realised` is told by `realised_rank`."""

_REALISED: Final = frozenset(
    (
        "realisasi | realisasi kinerja | realisasi fisik | realisasi indikator | nilai realisasi | angka realisasi"
        " | realisasi k | realised | realised figure | actual"
    ).split(" | ")
)
_NARROWING: Final = frozenset(
    (
        "tahun | thn | year | periode | period | triwulan | tw | kuartal | quarter | semester | bulan | month"
        " | kabupaten/kota | kabupaten / kota | kab/kota | kab./kota | kab. / kota | kabupaten | kota | wilayah"
        " | daerah | kecamatan | regency/city | district | region"
    ).split(" | ")
)
_KIND_OF_REGION: Final = re.compile(r"^(?:provinsi|prov\.?|kabupaten|kab\.?|kota)\s+")
_WHOLE_YEAR: Final = ("", "tahunan", "annual", "yearly")
_UNNAMED: Final = frozenset(("angka", "nilai", "figure", "value"))
_YEAR: Final = re.compile(r"(?:\(?\b(?:tahun |thn |th |ta )?\b(?P<year>(?:19|20|21)\d\d)\b\)?)")


def plain_heading(text: str) -> str:
    """A heading in lower case on one line, without marks and stars at its end."""
    return " ".join(text.casefold().split()).strip(" .:*")


def without_year(heading: str) -> tuple[str, int | None]:
    """A plain heading without the year in it, and the year; None where there is none, or more than one."""
    years = {int(found["year"]) for found in _YEAR.finditer(heading)}
    if len(years) != 1:
        return heading, None
    return plain_heading(_YEAR.sub(" ", heading)), years.pop()


def realised_rank(heading: str, year: int) -> int | None:
    """How clearly a plain heading names the realised figures of `year`; 0 is clearest, None: it does not."""
    words, named = without_year(without_scale(heading)[0])
    if words in _REALISED:
        return {year: 0, None: 1}.get(named)
    if named == year and (not words or words in _UNNAMED):
        return 2
    return 3 if named is None and words in _UNNAMED else None


def is_narrowing(heading: str) -> bool:
    """Whether a plain heading says that the rows are about one year, quarter, month or region each."""
    return heading in _NARROWING


def is_narrower(text: str, year: int, region: str) -> bool:
    """Whether a text below such a heading names anything but the whole `year` or the plan's own region."""
    plain, own = (_KIND_OF_REGION.sub("", plain_heading(name)) for name in (text, region))
    return plain not in {own, *_WHOLE_YEAR} and without_year(plain) != ("", year)


def field_of(heading: str) -> TableField | None:
    """What a plain heading names, besides the realised figures."""
    return next((field for field, words in SYNONYMS.items() if heading in words), None)
