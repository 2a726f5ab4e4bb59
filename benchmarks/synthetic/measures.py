"""What the made-up plans measure: indicators as the field prints them, and how their figures move."""

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final

# id | name | unit | better | over_time | decimals | lowest and highest start, in units of the last decimal
# | slowest and fastest step a year, in thousandths
_SINGLE: Final = """
rasio_kewirausahaan | Rasio kewirausahaan | % | higher | latest | 2 | 210 390 | 12 40
rasio_volume_usaha_pdrb | Rasio volume usaha koperasi terhadap PDRB | % | higher | latest | 2 | 40 310 | 20 60
pertumbuhan_wirausaha | Pertumbuhan wirausaha | % | higher | latest | 2 | 150 420 | 10 50
proporsi_umkm_berizin | Proporsi UMKM yang berizin usaha | % | higher | latest | 2 | 1250 5200 | 25 60
koperasi_sehat | Persentase koperasi sehat | % | higher | latest | 2 | 3100 6400 | 15 45
koperasi_modern | Persentase koperasi modern | % | higher | latest | 2 | 210 1100 | 40 90
usaha_naik_kelas | Persentase usaha mikro yang naik kelas | % | higher | latest | 2 | 190 480 | 20 60
umkm_ekspor | Persentase UMKM yang mengekspor | % | higher | latest | 2 | 110 640 | 25 70
umkm_digital | Persentase UMKM yang memakai pasar digital | % | higher | latest | 1 | 120 450 | 40 90
produk_bersertifikat_halal | Persentase produk bersertifikat halal | % | higher | latest | 1 | 150 480 | 30 80
kontribusi_perdagangan | Kontribusi sektor perdagangan terhadap PDRB | % | higher | latest | 2 | 840 1920 | 5 20
kontribusi_industri | Kontribusi industri pengolahan terhadap PDRB | % | higher | latest | 2 | 610 2830 | 5 20
laju_industri | Laju pertumbuhan industri pengolahan | % | higher | latest | 2 | 210 560 | 10 45
partisipasi_angkatan_kerja | Tingkat partisipasi angkatan kerja | % | higher | latest | 2 | 6210 7140 | 2 9
pengangguran_terbuka | Tingkat pengangguran terbuka | % | lower | latest | 2 | 310 840 | 12 40
kemiskinan | Persentase penduduk miskin | % | lower | latest | 2 | 520 2140 | 10 45
kredit_bermasalah | Rasio kredit bermasalah UMKM | % | lower | latest | 2 | 240 610 | 10 40
koperasi_tidak_aktif | Persentase koperasi tidak aktif | % | lower | latest | 2 | 1400 3900 | 15 50
aduan_belum_selesai | Pengaduan konsumen yang belum selesai | % | lower | latest | 1 | 80 260 | 30 80
ketimpangan | Indeks gini | indeks | lower | latest | 3 | 281 409 | 5 15
kepuasan_masyarakat | Indeks kepuasan masyarakat | indeks | higher | latest | 2 | 7210 8390 | 4 14
reformasi_birokrasi | Indeks reformasi birokrasi | indeks | higher | latest | 2 | 5810 7450 | 8 24
inovasi_daerah | Indeks inovasi daerah | indeks | higher | latest | 2 | 3520 6100 | 15 40
nilai_sakip | Nilai SAKIP perangkat daerah | nilai | higher | latest | 2 | 6010 7480 | 6 20
daya_saing | Indeks daya saing daerah | indeks | higher | latest | 2 | 290 371 | 6 22
pembangunan_manusia | Indeks pembangunan manusia | indeks | higher | latest | 2 | 6420 8010 | 3 9
pengembangan_wilayah | Indeks pembangunan TIK | indeks | higher | latest | 2 | 470 610 | 8 24
wirausaha_baru | Jumlah wirausaha baru | orang | higher | sum | 0 | 40 4200 | 30 110
peserta_pelatihan | Peserta pelatihan kewirausahaan | orang | higher | sum | 0 | 60 2600 | 30 110
pengelola_dilatih | Pengelola koperasi yang dilatih | orang | higher | sum | 0 | 30 1400 | 30 110
umkm_didampingi | UMKM yang didampingi | unit | higher | sum | 0 | 80 5200 | 30 110
umkm_bermitra | UMKM yang bermitra dengan usaha besar | unit | higher | sum | 0 | 20 700 | 30 110
nib_terbit | Nomor induk berusaha yang diterbitkan | izin | higher | sum | 0 | 900 38000 | 30 90
pameran_diikuti | Pameran yang diikuti | kali | higher | sum | 0 | 6 40 | 90 190
pasar_direvitalisasi | Pasar rakyat yang direvitalisasi | unit | higher | sum | 0 | 6 30 | 90 190
koperasi_merah_putih | Koperasi Merah Putih yang beroperasi | unit | higher | latest | 0 | 20 410 | 60 150
koperasi_berkualitas | Koperasi yang berkualitas | unit | higher | latest | 0 | 25 620 | 30 110
koperasi_nasabah_kur | Koperasi penyalur kredit usaha rakyat | unit | higher | latest | 0 | 10 90 | 60 150
anggota_koperasi | Jumlah anggota koperasi | orang | higher | latest | 0 | 12000 810000 | 10 45
tenaga_kerja_umkm | Tenaga kerja yang diserap UMKM | orang | higher | latest | 0 | 9000 640000 | 10 45
sentra_ikm | Sentra industri kecil dan menengah | sentra | higher | latest | 0 | 12 160 | 40 120
klaster_usaha | Klaster usaha yang dibina | klaster | higher | latest | 0 | 10 70 | 60 150
merek_terdaftar | Merek dagang yang terdaftar | merek | higher | sum | 0 | 20 480 | 40 120
galeri_produk | Galeri produk unggulan daerah | galeri | higher | latest | 0 | 8 40 | 70 150
volume_usaha | Volume usaha koperasi | Rp | higher | latest | 0 | 18000000000 940000000000 | 20 70
aset_koperasi | Aset koperasi | Rp | higher | latest | 0 | 21000000000 1100000000000 | 20 70
modal_sendiri | Modal sendiri koperasi | Rp | higher | latest | 0 | 9000000000 480000000000 | 20 70
sisa_hasil_usaha | Sisa hasil usaha koperasi | Rp | higher | latest | 0 | 1200000000 64000000000 | 20 70
kur_tersalur | Kredit usaha rakyat yang disalurkan | Rp miliar | higher | latest | 2 | 12000 940000 | 20 70
nilai_ekspor | Nilai ekspor produk UMKM | Rp miliar | higher | latest | 2 | 900 81000 | 20 70
nilai_investasi | Realisasi investasi | Rp miliar | higher | latest | 2 | 21000 2400000 | 20 70
omzet_pasar | Omzet pedagang pasar rakyat per hari | Rp juta | higher | latest | 1 | 800 94000 | 20 60
pendapatan_per_kapita | PDRB per kapita | Rp juta | higher | latest | 2 | 2900 9100 | 15 50
waktu_izin | Waktu penyelesaian izin usaha | hari kerja | lower | latest | 1 | 40 140 | 30 80
jarak_layanan | Jarak ke layanan koperasi terdekat | km | lower | latest | 1 | 30 180 | 20 60
kunjungan_pasar | Kunjungan ke pasar rakyat | ribu orang | higher | latest | 1 | 400 21000 | 10 50
"""

# Three that belong together: a whole with its unit, lowest and highest start; its part; and the share
# of the one in the other, which is derived.
_SHARES: Final = """
jumlah_koperasi | Jumlah koperasi | unit | 140 6200
koperasi_aktif | Koperasi aktif
persentase_koperasi_aktif | Persentase koperasi aktif

koperasi_wajib_rat | Koperasi yang wajib rapat anggota tahunan | unit | 90 5100
koperasi_rat | Koperasi yang menjalankan rapat anggota tahunan
persentase_rat | Persentase koperasi yang menjalankan RAT

jumlah_umkm | Jumlah usaha mikro, kecil dan menengah | unit | 8000 610000
umkm_bernib | UMKM yang memiliki NIB
proporsi_umkm_bernib | Proporsi UMKM yang memiliki NIB

jumlah_ikm | Jumlah industri kecil dan menengah | unit | 400 31000
ikm_tersertifikasi | IKM yang produknya tersertifikasi
persentase_ikm_tersertifikasi | Persentase IKM tersertifikasi

angkatan_kerja | Angkatan kerja | orang | 61000 2400000
pekerja_formal | Pekerja sektor formal
proporsi_formal | Proporsi pekerja formal

jumlah_pedagang | Jumlah pedagang pasar | orang | 800 41000
pedagang_tertib_ukur | Pedagang yang alat ukurnya ditera
persentase_tertib_ukur | Persentase pedagang tertib ukur

pencari_kerja | Pencari kerja terdaftar | orang | 1200 64000
pencari_kerja_ditempatkan | Pencari kerja yang ditempatkan
persentase_penempatan | Persentase penempatan pencari kerja

permohonan_izin | Permohonan izin usaha | berkas | 900 52000
izin_tepat_waktu | Izin yang terbit tepat waktu
persentase_tepat_waktu | Persentase izin tepat waktu
"""

_ENGLISH: Final = {
    "rasio_kewirausahaan": "Entrepreneurship ratio",
    "usaha_naik_kelas": "Micro enterprises that moved up a class",
    "pengangguran_terbuka": "Open unemployment rate",
    "kemiskinan": "Poverty rate",
    "pembangunan_manusia": "Human development index",
    "wirausaha_baru": "New entrepreneurs",
    "tenaga_kerja_umkm": "People employed by MSMEs",
    "volume_usaha": "Turnover of cooperatives",
    "jumlah_koperasi": "Cooperatives",
    "koperasi_aktif": "Active cooperatives",
}

_SECTORS: Final = """
kuliner fesyen kriya pertanian perikanan peternakan perkebunan
perdagangan jasa pariwisata logistik mebel batik
""".split()

_SPLIT: Final = ("orang", "unit", "Rp", "Rp miliar", "izin", "merek")
"""Units of what can be told by sector."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator before it has figures. Figures are whole numbers of its last decimal.

    step: the slowest and the fastest change from one year to the next, in thousandths.
    part_of: the whole that this one is a part of; share_of: part and whole that this one is derived from.
    """

    id: str
    name: str
    unit: str
    better: str = "higher"
    over_time: str = "latest"
    decimals: int = 0
    start: tuple[int, int] = (0, 0)
    step: tuple[int, int] = (0, 0)
    part_of: str = ""
    share_of: tuple[str, str] | None = None

    @property
    def formula(self) -> str:
        """The formula of a derived indicator."""
        return "100 * {} / {}".format(*self.share_of) if self.share_of else ""

    @property
    def english(self) -> str:
        """The English name, where the document has one."""
        return _ENGLISH.get(self.id, "")


def chosen(rng: Random, count: int) -> list[Measure]:
    """`count` indicators for one plan, no id twice; about a third belong together as whole, part and share."""
    together = [measure for group in rng.sample(_shares(), min(len(_shares()), count // 8)) for measure in group]
    free = count - len(together)
    few = min(free, len(_singles())) * 3 // 4
    return together + rng.sample(_singles(), few) + rng.sample(_by_sector(), free - few)


@cache
def _singles() -> list[Measure]:
    """The indicators that stand for themselves."""
    return [_single(line) for line in _SINGLE.strip().splitlines()]


@cache
def _by_sector() -> list[Measure]:
    """The same for one sector each, of what can be told by sector."""
    return [
        replace(measure, id=f"{measure.id}_{sector}", name=f"{measure.name} sektor {sector}")
        for measure in _singles()
        if measure.unit in _SPLIT
        for sector in _SECTORS
    ]


@cache
def _shares() -> list[tuple[Measure, Measure, Measure]]:
    """Whole, part and derived share, each three indicators."""
    return [_share(lines) for lines in _SHARES.strip().split("\n\n")]


def _single(line: str) -> Measure:
    id_, name, unit, better, over_time, decimals, start, step = (field.strip() for field in line.split("|"))
    return Measure(id_, name, unit, better, over_time, int(decimals), _pair(start), _pair(step))


def _share(lines: str) -> tuple[Measure, Measure, Measure]:
    (whole, whole_name, unit, start), (part, part_name), (share, share_name) = (
        [field.strip() for field in line.split("|")] for line in lines.splitlines()
    )
    return (
        Measure(whole, whole_name, unit, start=_pair(start), step=(6, 18)),
        Measure(part, part_name, unit, step=(24, 48), part_of=whole),
        Measure(share, share_name, "%", decimals=2, share_of=(part, whole)),
    )


def _pair(text: str) -> tuple[int, int]:
    low, high = text.split()
    return int(low), int(high)
