"""`kumkm check --changed-since REV`, as a pull request and a pre-commit hook run it."""

import json
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Outcome, Run
from tests.scratch_repository import ScratchRepository

PLAN = "kalteng-rakortek-2025"
FIGURES = f"plans/{PLAN}/realised/2025.toml"
COUNT = "koperasi_produsen"
VOLUME = "volume_usaha_koperasi_produksi"


@pytest.fixture
def repository(workspace: Path) -> ScratchRepository:
    """The real plans, committed."""
    made = ScratchRepository(workspace.parent)
    made.commit()
    return made


def since(run: Run, *arguments: str, revision: str = "HEAD") -> dict[str, Any]:
    """What the check says in JSON; its exit code must agree."""
    done = run("check", *arguments, "--changed-since", revision, "--format", "json")
    assert done.err == ""
    said: dict[str, Any] = json.loads(done.out)
    assert done.code == int(any(finding["ignored"] is None for finding in said["findings"]))
    return said


def found(said: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Code, file and line of each finding that is not silenced."""
    return [(one["code"], one["file"], one["line"]) for one in said["findings"] if one["ignored"] is None]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def record(run: Run, *arguments: str) -> Outcome:
    done = run("record", PLAN, *arguments, "--year", "2025", "--yes", "--force")
    assert done.code == 0, done.err
    return done


def test_without_changes_nothing_is_checked_and_nothing_found(run: Run, repository: ScratchRepository) -> None:
    said = since(run)
    assert (said["checked"], said["findings"]) == ({"plans": 0, "files": 0}, [])


def test_only_the_plans_that_were_touched_are_checked(run: Run, repository: ScratchRepository) -> None:
    edit(repository.folder / "plans/kalsel-koperasi-2018/plan.toml", "unit = ", "satuan = ")
    repository.commit()
    edit(repository.folder / "plans" / PLAN / "plan.toml", "format = 1\n", "format = 1\n# catatan\n")
    said = since(run)
    assert (said["checked"]["plans"], found(said)) == (1, [])
    assert run("check").code == 1


def test_what_is_wrong_in_a_touched_plan_is_found_as_ever(run: Run, repository: ScratchRepository) -> None:
    edit(repository.folder / "plans" / PLAN / "plan.toml", "format = 1\n", "format = 1\ncatatan = 1\n")
    assert found(since(run)) == [("KT104", f"plans/{PLAN}/plan.toml", 2)]


def test_whatever_is_recorded_between_two_revisions_is_no_finding(run: Run, repository: ScratchRepository) -> None:
    steps = [
        (VOLUME, "Rp198,4 miliar", "--source", "ODS"),
        (VOLUME, "Rp198,4 miliar", "--status", "preliminary"),
        (VOLUME, "Rp 199 miliar", "--source", "ODS", "--reason", "salah ketik"),
        (VOLUME, "Rp 198,4 miliar", "--source", "ODS", "--reason", "yang lama benar"),
        (VOLUME, "--unavailable", "ditarik", "--reason", "ditarik BPS"),
        (VOLUME, "Rp 200 miliar", "--source", "ODS"),
        (COUNT, "1.312", "--source", "ODS", "--reason", "satu koperasi baru"),
        (COUNT, "1.312", "--note", "diolah"),
    ]
    for number, step in enumerate(steps, start=1):
        record(run, *step)
        assert found(since(run)) == [], step
        repository.commit()
        for revision in (f"HEAD~{number}", "HEAD~1"):
            assert found(since(run, revision=revision)) == [], step


def test_a_figure_changed_by_hand_is_found_in_the_working_tree_and_in_commits(
    run: Run, repository: ScratchRepository
) -> None:
    edit(repository.folder / FIGURES, "value = 1311", "value = 1312")
    line = (repository.folder / FIGURES).read_text(encoding="utf-8").split("\n").index("value = 1312") + 1
    assert found(since(run)) == [("KT421", FIGURES, line)]
    repository.commit()
    assert found(since(run)) == []
    assert found(since(run, revision="HEAD~1")) == [("KT421", FIGURES, line)]
    assert found(since(run, f"plans/{PLAN}", revision="HEAD~1")) == [("KT421", FIGURES, line)]
    assert found(since(run, "plans/kalsel-koperasi-2018", revision="HEAD~1")) == []


def test_the_finding_is_printed_with_its_line_and_its_fix(run: Run, repository: ScratchRepository) -> None:
    edit(repository.folder / FIGURES, "value = 1311", "value = 1312")
    done = run("check", "--changed-since", "HEAD")
    assert done.code == 1
    assert "error KT421 unexplained-change\n  `value` was 1.311 unit and is 1.312 unit now" in done.out
    assert "value = 1312\n" in done.out
    assert f'`kumkm record {PLAN} {COUNT} "1.312" --year 2025 --reason "…"`' in done.out


def test_a_closed_year_that_was_changed_is_found(run: Run, repository: ScratchRepository) -> None:
    edit(repository.folder / FIGURES, "year = 2025\n", "year = 2025\nclosed = 2026-03-31\n")
    assert found(since(run)) == []
    repository.commit()
    edit(repository.folder / FIGURES, "closed = 2026-03-31\n", "")
    edit(repository.folder / FIGURES, 'status = "preliminary"', 'status = "final"')
    assert [code for code, _file, _line in found(since(run))] == ["KT420", "KT420"]


def test_a_figure_a_file_and_a_plan_that_are_gone_are_found(run: Run, repository: ScratchRepository) -> None:
    (repository.folder / FIGURES).write_text("format = 1\nyear = 2025\n", encoding="utf-8")
    (repository.folder / "plans/kalsel-koperasi-2018/realised").rename(repository.folder / "lama")
    shutil.rmtree(repository.folder / "plans/jombang-koperasi-2022")
    gone = {(code, file) for code, file, _line in found(since(run))}
    assert gone == {
        ("KT422", FIGURES),
        ("KT422", "plans/kalsel-koperasi-2018/plan.toml"),
        ("KT422", "plans/jombang-koperasi-2022/plan.toml"),
    }


def test_a_workspace_that_lost_its_last_plan_is_checked_too(run: Run, repository: ScratchRepository) -> None:
    for folder in (repository.folder / "plans").glob("*/"):
        shutil.rmtree(folder)
    gone = found(since(run))
    assert {code for code, _file, _line in gone} == {"KT422"}
    assert ("KT422", f"plans/{PLAN}/plan.toml", 1) in gone


def test_a_folder_with_another_name_keeps_its_history(run: Run, repository: ScratchRepository) -> None:
    (repository.folder / "plans" / PLAN).rename(repository.folder / "plans" / "kalteng-rakortek-2025-2026")
    assert found(since(run)) == []
    moved = FIGURES.replace(PLAN, "kalteng-rakortek-2025-2026")
    edit(repository.folder / moved, "value = 1311", "value = 1312")
    assert [(code, file) for code, file, _line in found(since(run))] == [("KT421", moved)]


def test_a_finding_may_be_silenced_with_its_reason(run: Run, repository: ScratchRepository) -> None:
    edit(repository.folder / FIGURES, "value = 1311", "value = 1312")
    plan = repository.folder / "plans" / PLAN / "plan.toml"
    plan.write_text(
        plan.read_text(encoding="utf-8") + '\n[check.ignore]\nKT421 = "belum pernah terbit"\n', encoding="utf-8"
    )
    said = since(run)
    assert found(said) == []
    assert [(one["code"], one["ignored"]) for one in said["findings"] if one["code"] == "KT421"] == [
        ("KT421", "belum pernah terbit")
    ]
    assert run("check").code == 0, "a check without a past does not call the silence idle"


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("tidak-ada", "no revision that Git knows"),
        ("", "no revision that Git knows"),
        ("-x", "no revision that Git knows"),
    ],
)
def test_an_unknown_revision_is_an_error_of_usage(
    run: Run, repository: ScratchRepository, revision: str, words: str
) -> None:
    done = run("check", f"--changed-since={revision}")
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_outside_of_a_repository_the_option_is_an_error_of_usage(run: Run, workspace: Path) -> None:
    done = run("check", "--changed-since", "HEAD", GIT_CEILING_DIRECTORIES=str(workspace.parent.parent))
    assert (done.code, done.out) == (2, "")
    assert "in no Git repository" in done.err


@pytest.mark.parametrize("place", ["repository", "worktree"])
def test_a_commit_hook_stops_a_silent_change(
    repository: ScratchRepository, tmp_path_factory: pytest.TempPathFactory, place: str
) -> None:
    command = shlex.join([Path(sys.executable).as_posix(), "-m", "kumkm_targets", "check", "--changed-since", "HEAD"])
    hook = repository.write(
        ".git/hooks/pre-commit",
        f"#!/bin/sh\nexport PYTHONPATH={shlex.quote(ROOT.as_posix())} KUMKM_LANG=en\nexec {command}\n",
    )
    hook.chmod(0o755)
    tree = repository
    if place == "worktree":
        folder = tmp_path_factory.mktemp("worktree") / "tree"
        repository.git("worktree", "add", "--quiet", "-b", "cabang", str(folder))
        tree = ScratchRepository(folder)
    edit(tree.folder / FIGURES, 'status = "preliminary"', 'status = "final"')
    tree.commit()
    before = tree.git("rev-parse", "HEAD")
    edit(tree.folder / FIGURES, "value = 1311", "value = 1312")
    with pytest.raises(AssertionError, match="KT421"):
        tree.commit()
    assert tree.git("rev-parse", "HEAD") == before
