"""A report in a file: whole or not at all, and never in the place of what is no file."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kumkm_targets.errors import NotWrittenError
from kumkm_targets.storage.report_file import write_pieces

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_pieces_are_written_one_behind_the_other_as_utf_8(tmp_path: Path) -> None:
    write_pieces(tmp_path / "laporan", ["≥ 3\n", "", "a\udc80\r\n"])
    assert (tmp_path / "laporan").read_bytes() == "≥ 3\na\\udc80\r\n".encode()
    assert names(tmp_path) == ["laporan"]


def test_no_pieces_make_an_empty_file(tmp_path: Path) -> None:
    write_pieces(tmp_path / "laporan", [])
    assert (tmp_path / "laporan").read_bytes() == b""


def test_the_older_file_stands_until_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "laporan"
    path.write_bytes(b"lama")

    def pieces() -> Iterator[str]:
        for _piece in range(3):
            assert path.read_bytes() == b"lama"
            yield "x" * 100_000

    write_pieces(path, pieces())
    assert path.stat().st_size == 300_000
    assert names(tmp_path) == ["laporan"]


@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError("x")])
def test_where_the_pieces_stop_the_older_file_stays(tmp_path: Path, trouble: BaseException) -> None:
    path = tmp_path / "laporan"
    path.write_bytes(b"lama")

    def pieces() -> Iterator[str]:
        yield "baru" * 100_000
        raise trouble

    expected = NotWrittenError if isinstance(trouble, OSError) else type(trouble)
    with pytest.raises(expected) as raised:
        write_pieces(path, pieces())
    if isinstance(raised.value, NotWrittenError):
        assert raised.value.message == f"could not write {path}: No space left on device"
        assert raised.value.advice == "The old file is untouched."
    assert path.read_bytes() == b"lama"
    assert names(tmp_path) == ["laporan"]


@pytest.mark.parametrize("name", ["tidak/ada", ".", "berkas/laporan"])
def test_where_no_file_can_stand_none_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(NotWrittenError):
        write_pieces(tmp_path / name, ["baru"])
    assert names(tmp_path) == ["berkas"]


def test_a_file_that_may_not_be_written_to_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "laporan"
    path.write_bytes(b"lama")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)  # for the tests may be run by root
    with pytest.raises(NotWrittenError, match="Permission denied"):
        write_pieces(path, ["baru"])
    assert path.read_bytes() == b"lama"


@posix
def test_the_mode_of_the_older_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "laporan"
    path.write_bytes(b"lama")
    path.chmod(0o600)
    write_pieces(path, ["baru"])
    assert path.stat().st_mode & 0o777 == 0o600


@posix
def test_a_link_stays_and_the_file_behind_it_gets_the_report(tmp_path: Path) -> None:
    link, folder = tmp_path / "laporan", tmp_path / "arsip"
    folder.mkdir()
    link.symlink_to(folder / "2026")
    for text in ("baru", "terbaru"):
        write_pieces(link, [text])
        assert (folder / "2026").read_text(encoding="utf-8") == text
    assert link.is_symlink()
    assert names(folder) == ["2026"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("name", ["lingkaran", "lingkaran/laporan.csv"])
def test_links_in_a_circle_are_no_place_for_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "lingkaran").symlink_to("lingkaran")
    with pytest.raises(NotWrittenError):
        write_pieces(tmp_path / name, ["a"])
    assert [path.name for path in tmp_path.iterdir()] == ["lingkaran"]


@posix
def test_a_named_pipe_gets_the_pieces_and_stays(tmp_path: Path) -> None:
    path, read = tmp_path / "pipa", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_pieces(path, ["satu\n", "dua\n"])
    reader.join(10)
    assert read == [b"satu\ndua\n"]
    assert path.is_fifo()
    assert names(tmp_path) == ["pipa"]


@posix
def test_a_device_gets_the_pieces_and_stays() -> None:
    write_pieces(Path(os.devnull), ["satu\n"])
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_an_open_file_by_its_name_in_the_system_is_added_to(tmp_path: Path) -> None:
    with (tmp_path / "keluaran").open("wb") as file:
        file.write(b"sebelumnya\n")
        file.flush()
        write_pieces(Path(f"/proc/self/fd/{file.fileno()}"), ["satu\n"])
    assert (tmp_path / "keluaran").read_bytes() == b"sebelumnya\nsatu\n"
    assert names(tmp_path) == ["keluaran"]
