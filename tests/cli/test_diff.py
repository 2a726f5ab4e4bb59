"""`kumkm diff`: what changed between two revisions or days, in words, for a pull request and for programs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.scratch_repository import ScratchRepository

KALTENG, PALEMBANG = "kalteng-rakortek-2025", "palembang-rpjmd-2013-2018"
UMK = "umk_menjadi_usaha_menengah"
AMENDMENT = """
[[amendments]]
effective = 2025-09-12
basis = "Berita acara perubahan 2025"
targets = { rasio_kewirausahaan = { 2026 = { from = "3,81", to = "3,78" } } }
"""
Expect = Callable[[str, str], None]


@pytest.fixture
def repository(workspace: Path) -> ScratchRepository:
    """The real plans, committed on 15 January 2026."""
    made = ScratchRepository(workspace.parent)
    made.write(".gitignore", ".kumkm.lock\n")
    made.commit()
    return made


@pytest.fixture
def changed(run: Run, repository: ScratchRepository) -> ScratchRepository:
    """A target amended, figures recorded, taken back and revised, a folder renamed, and a plan gone."""
    plans = repository.folder / "plans"
    plan = plans / KALTENG / "plan.toml"
    text = plan.read_text(encoding="utf-8").replace(
        'better = "higher"\n', 'better = "higher"\nowner = "Bidang UKM"\n', 1
    )
    plan.write_text(text + AMENDMENT, encoding="utf-8")
    for arguments in (
        (KALTENG, "rasio_kewirausahaan", "3,72", "--year", "2025", "--source", "BPS", "--status", "preliminary"),
        (PALEMBANG, UMK, "18", "--year", "2016", "--reason", "ralat BPS"),
    ):
        done = run("record", *arguments, "--yes")
        assert done.code == 0, done.err
    assert run("undo", KALTENG, "koperasi_produsen", "--reason", "salah kolom").code == 0
    (plans / "jombang-koperasi-2022").rename(plans / "jombang-koperasi")
    shutil.rmtree(plans / "malut-rpjmd-2025-2029")
    return repository


def told(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("diff", *arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.mark.parametrize("lang", ["en", "id"])
def test_changes_are_told_in_words(run: Run, changed: ScratchRepository, expect: Expect, lang: str) -> None:
    screen, pipe = run("diff", "HEAD", lang=lang, COLUMNS="80"), run("diff", "HEAD", lang=lang)
    assert (screen.code, screen.err, pipe.code) == (0, "", 0)
    assert max(map(len, screen.out.splitlines())) <= 80
    assert "\x1b" not in pipe.out
    expect(f"diff-80.{lang}.txt", trimmed(screen.out))
    expect(f"diff-pipe.{lang}.txt", trimmed(pipe.out))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_pull_request_gets_a_summary_with_tables(
    run: Run, changed: ScratchRepository, expect: Expect, lang: str
) -> None:
    expect(f"diff.{lang}.md", run("diff", "HEAD", "--format", "markdown", lang=lang).out)


def test_programs_get_the_same_changes(run: Run, changed: ScratchRepository, expect: Expect) -> None:
    text = run("diff", "HEAD", "--format", "json").out
    for line in text.splitlines():
        if '"recorded_' in line:
            text = text.replace(line, line.split(":")[0] + ": …")
    expect("diff.json", text)


def test_two_revisions_are_compared_whatever_stands_there_now(run: Run, changed: ScratchRepository) -> None:
    now = told(run, "HEAD")
    changed.commit()
    shutil.rmtree(changed.folder / "plans" / KALTENG)
    between = told(run, "HEAD~1", "HEAD")
    assert between["plans"] == now["plans"]
    back = told(run, "HEAD", "HEAD~1")
    assert {one["fate"] for one in back["plans"]} == {"renamed", "changed", "added"}
    assert [one["fate"] for one in told(run, "HEAD")["plans"]] == ["removed"]


def test_a_day_is_the_last_commit_before_its_end(run: Run, changed: ScratchRepository) -> None:
    assert told(run, "2026-01-15")["plans"] == told(run, "HEAD")["plans"]
    done = run("diff", "2026-01-14")
    assert (done.code, done.out) == (2, "")
    assert "no commit up to 2026-01-14" in done.err
    assert run("diff", "2026-02-30").code == 2


def test_three_dots_are_where_the_branch_left(run: Run, repository: ScratchRepository) -> None:
    repository.git("switch", "--quiet", "--create", "cabang")
    path = repository.folder / "plans" / KALTENG / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8") + AMENDMENT, encoding="utf-8")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    shutil.rmtree(repository.folder / "plans" / PALEMBANG)
    repository.commit()
    repository.git("switch", "--quiet", "cabang")
    assert [one["plan"] for one in told(run, "main...")["plans"]] == [KALTENG]
    assert [one["fate"] for one in told(run, "main")["plans"]] == ["changed", "added"]


def test_only_the_plans_that_are_named_are_told(run: Run, changed: ScratchRepository) -> None:
    assert [one["plan"] for one in told(run, "HEAD", "--plan", KALTENG)["plans"]] == [KALTENG]
    for name in ("jombang-koperasi", "jombang-koperasi-2022"):
        assert [one["plan"] for one in told(run, "HEAD", "--plan", name)["plans"]] == ["jombang-koperasi"]
    assert told(run, "HEAD", "--plan", "kalsel-koperasi-2018")["plans"] == []
    done = run("diff", "HEAD", "--plan", "kalteng-rakortek-2024")
    assert (done.code, done.out) == (2, "")
    assert f"`{KALTENG}`" in done.err


def test_where_nothing_has_changed_that_is_said(run: Run, repository: ScratchRepository) -> None:
    repository.write(f"plans/{KALTENG}/catatan.txt", "x")
    path = repository.folder / "plans" / PALEMBANG / "plan.toml"
    path.write_text("# catatan\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("diff", "HEAD")
    assert (done.code, done.out) == (0, "HEAD → the files now: nothing has changed in plans and figures\n")


def test_an_old_version_that_is_no_valid_plan_is_said_and_the_others_compared(
    run: Run, repository: ScratchRepository
) -> None:
    path = repository.folder / "plans" / KALTENG / "plan.toml"
    good = path.read_text(encoding="utf-8")
    path.write_text("format = ", encoding="utf-8")
    repository.commit()
    path.write_text(good, encoding="utf-8")
    shutil.rmtree(repository.folder / "plans" / PALEMBANG)
    done = run("diff", "HEAD")
    assert (done.code, done.err) == (0, "")
    assert f"{KALTENG}\n  not compared: it was not a valid plan then\n" in trimmed(done.out)
    assert PALEMBANG in done.out
    broken = run("diff", "HEAD~1", "HEAD")
    assert (broken.code, "not valid: kalteng-rakortek-2025" in broken.err) == (3, True)
    assert "not compared: it is not a valid plan now" in broken.out


@pytest.mark.parametrize("revision", ["tidak-ada", "--", "HEAD~1", ""])
def test_an_unknown_revision_is_an_error_of_usage(run: Run, repository: ScratchRepository, revision: str) -> None:
    done = run("diff", revision)
    assert (done.code, done.out) == (2, "")


def test_a_shallow_clone_is_told_how_to_get_its_history(
    repository: ScratchRepository, tmp_path_factory: pytest.TempPathFactory, run: Run
) -> None:
    repository.commit()
    folder = tmp_path_factory.mktemp("klon") / "dangkal"
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(folder))
    done = run("--plans", str(folder / "plans"), "diff", "HEAD~1")
    assert done.code == 2
    assert "fetch-depth: 0" in done.err


def test_without_a_repository_or_git_that_is_said(run: Run, workspace: Path, tmp_path: Path) -> None:
    done = run("diff", "HEAD", GIT_CEILING_DIRECTORIES=str(workspace.parent.parent))
    assert (done.code, done.out) == (2, "")
    assert "in no Git repository" in done.err
    none = run("diff", "HEAD", PATH=str(tmp_path / "kosong"))
    assert (none.code, "needs Git" in none.err) == (2, True)


def test_words_of_files_steer_neither_terminal_nor_markdown(run: Run, repository: ScratchRepository) -> None:
    hostile = 'title = "\\u001b[31m[red] | <b>"\n'
    path = repository.folder / "plans" / KALTENG / "plan.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(hostile if line.startswith("title = ") else line for line in lines), encoding="utf-8")
    assert "\x1b" not in run("diff", "HEAD").out
    page = run("diff", "HEAD", "--format", "markdown").out
    assert "\x1b" not in page
    assert "<b>" not in page.replace("\\<b\\>", "")
