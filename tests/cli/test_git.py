"""Two officers on two branches: Git merges what they have recorded, by figure."""

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from kumkm_targets.cli.git import driver_command
from kumkm_targets.model.merging import merged_year
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.git_files import EVIDENCE_LINE, IGNORED, LINE
from kumkm_targets.storage.merged_text import merged_text
from tests.conftest import Run, run_in
from tests.model.branches import pair_of
from tests.scratch_repository import ScratchRepository

MERGES = int(os.environ.get("KUMKM_GIT_MERGES", "20"))
PLAN = "kalteng-rakortek-2025"
FILE = f"plans/{PLAN}/realised/2025.toml"


@pytest.fixture
def scratch(workspace: Path) -> ScratchRepository:
    """A repository that holds the real plans, committed."""
    for name in (".gitattributes", ".gitignore"):
        (workspace / name).unlink()
    repository = ScratchRepository(workspace.parent)
    repository.commit()
    return repository


def record(run: Run, indicator: str, value: str, *options: str) -> None:
    done = run("record", PLAN, indicator, value, "--year", "2025", "--source", "LKjIP", "--yes", "--force", *options)
    assert done.code == 0, done.err


def on_two_branches(scratch: ScratchRepository, run: Run, *sides: tuple[str, ...]) -> None:
    """Let each of two sides record a figure on a branch of its own; the second is checked out in the end."""
    for branch, side in zip(("theirs", "ours"), reversed(sides), strict=True):
        scratch.git("checkout", "--quiet", "-b", branch, "main")
        record(run, *side)
        scratch.commit()


def merge(scratch: ScratchRepository, branch: str = "theirs") -> list[str]:
    """Merge a branch into the present one; the files that are left in conflict."""
    with suppress(AssertionError):
        scratch.git("merge", "--quiet", "--no-edit", branch)
    return scratch.git("diff", "--name-only", "--diff-filter=U").splitlines()


def test_install_says_what_it_does_and_twice_changes_nothing(run: Run, scratch: ScratchRepository) -> None:
    shown = run("git", "install", "--dry-run")
    assert shown.code == 0
    assert "would be set: merge.kumkm.driver = " in shown.out
    assert f"would be added to plans/.gitattributes: {LINE}" in shown.out
    assert not (scratch.folder / "plans" / ".gitattributes").exists()
    done = run("git", "install")
    assert (done.code, done.err) == (0, "")
    assert f"added to plans/.gitattributes: {LINE}" in done.out
    settings = (scratch.folder / ".git" / "config").read_bytes()
    again = run("git", "install")
    assert again.out.splitlines()[1:] == ["All is set up already; nothing was changed."]
    assert (scratch.folder / ".git" / "config").read_bytes() == settings
    assert (scratch.folder / "plans" / ".gitattributes").read_text() == f"{LINE}\n{EVIDENCE_LINE}\n"
    assert (scratch.folder / "plans" / ".gitignore").read_text().splitlines() == [*IGNORED]
    assert scratch.git("check-attr", "merge", "text", "eol", "--", FILE).splitlines() == [
        f"{FILE}: merge: kumkm",
        f"{FILE}: text: set",
        f"{FILE}: eol: lf",
    ]


@pytest.mark.parametrize("above", [b"*.png binary", b"*.png binary\n", b"*.png binary\r\n*/realised/*.toml -text\r\n"])
def test_install_keeps_what_stands_in_gitattributes(run: Run, scratch: ScratchRepository, above: bytes) -> None:
    path = scratch.folder / "plans" / ".gitattributes"
    path.write_bytes(above)
    assert run("git", "install").code == 0
    content = path.read_bytes()
    assert content.startswith(above)
    assert content.splitlines() == [*above.splitlines(), LINE.encode(), EVIDENCE_LINE.encode()]
    assert (b"\r\n" in content) == (content.count(b"\r\n") == content.count(b"\n"))


def test_install_says_that_another_rule_is_in_force(run: Run, scratch: ScratchRepository) -> None:
    scratch.write(".git/info/attributes", "*.toml merge=union\n")
    done = run("git", "install")
    assert "another rule says merge=union" in done.err


def test_outside_of_a_repository_there_is_nothing_to_set_up(run: Run, workspace: Path) -> None:
    done = run("git", "install", GIT_CEILING_DIRECTORIES=str(workspace.parent.parent))
    assert done.code == 2
    assert "is in no Git repository" in done.err
    assert "`git init` makes one" in done.err


def test_without_words_the_help_is_shown(run: Run) -> None:
    done = run("git")
    assert done.code == 2
    assert "install" in done.out
    assert "BASE" not in done.out
    assert "Merge one realised file" not in done.out
    assert done.err == ""


def test_new_ships_the_gitattributes_once(tmp_path: Path) -> None:
    options = "--kind rakortek --title x --region 61 --region-name x --organisation x --start 2027 --end 2027".split()
    first = run_in(tmp_path, "new", "satu", *options)
    assert "Written: plans/.gitattributes (how Git merges realised files" in first.out
    assert "Written: plans/.gitignore (what Git leaves out)" in first.out
    assert (tmp_path / "plans" / ".gitattributes").read_text() == f"{LINE}\n{EVIDENCE_LINE}\n"
    second = run_in(tmp_path, "new", "dua", *options)
    assert ".git" not in second.out


def test_git_never_takes_the_lock_away_with_a_branch(run: Run, scratch: ScratchRepository) -> None:
    run("git", "install")
    record(run, "rasio_kewirausahaan", "3,70")
    assert (scratch.folder / "plans" / PLAN / ".kumkm.lock").exists()
    scratch.commit()
    assert "lock" not in scratch.git("ls-files")


def test_evidence_is_the_same_bytes_in_a_clone_that_changes_line_ends(run: Run, scratch: ScratchRepository) -> None:
    run("git", "install")
    evidence = scratch.write(f"plans/{PLAN}/evidence/rekap.csv", b"a;b\n1;2\r\n")
    record(run, "rasio_kewirausahaan", "3,70", "--source", "evidence/rekap.csv")
    scratch.git("config", "core.autocrlf", "true")
    scratch.commit()
    evidence.unlink()
    scratch.git("checkout", "--", str(evidence))
    assert evidence.read_bytes() == b"a;b\n1;2\r\n"
    assert run("verify", PLAN).code == 0


def test_figures_of_two_branches_are_merged_and_check_finds_nothing_lost(run: Run, scratch: ScratchRepository) -> None:
    run("git", "install")
    scratch.commit()
    sides = ("wirausaha_baru", "900", "--quarter", "1"), ("wirausaha_baru", "950", "--quarter", "2")
    on_two_branches(scratch, run, *sides)
    assert merge(scratch) == []
    text = (scratch.folder / FILE).read_text(encoding="utf-8")
    assert "1 = 900\n2 = 950\n" in text
    for branch in ("ours", "theirs"):
        done = run("check", "--changed-since", branch)
        assert (done.code, "0 errors" in done.out or "valid" in done.out) == (0, True), done.out
    assert run("check", "plans").code == 0


def test_check_finds_nothing_lost_where_one_has_corrected_what_the_other_has_added_to(
    run: Run, scratch: ScratchRepository
) -> None:
    record(run, "rasio_kewirausahaan", "3,70")
    run("git", "install")
    scratch.commit()
    correction = ("rasio_kewirausahaan", "3,72", "--reason", "hasil audit")
    on_two_branches(scratch, run, correction, ("rasio_kewirausahaan", "3,1", "--quarter", "2"))
    assert merge(scratch) == []
    text = (scratch.folder / FILE).read_text(encoding="utf-8")
    assert "value = 3.72" in text
    assert "2 = 3.1" in text
    assert 'reason = "hasil audit"' in text
    for branch in ("ours", "theirs", "main"):
        assert run("check", "--changed-since", branch).code == 0


def test_the_same_figure_said_differently_is_a_conflict_that_check_explains(
    run: Run, scratch: ScratchRepository
) -> None:
    run("git", "install")
    scratch.commit()
    on_two_branches(scratch, run, ("rasio_kewirausahaan", "3,73"), ("rasio_kewirausahaan", "3,72"))
    scratch.git("checkout", "--quiet", "ours")
    record(run, "wirausaha_baru", "900")
    scratch.commit()
    assert merge(scratch) == [FILE]
    text = (scratch.folder / FILE).read_text(encoding="utf-8")
    assert text.count("<<<<<<< ours\n[figures.rasio_kewirausahaan]\nvalue = 3.73\n") == 1
    assert text.count("=======\n[figures.rasio_kewirausahaan]\nvalue = 3.72\n") == 1
    assert "value = 900" in text.partition(">>>>>>> theirs\n")[2]
    found = run("check", f"plans/{PLAN}")
    assert found.code == 1
    assert "a Git merge was not finished here" in found.out
    ours, rest = text.split("<<<<<<< ours\n")[0], text.partition("=======\n")[2]
    (scratch.folder / FILE).write_text(ours + rest.replace(">>>>>>> theirs\n", ""), encoding="utf-8", newline="\n")
    assert run("check", f"plans/{PLAN}").code == 0


def test_the_driver_tells_in_the_users_words_what_is_left(run: Run, workspace: Path) -> None:
    head = "format = 1\nyear = 2025\n"
    for name, body in (
        ("O", '[figures.proporsi_ukm]\nvalue = 1\nsource = "x"\n[programmes.bina]\nspent = 1\n'),
        ("A", 'closed = 2026-03-31\n[figures.proporsi_ukm]\nvalue = 2\nsource = "x"\n[programmes.bina]\nspent = 2\n'),
        ("B", '[figures.proporsi_ukm]\nvalue = 3\nsource = "x"\n[programmes.bina]\nspent = 3\n'),
    ):
        (workspace.parent / name).write_text(head + body, encoding="utf-8")
    done = run("git", "merge", "O", "A", "B", FILE)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        f"{FILE}: closed on one side, changed on the other",
        f"{FILE}: both sides say differently what “proporsi_ukm” is",
        f"{FILE}: both sides say differently what “bina” has spent",
        "  Take `closed` and what belongs to it out on both sides, and close the year again.",
        "  Keep one side of each, take the lines with <<<<<<<, ======= and >>>>>>> out, then `git add`.",
    ]


def test_where_the_driver_is_not_set_up_or_gone_git_merges_the_lines(run: Run, scratch: ScratchRepository) -> None:
    run("git", "install")
    scratch.commit()
    on_two_branches(scratch, run, ("rasio_kewirausahaan", "3,73"), ("rasio_kewirausahaan", "3,72"))
    for is_set_up in (True, False):
        scratch.git("config", "merge.kumkm.driver", driver_command("/nowhere/kumkm"))
        if not is_set_up:
            scratch.git("config", "--remove-section", "merge.kumkm")
        assert merge(scratch) == [FILE]
        text = (scratch.folder / FILE).read_text(encoding="utf-8")
        assert {"value = 3.73", "value = 3.72", "======="} <= {*text.splitlines()}
        assert "<<<<<<<" in text
        scratch.git("merge", "--abort")


@pytest.mark.skipif(sys.platform == "win32", reason="there, kumkm is a program, not a script that can be moved")
def test_a_program_below_a_folder_with_a_strange_name_is_found(
    run: Run, scratch: ScratchRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kumkm_targets.cli import git

    strange = tmp_path / '50% d\'Ani & "Budi"'
    strange.mkdir()
    script = strange / "kumkm"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kumkm_targets "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    run("git", "install")
    monkeypatch.setattr(git.sysconfig, "get_path", lambda _name: str(strange))
    scratch.git("config", "merge.kumkm.driver", driver_command(git._program()))
    scratch.commit()
    on_two_branches(scratch, run, ("wirausaha_baru", "900"), ("rasio_kewirausahaan", "3,72"))
    assert merge(scratch) == []
    assert "3.72" in (scratch.folder / FILE).read_text(encoding="utf-8")


def test_random_branches_merged_by_git_are_what_the_merge_says(tmp_path: Path) -> None:
    scratch = ScratchRepository(tmp_path / "repo")
    run = partial(run_in, scratch.folder)
    pairs = [pair_of(seed) for seed in range(5000, 5000 + MERGES)]
    names = [f"plans/rencana-{n}/realised/2025.toml" for n in range(MERGES)]
    indicators = "".join(
        f'[indicators.{name}]\nname = "{name}"\nunit = "%"\n'
        for name in ("koperasi_produsen", "proporsi_ukm", "rasio_kewirausahaan", "wirausaha_baru")
    )
    for n in range(MERGES):
        scratch.write(f"plans/rencana-{n}/plan.toml", indicators)
    assert run("git", "install").code == 0

    def write(side: str) -> None:
        for name, pair in zip(names, pairs, strict=True):
            content = pair.base if side == "main" else getattr(pair, side).content
            if content is not None:
                scratch.write(name, canonical_text(content, ("koperasi_produsen", "proporsi_ukm")))
        scratch.commit()

    write("main")
    for branch in ("theirs", "ours"):
        scratch.git("checkout", "--quiet", "-b", branch, "main")
        write(branch)
    unmerged = {*merge(scratch)}
    order = ("koperasi_produsen", "proporsi_ukm", "rasio_kewirausahaan", "wirausaha_baru")
    for name, pair in zip(names, pairs, strict=True):
        merged = merged_year(pair.base, pair.ours.content, pair.theirs.content)
        if pair.ours.content != pair.theirs.content and pair.base not in (pair.ours.content, pair.theirs.content):
            assert (scratch.folder / name).read_text(encoding="utf-8") == merged_text(merged, order), name
        assert (name in unmerged) == bool(merged.conflicts), name
    assert MERGES < 20 or unmerged
