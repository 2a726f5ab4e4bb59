"""Documents of all shapes, made up for what writes them."""

from decimal import Decimal

from kumkm_targets.figures.writing import write_number
from kumkm_targets.reporting.documents.document import (
    Band,
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Line,
    Notes,
    Paper,
    Remark,
    Row,
    Signature,
    Statements,
    Table,
    Total,
)

HOSTILE = (
    '#import "x"; #panic() $x^2$ *tebal* _miring_ @rujukan',
    "<script>alert(1)</script>",
    '=HYPERLINK("http://contoh")',
    "[red]merah[/red] \\n \\u{1F600} // /* */",
    "Ñandú “kutip” … – ≥ ✓",
    "x" * 2000,
    "9" * 2000,
    "kata " * 200,
    "https://contoh.go.id/a_b/c-d?e=f" * 9,
)
UNKNOWN = {"\N{GRINNING FACE}": "\\U0001f600", "\u4e2d": "\\u4e2d", "\u0627": "\\u0627"}
"""Characters that our font lacks, and what stands for them."""


def figure(value: str) -> Cell:
    """The cell of a figure."""
    exact = Decimal(value)
    return Cell(write_number(exact), exact, exact)


def plain_table(rows: int) -> Document:
    """A table like that of the form `status`."""
    columns = (
        Column("no", ("Nomor",), 0.4, "right"),
        Column("name", ("Indikator",), 4.0),
        Column("value", ("Realisasi",), 1.0, "right"),
    )
    long = "persentase koperasi aktif yang berkualitas menurut kabupaten dan kota di seluruh wilayah provinsi"
    lines = [
        Row({"no": Cell(str(n)), "name": Cell(f"awal{n} {long} {long} akhir{n}"), "value": figure(f"{n}.25")})
        for n in range(1, rows + 1)
    ]
    return Document("status", ("Judul", "Anak judul"), (Table(columns, tuple(lines)),))


def official(rows: int, years: int = 5, groups: int = 3, *, amount: int = 0) -> Document:
    """A form with merged headings and numbers; every figure in it is another. amount: digits after the first three."""
    columns = [
        Column("no", ("No",), 0.4, "right", "(1)"),
        Column("goal", ("Sasaran",), 2.0, "left", "(2)"),
        Column("programme", ("Program prioritas",), 2.0, "left", "(3)"),
        Column("name", ("Indikator kinerja",), 2.5, "left", "(4)"),
    ]
    for group in range(groups):
        for year in range(years):
            for kind in ("K", "Rp"):
                heading = (f"Kelompok {group}", f"Tahun {year + 1}", kind)
                number = f"({5 + group * years + year})"
                columns.append(Column(f"{group}-{year}-{kind}", heading, 1.0, "right", number))
    columns += [Column("office", ("Perangkat daerah penanggung jawab",), 1.5, "left", "(99)")]
    words = {
        "goal": Cell("Meningkatnya pertumbuhan koperasi dan usaha mikro"),
        "programme": Cell("Pemberdayaan dan Pelindungan Koperasi"),
        "name": Cell("Persentase koperasi berkualitas"),
        "office": Cell("Dinas Koperasi, Usaha Kecil dan Menengah"),
    }
    keys = [column.key for column in columns[4:-1]]
    lines: list[Line] = []
    for n in range(rows):
        if n % 3 == 0:
            lines += [Band(f"Tujuan {n}"), Band(f"Program {n}")]
        values = {key: figure(str((100 + n * len(keys) + place) * 10**amount)) for place, key in enumerate(keys)}
        lines.append(Row({"no": Cell(str(n + 1)), **words, **values}, f"r{n}"))
    lines += [
        Total("Rata-rata capaian kinerja (%)", {keys[-2]: figure("89.37"), keys[-1]: figure("7.5")}),
        Total("Predikat kinerja", {keys[-2]: Cell("Tinggi", tone="good")}),
        Remark("Faktor pendorong", "Pendampingan."),
        Remark("Faktor penghambat"),
    ]
    signers = (Signature("Kepala Bappeda", "NAMA PERTAMA", "197001011990031001"), Signature("Kepala Dinas"))
    table = Table(tuple(columns), tuple(lines))
    return Document(
        "rpjmd",
        ("Evaluasi Terhadap Hasil RPJMD", "Kabupaten Contoh"),
        (table, Notes(("Satu catatan.",))),
        number="Formulir E.58",
        facts=(("Wilayah", "Kabupaten Contoh (11.01)"),),
        place_date="Contoh, 31 Maret 2026",
        signatures=signers,
        paper=Paper("F4"),
        provenance=(("Rencana", "contoh"),),
        author="Dinas Koperasi",
    )


def hostile() -> Document:
    """Every place for a text holds every text that could do harm."""
    columns = (Column("no", ("No",), 0.4, "right"), Column("name", (HOSTILE[0],), 3.0), Column("f", ("F",), 1, "right"))
    rows = [Row({"no": Cell(str(n)), "name": Cell(text), "f": Cell(text)}) for n, text in enumerate(HOSTILE)]
    lines = (Band(HOSTILE[5]), *rows, Total(HOSTILE[5], {"f": Cell(HOSTILE[6], Decimal(9))}), Remark(*HOSTILE[:2]))
    return Document(
        "status",
        HOSTILE,
        (
            KeyFigures(tuple(KeyFigure(text, Cell(text), text) for text in HOSTILE)),
            Table(columns, lines, HOSTILE[5]),
            Notes(HOSTILE),
            Statements(HOSTILE[5], HOSTILE),
        ),
        number=HOSTILE[5],
        facts=tuple((text, text) for text in HOSTILE),
        place_date=HOSTILE[5],
        signatures=tuple(Signature(text, text, text) for text in HOSTILE[:6]),
        provenance=tuple((text, text) for text in HOSTILE),
        author=HOSTILE[0],
    )
