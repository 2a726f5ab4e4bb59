"""Workbooks made to hurt: refused soon, and without taking the machine's memory."""

import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumkm_targets.errors import UnreadableError
from kumkm_targets.intake.naming import Names
from kumkm_targets.storage.plan_files import read_plan
from kumkm_targets.storage.tables import limits, parts
from kumkm_targets.storage.tables.reading import read_tables
from tests.conftest import PLANS, ROOT, clean_environment
from tests.intake.filled import PLAN, converted, needs_libreoffice, table

resource = pytest.importorskip("resource")

SECONDS = 20
MEGABYTES = 700
_RUN = """
import sys
from pathlib import Path
from kumkm_targets.errors import UnreadableError
from kumkm_targets.storage.tables.reading import read_tables
try:
    read_tables(Path(sys.argv[1]))
except UnreadableError as refused:
    print(refused.message)
"""


def _refusal(path: Path) -> str:
    """What a process of its own, of limited memory, says to the file."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024**2, MEGABYTES * 1024**2))
        resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))

    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(path)],
        env=clean_environment(KUMKM_LANG="en"),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        preexec_fn=limited,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert time.monotonic() - begun < 3 * SECONDS  # of a machine that does other things, too
    return done.stdout


def _changed(path: Path, part: str, change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None) -> Path:
    """The workbook with one part changed."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content[part] = change(content[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, piece in {**content, **(more or {})}.items():
            archive.writestr(name, piece)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """An honest workbook."""
    return table(tmp_path / "data.xlsx", [["Indikator", "Realisasi"], ["Rasio kewirausahaan", 3.72]])


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The honest workbook as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("saved")
    path = table(folder / "data.xlsx", [["Indikator", "Realisasi"], ["Rasio kewirausahaan", 3.72]])
    return {kind: converted(path, kind, folder).read_bytes() for kind in ("ods", "xls")}


def _written(folder: Path, saved: dict[str, bytes], kind: str) -> Path:
    path = folder / f"data.{kind}"
    path.write_bytes(saved[kind])
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_zip_bomb_is_refused(book: Path) -> None:
    bomb = {f"xl/worksheets/sheet{number}.xml": b"<a>" + b" " * 40_000_000 for number in range(2, 9)}
    assert "unpacked it has more than 192 MB" in _refusal(_changed(book, SHEET, bytes, bomb))


def test_an_archive_that_lies_about_its_size_is_not_unpacked_further(book: Path) -> None:
    content = bytearray(_changed(book, SHEET, lambda xml: xml + b" " * 300_000_000).read_bytes())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size
    content = content.replace(size.to_bytes(4, "little"), (4_000).to_bytes(4, "little"))
    book.write_bytes(content)
    assert "damaged" in _refusal(book)


@pytest.mark.parametrize("reference", ["B1000000", "XFD2", "XFD1048576", "B9999999"])
def test_a_cell_beyond_all_tables_is_refused(book: Path, reference: str) -> None:
    far = f'<c r="{reference}"><v>1</v></c></row></sheetData>'.encode()
    path = _changed(book, SHEET, lambda xml: xml.replace(b"</row></sheetData>", far))
    assert "the sheet “Data” reaches to row" in _refusal(path)


def test_a_million_rows_are_refused(book: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(3, 1_000_003))
    path = _changed(book, SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert "the sheet “Data” reaches to row 200001" in _refusal(path)


def test_formatted_empty_cells_far_away_do_no_harm(book: Path) -> None:
    empty = b'</row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    path = _changed(book, SHEET, lambda xml: xml.replace(b"</row></sheetData>", empty))
    assert _refusal(path) == ""


NO_TABLE = "more cells or longer texts than any such table"


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        (SHEET, b"</sheetData>", b'<row r="3">' + b'<c r="A3"/>' * 4_000_000 + b"</row></sheetData>", NO_TABLE),
        (SHEET, b"</sheetData>", b'<row r="3">' + b"<c><f>1</f></c>" * 4_000_000 + b"</row></sheetData>", NO_TABLE),
        (SHEET, b"<sheetData>", b"<a>" * 7_000_000 + b"<sheetData>", NO_TABLE),
        (SHEET, b"</v>", b"9" * 20_000_000 + b"</v>", NO_TABLE),
        (SHEET, b"<sheetData>", b"<sheetData>" + b" " * 20_000_000, NO_TABLE),
        ("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="9"/>' * 70_000 + b"</cellXfs>", "it has 70001 cell styles"),
        ("xl/workbook.xml", b"<sheet ", b'<sheet xmlns:q="u" name="Lagi" sheetId="9" q:id="rId1"/><sheet ', "damaged"),
    ],
    ids=["empty cells", "formulas", "nesting", "one long text", "white space", "styles", "one sheet under two names"],
)
def test_what_would_never_end_is_refused(book: Path, part: str, old: bytes, new: bytes, words: str) -> None:
    assert words in _refusal(_changed(book, part, lambda xml: xml.replace(old, new, 1)))


def test_an_archive_within_an_archive_is_not_opened(book: Path) -> None:
    inner = book.read_bytes()
    for _depth in range(5):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", inner)
        inner = packed.getvalue()
    assert _refusal(_changed(book, SHEET, bytes, {"xl/embeddings/bomb.zip": inner})) == ""
    book.write_bytes(inner)
    assert "not a workbook that can be read" in _refusal(book)


def test_what_takes_more_memory_than_there_is_is_refused_in_words(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_content: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr("kumkm_targets.storage.tables.reading.unpacked", full)
    with pytest.raises(UnreadableError, match="it takes more memory than there is"):
        read_tables(book)


def test_tens_of_thousands_of_unknown_names_are_not_compared_without_end() -> None:
    plan = read_plan(PLANS / PLAN).plan
    assert plan is not None
    names = Names(plan, {})
    begun = time.process_time()
    found = [names.nearest("", f"Rasio kewirausahan nomor {number}") for number in range(20_000)]
    assert time.process_time() - begun < SECONDS
    assert found[0] == ("rasio_kewirausahaan",)
    assert found[-1] == ()


def test_entities_are_not_expanded(book: Path) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    )
    assert "damaged" in _refusal(_changed(book, SHEET, lambda _xml: bomb))


def test_links_to_other_files_are_refused(book: Path) -> None:
    path = _changed(book, SHEET, bytes, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert "this workbook takes values from other files" in _refusal(path)


def test_many_parts_are_refused(book: Path) -> None:
    path = _changed(book, SHEET, bytes, {f"xl/x{number}.xml": b"<a/>" for number in range(6_000)})
    assert "parts" in _refusal(path)


@pytest.mark.parametrize("count", [b"4294967295", b"&#52;294967295"])
def test_a_part_that_claims_more_than_it_holds_is_refused(book: Path, count: bytes) -> None:
    texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="%s"/>' % count
    assert "damaged" in _refusal(_changed(book, SHEET, bytes, {"xl/sharedStrings.xml": texts}))


def test_prefixed_xml_is_read_and_measured_the_same(book: Path) -> None:
    def prefixed(xml: bytes) -> bytes:
        return re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")

    assert read_tables(_changed(book, SHEET, prefixed)).sheets[0].rows[1] == ["Rasio kewirausahaan", 3.72]
    far = _changed(book, SHEET, lambda xml: xml.replace(b'r="B2"', b'r="XFD1048576"'))
    assert "reaches to row" in _refusal(far)


@needs_libreoffice
@pytest.mark.parametrize("place", [44, 64])
def test_an_xls_that_claims_more_sectors_than_it_has_is_refused(
    saved: dict[str, bytes], tmp_path: Path, place: int
) -> None:
    path = _written(tmp_path, saved, "xls")
    content = path.read_bytes()
    path.write_bytes(content[:place] + b"\xff\xff\xff\x7f" + content[place + 4 :])
    assert "damaged" in _refusal(path)


@needs_libreoffice
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"<table:table-row ", b'<table:table-row table:number-rows-repeated="1000000" ', "reaches to row"),
        (b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16000" ', "reaches to row"),
        (b"<table:table ", b"<table:table><table:table-source/></table:table><table:table ", "from other files"),
    ],
)
def test_an_ods_that_repeats_without_end_or_links_is_refused(
    saved: dict[str, bytes], tmp_path: Path, old: bytes, new: bytes, words: str
) -> None:
    path = _written(tmp_path, saved, "ods")
    assert words in _refusal(_changed(path, "content.xml", lambda xml: xml.replace(old, new)))


@needs_libreoffice
def test_an_xls_of_absurd_size_is_refused(saved: dict[str, bytes], tmp_path: Path) -> None:
    path = _written(tmp_path, saved, "xls")
    content = path.read_bytes()
    at = content.index(bytes.fromhex("00020e00"))
    path.write_bytes(content[: at + 8] + (0xFFFFFFFF).to_bytes(4, "little") + content[at + 12 :])
    assert "the sheet “Data” reaches to row 4294967295" in _refusal(path)


@pytest.mark.parametrize("content", [b"a;b\n" * 300_000, b";" * 20_000_000, b"a" * 25 * 1024**2])
def test_a_csv_beyond_all_tables_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data.csv").write_bytes(content)
    assert "too large for a table of figures" in _refusal(tmp_path / "data.csv")


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "data.xlsx").open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    assert "it has more than 64 MB" in _refusal(tmp_path / "data.xlsx")


@settings(max_examples=150)
@given(data=st.data())
def test_damage_is_refused_or_read_and_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    book = table(folder / "data.xlsx", [["Indikator", "Realisasi"], ["Rasio kewirausahaan", 3.72]])
    xml = bytearray(parts.unpacked(book.read_bytes())[SHEET])
    for _change in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(xml) - 1))
        xml[at : at + data.draw(st.integers(0, 5))] = data.draw(
            st.binary(max_size=5) | st.sampled_from([b"<c>", b"&x;"])
        )
    _changed(book, SHEET, lambda _xml: bytes(xml))
    with suppress(UnreadableError):
        assert read_tables(book).sheets[0].name == "Data"
