"""Evidence: the digest is kept with the figure, and check finds what is missing or changed."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.closing_plan import ID, content, declare
from tests.conftest import Outcome, Run


@pytest.fixture
def folder(workspace: Path) -> Path:
    """The folder of the plan, with evidence and no figures."""
    return declare(workspace, "format = 1\nyear = 2025\n")


def _record(run: Run, source: str, value: str = "3,72") -> Outcome:
    return run("record", ID, "rasio", value, "--year", "2025", "--source", source, "--reason", "edisi baru")


def _codes(run: Run, folder: Path) -> list[str]:
    out = run("check", str(folder)).out
    return [word for word in out.split() if word.startswith("KT43")]


@pytest.mark.parametrize("source", ["sakernas-2025", "evidence/sakernas-2025.csv"])
def test_the_digest_of_the_file_is_kept_with_the_figure(run: Run, workspace: Path, folder: Path, source: str) -> None:
    assert _record(run, source).code == 0
    digest = sha256((folder / "evidence/sakernas-2025.csv").read_bytes()).hexdigest()
    assert content(workspace)["figures"]["rasio"]["source_digest"] == f"sha256:{digest}"
    assert _codes(run, folder) == []
    (folder / "evidence/sakernas-2025.csv").write_text("wilayah;rasio\n62;3,27\n", encoding="utf-8")
    assert _codes(run, folder) == ["KT434"]
    (folder / "evidence/sakernas-2025.csv").unlink()
    assert {*_codes(run, folder)} == {"KT433"}


def test_a_new_edition_is_a_new_entry_and_the_old_digest_stays(run: Run, workspace: Path, folder: Path) -> None:
    _record(run, "sakernas-2025")
    old = content(workspace)["figures"]["rasio"]["source_digest"]
    (folder / "evidence/sakernas-2025.csv").write_text("edisi kedua\n", encoding="utf-8")
    assert _record(run, "sakernas-2025").code == 0
    figure = content(workspace)["figures"]["rasio"]
    assert figure["source_digest"] != old
    assert [past["source_digest"] for past in figure["history"]] == [old]
    assert _codes(run, folder) == []


def test_words_are_no_evidence(run: Run, workspace: Path, folder: Path) -> None:
    assert _record(run, "Laporan bidang").code == 0
    assert "source_digest" not in content(workspace)["figures"]["rasio"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("evidence/tidak-ada.pdf", "there is no evidence evidence/tidak-ada.pdf"),
        ("evidence/", "leads out of the plan's folder evidence/"),
        ("evidence/../plan.toml", "leads out of the plan's folder evidence/"),
        ("evidence/C:\\laporan.pdf", "leads out of the plan's folder evidence/"),
        ("evidence\\sakernas-2025.csv", "leads out of the plan's folder evidence/"),
        ("Evidence/sakernas-2025.csv", "leads out of the plan's folder evidence/"),
        (" evidence/tidak-ada.pdf", "there is no evidence evidence/tidak-ada.pdf"),
    ],
)
def test_evidence_that_is_not_there_is_refused(
    run: Run, workspace: Path, folder: Path, source: str, words: str
) -> None:
    done = _record(run, source)
    assert done.code == 4
    assert words in done.err
    assert "figures" not in content(workspace)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_in_a_circle_are_no_evidence(run: Run, workspace: Path, folder: Path) -> None:
    (folder / "evidence/lingkaran.pdf").symlink_to("lingkaran.pdf")
    done = _record(run, "evidence/lingkaran.pdf")
    assert (done.code, "the evidence evidence/lingkaran.pdf cannot be read" in done.err) == (4, True)
    assert "figures" not in content(workspace)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_out_of_the_folder_is_no_evidence(run: Run, workspace: Path, folder: Path) -> None:
    (folder / "evidence/pinjaman.toml").symlink_to(folder / "plan.toml")
    assert _record(run, "evidence/pinjaman.toml").code == 4
    year = folder / "realised/2025.toml"
    text = '\n[figures.rasio]\nvalue = 3.72\nsource = "evidence/pinjaman.toml"\n'
    year.write_text(year.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert _codes(run, folder) == ["KT435"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_is_no_evidence_and_nobody_waits_for_it(run: Run, folder: Path) -> None:
    os.mkfifo(folder / "evidence/pipa")
    assert _record(run, "evidence/pipa").code == 4


def test_quarters_and_spending_have_evidence_too(run: Run, workspace: Path, folder: Path) -> None:
    words = ("--year", "2025", "--source", "evidence/ods-2025.txt")
    assert run("record", ID, "rasio", "3,7", "--quarter", "1", "--force", *words).code == 0
    assert run("record-budget", ID, "pemberdayaan", "Rp1 miliar", *words).code == 0
    digest = "sha256:" + sha256((folder / "evidence/ods-2025.txt").read_bytes()).hexdigest()
    assert content(workspace)["figures"]["rasio"]["source_digest"] == digest
    assert content(workspace)["programmes"]["pemberdayaan"]["source_digest"] == digest
    (folder / "evidence/ods-2025.txt").unlink()
    assert _codes(run, folder) == ["KT433", "KT433"]


def test_an_imported_source_may_be_evidence(run: Run, workspace: Path, folder: Path) -> None:
    table = workspace.parent / "isian.csv"
    table.write_text("indikator;realisasi;sumber\nRasio kewirausahaan;3,72;evidence/ods-2025.txt\n", encoding="utf-8")
    assert run("import", ID, str(table), "--year", "2025", "--yes").code == 0
    assert content(workspace)["figures"]["rasio"]["source_digest"].startswith("sha256:")
    table.write_text("indikator;realisasi;sumber\nRasio kewirausahaan;3,73;evidence/hilang.txt\n", encoding="utf-8")
    done = run("import", ID, str(table), "--year", "2025", "--yes", "--reason", "ralat")
    assert done.code == 4
    assert "there is no evidence evidence/hilang.txt" in done.out
    done = run("import", ID, str(table), "--year", "2025", "--source", "evidence/hilang.txt")
    assert (done.code, "there is no evidence" in done.err) == (4, True)


def test_the_file_is_named_where_the_source_is(run: Run, folder: Path) -> None:
    _record(run, "sakernas-2025")
    for words in (("status", ID), ("show", ID, "rasio"), ("explain", ID, "rasio", "--year", "2025"), ("history", ID)):
        assert "evidence/sakernas-2025.csv" in "".join(run(*words).out.split()), words
