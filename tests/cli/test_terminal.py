"""Recording at a terminal: what is asked, what the answers do, and what an interruption leaves."""

import os
import re
import sys
import time
import tomllib
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import pty
import select
import signal
import subprocess

from tests.conftest import clean_environment

PLAN = "kalteng-rakortek-2025"
WAIT = 20.0


class Terminal:
    """`kumkm` on a pseudo-terminal, driven as a person would."""

    def __init__(self, workspace: Path, *arguments: str, lang: str = "id", **environment: str) -> None:
        master, slave = pty.openpty()
        self._master = master
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kumkm_targets", *arguments],
            cwd=workspace.parent,
            env=clean_environment(**{"KUMKM_LANG": lang, "TERM": "xterm", **environment}),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.screen = ""

    def until(self, words: str) -> str:
        """Wait for `words` to appear after what was seen before; give what was printed up to them."""
        end = time.monotonic() + WAIT
        while words not in self.screen:
            ready, _, _ = select.select([self._master], [], [], 0.1)
            if ready:
                self.screen += self._read()
            assert time.monotonic() < end, f"{words!r} never came: {self.screen}"
        before, _, self.screen = self.screen.partition(words)
        return before + words

    def answer(self, question: str, text: str) -> None:
        """Wait for the question, then type the answer."""
        self.until(question)
        os.write(self._master, f"{text}\n".encode())

    def interrupt(self) -> None:
        """Ctrl-C, once the command is waiting for an answer."""
        time.sleep(0.3)
        os.killpg(self.process.pid, signal.SIGINT)

    def end_input(self) -> None:
        """Ctrl-D, once the command is waiting for an answer."""
        time.sleep(0.3)
        os.write(self._master, b"\x04")

    def finish(self) -> tuple[int, str]:
        """Wait for the end; give the exit code and what was printed since."""
        end = time.monotonic() + WAIT
        while self.process.poll() is None:
            self.screen += self._read()
            if time.monotonic() > end:
                self.process.kill()
                pytest.fail(f"the command did not end: {self.screen}")
        self.screen += self._read()
        os.close(self._master)
        return self.process.returncode, self.screen

    def _read(self) -> str:
        try:
            ready, _, _ = select.select([self._master], [], [], 0.05)
            return os.read(self._master, 65536).decode("utf-8", "replace") if ready else ""
        except OSError:
            return ""


def _figures(workspace: Path) -> dict[str, dict[str, object]]:
    text = (workspace / PLAN / "realised" / "2025.toml").read_text(encoding="utf-8")
    figures: dict[str, dict[str, object]] = tomllib.loads(text)["figures"]
    return figures


def test_what_is_missing_is_asked_for(workspace: Path) -> None:
    terminal = Terminal(workspace, "record", PLAN, "volume_usaha_koperasi_produksi")
    terminal.answer("Tahun", "2025")
    terminal.answer("Angka (Rp):", "Rp 1.234 miliar")
    terminal.until("Rp 1,234 miliar")
    terminal.answer("Angka (Rp):", "Rp 198,4 miliar")
    terminal.answer("Sumber:", "ODS")
    terminal.until("89,37% Tinggi")
    terminal.answer("[Y/t]:", "y")
    code, _screen = terminal.finish()
    assert code == 0
    assert _figures(workspace)["volume_usaha_koperasi_produksi"]["source"] == "ODS"


def test_a_no_writes_nothing(workspace: Path) -> None:
    before = _figures(workspace)
    terminal = Terminal(workspace, "record", PLAN, "proporsi_ukm", "3,8", "--year", "2025", "--source", "BPS")
    terminal.answer("[Y/t]:", "tidak")
    assert terminal.finish()[0] == 0
    assert _figures(workspace) == before


def test_the_reason_for_a_replacement_is_asked_for(workspace: Path) -> None:
    terminal = Terminal(workspace, "record", PLAN, "koperasi_produsen", "1.314", "--year", "2025", "--source", "x")
    terminal.answer("Alasan", "")
    terminal.answer("Alasan", "hasil audit")
    terminal.answer("[Y/t]:", "")
    assert terminal.finish()[0] == 0
    figure = _figures(workspace)["koperasi_produsen"]
    assert figure["value"] == 1314
    assert figure["history"][0]["reason"] == "hasil audit"  # type: ignore[index]


def test_an_unlikely_figure_is_asked_about(workspace: Path) -> None:
    arguments = ("record", PLAN, "wirausaha_baru", "12,5", "--year", "2025", "--source", "x")
    terminal = Terminal(workspace, *arguments)
    terminal.answer("[y/T]:", "")
    code, _screen = terminal.finish()
    assert code == 4
    terminal = Terminal(workspace, *arguments)
    terminal.answer("[y/T]:", "y")
    terminal.answer("[Y/t]:", "y")
    assert terminal.finish()[0] == 0
    assert _figures(workspace)["wirausaha_baru"]["value"] == 12.5


def test_the_walk_skips_goes_back_takes_unavailable_and_stops_without_losing_anything(workspace: Path) -> None:
    terminal = Terminal(workspace, "record", PLAN, "--year", "2025")
    terminal.until("7 angka")
    terminal.answer("Angka (Rp):", "")
    terminal.answer("Angka (%):", "k")
    terminal.until("1/7")
    terminal.answer("Angka (Rp):", "Rp 198,4 miliar")
    terminal.answer("Sumber:", "ODS")
    terminal.answer("[Y/t]:", "y")
    terminal.answer("Angka (%):", "t")
    terminal.answer("Mengapa belum tersedia?", "menunggu Sakernas")
    terminal.answer("[Y/t]:", "y")
    terminal.answer("Angka (%):", "q")
    code, screen = terminal.finish()
    assert code == 0
    assert "2 angka dicatat" in screen
    figures = _figures(workspace)
    assert figures["volume_usaha_koperasi_produksi"]["value"] == 198_400_000_000
    assert figures["rasio_kewirausahaan"]["unavailable"] == "menunggu Sakernas"


def test_the_walk_goes_on_where_it_stopped(workspace: Path) -> None:
    first = Terminal(workspace, "record", PLAN, "--year", "2025", "--yes")
    first.answer("Angka (Rp):", "Rp 198,4 miliar")
    first.answer("Sumber:", "ODS")
    first.answer("Angka (%):", "q")
    assert first.finish()[0] == 0
    second = Terminal(workspace, "record", PLAN, "--year", "2025")
    seen = second.until("Angka (%):")
    assert "6 angka" in seen
    assert "Rasio kewirausahaan" in seen
    second.interrupt()
    assert second.finish()[0] == 130
    assert _figures(workspace)["volume_usaha_koperasi_produksi"]["value"] == 198_400_000_000


def test_the_last_source_is_offered_again(workspace: Path) -> None:
    terminal = Terminal(workspace, "record", PLAN, "--year", "2025", "--yes")
    terminal.answer("Angka (Rp):", "Rp 198,4 miliar")
    terminal.answer("Sumber:", "ODS")
    terminal.answer("Angka (%):", "3,72")
    terminal.answer("Sumber [ODS]:", "")
    terminal.answer("Angka (%):", "q")
    assert terminal.finish()[0] == 0
    assert _figures(workspace)["rasio_kewirausahaan"]["source"] == "ODS"


@pytest.mark.parametrize("stop", ["interrupt", "end of input"])
def test_an_interrupted_question_writes_nothing_and_shows_no_traceback(workspace: Path, stop: str) -> None:
    before = _figures(workspace)
    terminal = Terminal(workspace, "record", PLAN, "proporsi_ukm", "--year", "2025")
    terminal.until("Angka (%):")
    if stop == "interrupt":
        terminal.interrupt()
    else:
        terminal.end_input()
    code, screen = terminal.finish()
    assert code == 130
    assert "Traceback" not in screen
    assert _figures(workspace) == before


def test_a_terminal_gets_colour_and_no_color_is_heeded(workspace: Path) -> None:
    status = ("status", "palembang-rpjmd-2013-2018")
    code, screen = Terminal(workspace, *status).finish()
    assert code == 0
    assert "\x1b[32m" in screen
    for arguments, environment in ((status, {"NO_COLOR": "1"}), (("--no-color", *status), {})):
        code, screen = Terminal(workspace, *arguments, **environment).finish()
        assert code == 0
        assert not re.search(r"\x1b\[[\d;]*3[0-7]m", screen)


def test_a_dumb_terminal_shows_every_figure(workspace: Path) -> None:
    code, screen = Terminal(workspace, "status", "palembang-rpjmd-2013-2018", TERM="dumb").finish()
    assert code == 0
    assert "\x1b" not in screen
    assert "67,15" in screen
    assert "Sedang" in screen


def test_a_new_plan_is_asked_for_and_valid(workspace: Path) -> None:
    terminal = Terminal(workspace, "new", "kalbar-rakortek-2027")
    for question, text in (
        ("Jenis", ""),
        ("Judul dokumen:", 'Kesepakatan "2027" \\ uji'),
        ("Kode wilayah", "kalbar"),
        ("Kode wilayah", "61"),
        ("Nama daerah:", "Kalimantan Barat"),
        ("pengampu rencana:", "Dinas Koperasi"),
        ("Tahun pertama", "2027"),
        ("Tahun terakhir", ""),
    ):
        terminal.answer(question, text)
    assert terminal.finish()[0] == 0
    text = (workspace / "kalbar-rakortek-2027" / "plan.toml").read_text(encoding="utf-8")
    header = tomllib.loads(text)["plan"]
    assert header["title"] == 'Kesepakatan "2027" \\ uji'
    assert header["period"] == {"start": 2027, "end": 2028}
    code, screen = Terminal(workspace, "check", "plans/kalbar-rakortek-2027").finish()
    assert code == 0
    assert "Semua berkas plan sah" in screen
