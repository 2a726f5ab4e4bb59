"""The long run itself: it makes the same cases again, finds what goes wrong, and goes on after it."""

import os
from pathlib import Path

import pytest

from tests.fuzz.harmless import assert_harmless
from tests.fuzz.mutants import mutant
from tests.fuzz.run import Look, fuzz


def test_the_first_cases_are_harmless(tmp_path: Path) -> None:
    assert [failed for _over, failed in fuzz(range(150), 0, 1, tmp_path)][-1] == 0
    assert not [*tmp_path.iterdir()]


def test_a_number_is_always_the_same_case() -> None:
    cases = [mutant(number) for number in range(40)]
    assert cases == [mutant(number) for number in range(40)]
    assert len({tuple(case.items()) for case in cases}) == 40
    assert mutant(3, seed=1) != mutant(3)


def raises(folder: Path) -> None:
    assert b'"renja"' not in (folder / "plan.toml").read_bytes(), "a renja"


def ends_the_process(folder: Path) -> None:
    if b'"renja"' in (folder / "plan.toml").read_bytes():
        os._exit(3)


@pytest.mark.parametrize(("look", "reason"), [(raises, "a renja"), (ends_the_process, "")])
def test_what_fails_is_kept_and_the_run_goes_on(tmp_path: Path, look: Look, reason: str) -> None:
    over, failed = [*fuzz(range(60), 0, 2, tmp_path, look)][-1]
    assert over == 60
    kept = [*tmp_path.iterdir()]
    assert len(kept) == failed > 0
    for folder in kept:
        number = int(folder.name.partition("-")[2])
        files = {str(path.relative_to(folder / "contoh")): path.read_bytes() for path in folder.rglob("*.toml")}
        assert files == mutant(number)
        assert reason in (folder / "log").read_text(encoding="utf-8")


def test_a_control_character_that_reaches_a_report_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.harmless.text_report", lambda _plans: ["\x1b[31m"])
    (tmp_path / "plan.toml").write_text("")
    with pytest.raises(AssertionError, match="x1b"):
        assert_harmless(tmp_path)
