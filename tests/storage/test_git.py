"""Asking Git: what it is asked, what it must not do, and what is said when it cannot answer."""

import os
import shutil
from pathlib import Path

import pytest

from kumkm_targets.errors import UnreadableError, UsageError
from kumkm_targets.storage.git import Repository
from tests.scratch_repository import ScratchRepository

HOSTILE_NAMES = ["ubah\nbaris.toml", 'kutip"ganda.toml', "tab\t.toml", "-pilihan.toml", ":(top)x.toml"]
NAMES = ["données.toml", "rencana kerja.toml", *(HOSTILE_NAMES if os.name == "posix" else [])]


@pytest.fixture
def scratch(tmp_path: Path) -> ScratchRepository:
    return ScratchRepository(tmp_path / "repositori")


@pytest.fixture
def repository(scratch: ScratchRepository) -> Repository:
    return Repository(scratch.folder)


def test_what_is_committed_staged_saved_new_or_gone_has_changed(
    scratch: ScratchRepository, repository: Repository
) -> None:
    names = ("committed", "staged", "saved", "gone", "kept", "moved")
    for name in names:
        scratch.write(name, f"{name} satu\n")
    base = scratch.commit()
    scratch.write("committed", "dua")
    scratch.commit()
    scratch.write("staged", "dua")
    scratch.git("add", "staged")
    scratch.write("saved", "dua")
    scratch.write("new", "satu")
    scratch.git("mv", "moved", "elsewhere")
    (scratch.folder / "gone").unlink()
    assert sorted(repository.changed(base)) == ["committed", "elsewhere", "gone", "moved", "new", "saved", "staged"]


def test_what_git_is_told_to_ignore_has_not_changed(scratch: ScratchRepository, repository: Repository) -> None:
    scratch.write(".gitignore", "*.lock\n")
    base = scratch.commit()
    scratch.write("plan/.kumkm.lock", "")
    assert repository.changed(base) == []


def test_paths_are_relative_to_the_folder_and_what_lies_outside_is_left_out(scratch: ScratchRepository) -> None:
    scratch.write("plans/a/plan.toml", "satu")
    scratch.write("README.md", "satu")
    base = scratch.commit()
    for name in ("plans/a/plan.toml", "plans/b/plan.toml", "README.md", "lain/x"):
        scratch.write(name, "dua")
    plans = Repository(scratch.folder / "plans")
    assert sorted(plans.changed(base)) == ["a/plan.toml", "b/plan.toml"]
    assert list(plans.files(base)) == ["a/plan.toml"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_comes_through(scratch: ScratchRepository, repository: Repository, name: str) -> None:
    base = scratch.commit()
    scratch.write(name, "satu")
    assert repository.changed(base) == [name]
    later = scratch.commit()
    assert repository.changed(base) == [name]
    assert list(repository.files(later)) == [name]


def test_links_and_other_repositories_are_no_files(scratch: ScratchRepository, repository: Repository) -> None:
    scratch.write("plan.toml", "../../etc/passwd")
    commit = scratch.commit()
    blob = scratch.git("rev-parse", "HEAD:plan.toml")
    scratch.git("update-index", "--add", "--cacheinfo", f"120000,{blob},link.toml")
    scratch.git("update-index", "--add", "--cacheinfo", f"160000,{commit},module")
    scratch.git("commit", "--quiet", "--message=uji")
    assert repository.files("HEAD") == {"plan.toml": blob}


def test_a_folder_that_was_not_there_had_no_files(scratch: ScratchRepository) -> None:
    base = scratch.commit()
    scratch.write("plans/a/plan.toml", "satu")
    assert Repository(scratch.folder / "plans").files(base) == {}


def test_blobs_come_out_byte_for_byte(scratch: ScratchRepository, repository: Repository, tmp_path: Path) -> None:
    contents = [b"", b"\n", b"a\r\nb\r\n", bytes(range(256)), b"x" * (3 << 20) + b"\n", b"\xef\xbb\xbfformat = 1"]
    for number, content in enumerate(contents):
        scratch.write(str(number), content)
    files = repository.files(scratch.commit())
    with repository.blobs() as blobs:
        for number, content in enumerate(contents):
            blobs.copy(files[str(number)], tmp_path / "copy")
            assert (tmp_path / "copy").read_bytes() == content


def test_the_base_is_where_the_branch_left(scratch: ScratchRepository, repository: Repository) -> None:
    left = scratch.commit()
    scratch.git("tag", "--annotate", "--message=tanda", "tanda")
    scratch.git("switch", "--quiet", "--create", "cabang")
    scratch.write("a", "cabang")
    scratch.commit()
    scratch.git("switch", "--quiet", "main")
    scratch.write("b", "utama")
    scratch.commit()
    scratch.git("switch", "--quiet", "cabang")
    for revision in ("main", "main~1", "tanda", left, left[:8], "HEAD~1"):
        assert repository.base(revision) == left
    assert repository.base("HEAD") == scratch.git("rev-parse", "cabang")


@pytest.mark.parametrize(
    "revision", ["", "tidak-ada", "main..main", "HEAD:a", "HEAD~9", "-", "-x", "--all", "--output=dicuri", "^HEAD"]
)
def test_what_is_no_revision_is_refused_and_never_an_option(
    scratch: ScratchRepository, repository: Repository, revision: str
) -> None:
    scratch.write("a", "satu")
    scratch.commit()
    with pytest.raises(UsageError, match="no revision that Git knows") as refused:
        repository.base(revision)
    assert "git fetch" in refused.value.advice
    assert sorted(path.name for path in scratch.folder.iterdir()) == [".git", "a"]


def test_a_repository_without_commits_knows_no_revision(repository: Repository) -> None:
    with pytest.raises(UsageError, match="“HEAD” is no revision"):
        repository.base("HEAD")


def test_what_git_itself_says_is_passed_on(scratch: ScratchRepository, repository: Repository) -> None:
    scratch.commit()
    with pytest.raises(UnreadableError, match="no upstream configured for branch 'main'"):
        repository.base("@{upstream}")


def test_histories_without_a_common_commit_cannot_be_compared(
    scratch: ScratchRepository, repository: Repository
) -> None:
    scratch.commit()
    scratch.git("switch", "--quiet", "--orphan", "lain")
    scratch.write("a", "lain")
    scratch.commit()
    with pytest.raises(UsageError, match="“main” and the present branch have no commit in common"):
        repository.base("main")


@pytest.mark.parametrize("revision", ["HEAD~1", "origin/main"])
def test_a_shallow_clone_is_told_how_to_get_its_history(
    scratch: ScratchRepository, tmp_path: Path, revision: str
) -> None:
    scratch.commit()
    scratch.git("switch", "--quiet", "--create", "cabang")
    scratch.write("a", "cabang")
    scratch.commit()
    clone = ScratchRepository(tmp_path)
    clone.git("clone", "--quiet", "--depth=1", "--no-single-branch", scratch.folder.as_uri(), "dangkal")
    with pytest.raises(UsageError) as refused:
        Repository(tmp_path / "dangkal").base(revision)
    assert "fetch-depth: 0" in refused.value.advice


def test_outside_of_a_repository_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="in no Git repository"):
        Repository(tmp_path).base("HEAD")


def test_without_git_the_error_says_what_is_missing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "kosong"))
    with pytest.raises(UsageError, match="needs Git"):
        repository.base("HEAD")


def test_a_git_in_the_current_folder_is_not_run(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("git", "git.bat"):
        shutil.copy(shutil.which("git") or "", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.curdir)
    with pytest.raises(UsageError, match="needs Git"):
        repository.base("HEAD")


def test_a_blob_that_git_has_lost_is_an_error(
    scratch: ScratchRepository, repository: Repository, tmp_path: Path
) -> None:
    scratch.write("a", "satu")
    scratch.commit()
    with repository.blobs() as blobs, pytest.raises(UnreadableError, match="lost an old version"):
        blobs.copy("0" * 40, tmp_path / "copy")


def test_a_git_that_has_died_is_an_error(scratch: ScratchRepository, repository: Repository, tmp_path: Path) -> None:
    scratch.write("a", "satu")
    blob = repository.files(scratch.commit())["a"]
    kept = scratch.folder / ".git" / "objects" / blob[:2] / blob[2:]
    kept.chmod(0o644)
    kept.write_bytes(b"rusak")
    with pytest.raises(UnreadableError, match="lost an old version"), repository.blobs() as blobs:  # noqa: PT012
        for _attempt in range(3):
            blobs.copy(blob, tmp_path / "copy")


def test_a_git_that_hears_no_more_is_an_error(scratch: ScratchRepository, repository: Repository) -> None:
    with pytest.raises(UnreadableError, match="lost an old version"), repository.blobs():
        raise BrokenPipeError


def test_no_program_is_run_that_diffs_or_monitors_may_name(scratch: ScratchRepository, repository: Repository) -> None:
    scratch.write(".gitattributes", "*.toml diff=jahat\n")
    scratch.write("plan.toml", "satu\n")
    base = scratch.commit()
    stolen = scratch.folder / ".git" / "dicuri"
    for setting in ("core.fsmonitor", "core.pager", "diff.external", "diff.jahat.command", "diff.jahat.textconv"):
        scratch.git("config", setting, f"touch '{stolen.as_posix()}' && :")
    scratch.git("config", "pager.diff", "true")
    scratch.write("plan.toml", "dua\n")
    assert repository.changed(repository.base("HEAD")) == ["plan.toml"]
    assert not stolen.exists()
    scratch.git("diff", base)
    assert stolen.exists(), "these settings do run programs"


def test_what_a_hook_says_of_its_own_repository_does_not_count(
    scratch: ScratchRepository, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.write("a", "satu")
    base = scratch.commit()
    other = ScratchRepository(tmp_path / "lain").folder
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index.lock"))
    monkeypatch.setenv("GIT_PREFIX", "sub/")
    scratch_files = {"a": repository.files(base)["a"]}
    scratch.write("b", "satu")
    assert (repository.base("HEAD"), repository.files(base), repository.changed(base)) == (base, scratch_files, ["b"])
