"""`kumkm verify`: what it proves of a workspace, and what it finds where something was lost or changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.closing_plan import HALF, ID, declare, lasting
from tests.conftest import Outcome, Run


@pytest.fixture
def folder(run: Run, workspace: Path) -> Path:
    """The folder of a plan with a closed year and a correction of it."""
    folder = declare(workspace)
    assert run("close", ID, "--year", "2025").code == 0
    words = ("record", ID, "koperasi_aktif", "1.298", "--year", "2025", "--reopen-because", "LHP BPK")
    assert run(*words).code == 0
    return folder


def _printed(done: Outcome) -> str:
    return lasting(f"{done.out}---\n{done.err}---\nexit {done.code}\n")


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_whole_workspace_is_proved_in_a_line_per_plan(
    run: Run, folder: Path, expect: Callable[[str, str], None], lang: str
) -> None:
    expect(f"verify.{lang}.txt", _printed(run("verify", lang=lang)))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_is_not_whole_is_shown_below_its_plan(
    run: Run, folder: Path, expect: Callable[[str, str], None], lang: str
) -> None:
    _change(folder / "plan.toml", '2025 = "3,75"', '2025 = "3,70"')
    (folder / "evidence/ods-2025.txt").write_text("2.100 koperasi\n", encoding="utf-8")
    expect(f"verify-broken.{lang}.txt", _printed(run("verify", ID, "kalsel-koperasi-2018", lang=lang)))


def test_programs_read_the_same(run: Run, folder: Path) -> None:
    _change(folder / "realised/2025.toml", "value = 1298", "value = 1299")
    done = run("verify", ID, "--format", "json")
    document = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert (document["format"], document["whole"]) == (1, False)
    counts = {
        "plans": 1,
        "files": 2,
        "figures": 4,
        "entries": 5,
        "seals": 1,
        "evidence": 2,
        "unsealed": 0,
        "by_hand": 0,
    }
    assert document["verified"] == counts
    [plan] = document["plans"]
    assert (plan["plan"], plan["whole"], plan["readable"]) == (ID, False, True)
    assert [one["code"] for one in plan["findings"]] == ["KT430"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("realised/2025.toml", "closed = ", "#", "KT431"),
        ("realised/2025.toml", "seal = ", "#", "KT432"),
        ("realised/2025.toml", 'reason = "LHP BPK"', 'note = "x"', "KT436"),
        ("realised/2025.toml", "[figures.rasio]", "[figures.rasoi]", "KT401"),
    ],
)
def test_whatever_was_lost_is_found(run: Run, folder: Path, file: str, old: str, new: str, code: str) -> None:
    _change(folder / file, old, new)
    done = run("verify", ID)
    assert done.code == 1
    assert code in done.out


def test_a_silence_hides_nothing_from_it(run: Run, folder: Path) -> None:
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + '\n[check.ignore]\nKT434 = "x"\n', encoding="utf-8")
    (folder / "evidence/ods-2025.txt").write_text("2.100 koperasi\n", encoding="utf-8")
    assert "0 errors" in run("check", str(folder)).out
    done = run("verify", ID)
    assert (done.code, "KT434" in done.out) == (1, True)


@pytest.mark.parametrize("file", ["plan.toml", "realised/2025.toml"])
def test_a_file_that_does_not_parse_is_another_exit_code(run: Run, folder: Path, file: str) -> None:
    (folder / file).write_text("format = \n", encoding="utf-8")
    done = run("verify")
    assert done.code == 3
    assert f"{ID}: not readable" in done.out
    assert json.loads(run("verify", ID, "--format", "json").out)["plans"][0]["readable"] is False


def test_a_plan_file_that_is_gone_is_no_plan_less(run: Run, folder: Path) -> None:
    (folder / "plan.toml").unlink()
    assert run("verify").code == 3


def test_a_file_edited_by_hand_is_said_and_no_fault(run: Run, workspace: Path) -> None:
    declare(workspace, HALF.replace("3.72", '"3,72"'))
    done = run("verify", ID)
    assert done.code == 0
    assert "1 file edited by hand" in done.out


def test_an_unknown_plan_and_an_empty_workspace_are_said(run: Run, tmp_path: Path) -> None:
    assert run("verify", "kaltim").code == 2
    (tmp_path / "kosong").mkdir()
    done = run("verify", "--plans", str(tmp_path / "kosong"))
    assert (done.code, "there is no plan here to verify" in done.err) == (2, True)
