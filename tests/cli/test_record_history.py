"""What recording quarters, parts and spending leaves behind: a history that the check has nothing against."""

import json
from pathlib import Path

import pytest

from tests.cli.divided_plan import PLAN, declare, figure, record
from tests.conftest import Run
from tests.scratch_repository import ScratchRepository

NEW = "wirausaha_baru"
STEPS: tuple[tuple[str, ...], ...] = (
    (NEW, "200", "--quarter", "1", "--source", "Laporan TW I", "--as-of", "2025-03-31"),
    (NEW, "310", "--quarter", "2", "--source", "Laporan TW II"),
    (NEW, "320", "--quarter", "2", "--reason", "salah ketik"),
    (NEW, "--unavailable", "menunggu LKjIP"),
    (NEW, "250", "--quarter", "3", "--source", "Laporan TW III", "--status", "preliminary"),
    (NEW, "1.020", "--source", "LKjIP 2025", "--status", "preliminary"),
    (NEW, "1.020", "--source", "LKjIP 2025", "--status", "final"),
    (NEW, "205", "--quarter", "1", "--source", "Ralat TW I", "--reason", "dihitung ulang"),
    (NEW, "340", "--part", "62.71", "--source", "Dinas kota"),
    (NEW, "345", "--part", "62.71", "--source", "Dinas kota", "--reason", "ralat dinas"),
    (NEW, "310", "--part", "62.01"),
    (NEW, "1.010", "--source", "BPS", "--reason", "angka BPS"),
    (NEW, "320", "--quarter", "2", "--status", "final"),
)
SPENDING: tuple[tuple[str, ...], ...] = (
    ("pemberdayaan", "Rp1,1 miliar", "--source", "LRA"),
    ("pemberdayaan", "Rp1,15 miliar", "--source", "LRA", "--reason", "hasil audit"),
)


@pytest.fixture(autouse=True)
def _plan(workspace: Path) -> None:
    declare(workspace)


def test_the_check_finds_nothing_wrong_with_the_history_of_our_own_commands(run: Run, workspace: Path) -> None:
    repository = ScratchRepository(workspace.parent)
    revisions = [repository.commit()]
    for step in STEPS:
        done = record(run, *step, "--force")
        assert done.code == 0, done.err
        revisions.append(repository.commit())
    for step in SPENDING:
        assert run("record-budget", PLAN, *step, "--year", "2025").code == 0
        revisions.append(repository.commit())
    for revision in revisions:
        done = run("check", f"plans/{PLAN}", "--changed-since", revision, "--format", "json")
        found = {finding["code"] for finding in json.loads(done.out)["findings"]}
        assert found <= {"KT423"}, "the parts of two kabupaten are less than the whole, and that is all"


def test_a_quarter_whose_figure_was_put_back_silently_is_still_found(run: Run, workspace: Path) -> None:
    repository = ScratchRepository(workspace.parent)
    record(run, *STEPS[0])
    record(run, *STEPS[1])
    repository.commit()
    path = workspace / PLAN / "realised" / "2025.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2 = 310", "2 = 320"), encoding="utf-8")
    done = run("check", f"plans/{PLAN}", "--changed-since", "HEAD", "--format", "json")
    assert [(one["code"], one["key"]) for one in json.loads(done.out)["findings"]] == [
        ("KT421", f"figures.{NEW}.quarters.2")
    ]


def test_a_quarter_replaced_without_a_reason_is_found_among_other_quarters(run: Run, workspace: Path) -> None:
    repository = ScratchRepository(workspace.parent)
    record(run, *STEPS[0])
    repository.commit()
    record(run, *STEPS[1])
    record(run, *STEPS[2])
    path = workspace / PLAN / "realised" / "2025.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('reason = "salah ketik"\n', ""), encoding="utf-8")
    done = run("check", f"plans/{PLAN}", "--changed-since", "HEAD", "--format", "json")
    assert {one["code"]: one["message"] for one in json.loads(done.out)["findings"]} == {
        "KT421": "310 orang was replaced by 320 orang, and the reason is missing",
        "KT436": "310 was replaced by 320, and the reason is missing",
    }


def test_two_recordings_at_once_refuse_only_what_collides(run: Run, workspace: Path) -> None:
    """What another has recorded while a person was asked: another quarter is kept, the same one is not replaced."""
    from kumkm_targets.cli.figure_proposal import FigureProposal
    from kumkm_targets.cli.place import Place
    from kumkm_targets.cli.recording import Manner, settle, stamped
    from kumkm_targets.cli.session import Session
    from kumkm_targets.errors import RefusedError
    from kumkm_targets.model.realised import Entry
    from kumkm_targets.model.recording import Scope

    session = Session(workspace, None)
    opened = session.open(PLAN)
    late = Place(session, opened, NEW, 2025, Scope(quarter=2))
    record(run, *STEPS[0])
    entry = stamped(Entry(value=late.read("310"), source="Laporan TW II"))
    assert settle(FigureProposal(late, entry), None, Manner(assume_yes=True))
    assert figure(workspace)["quarters"] == {"1": 200, "2": 310}
    other = stamped(Entry(value=late.read("320"), source="Laporan TW II"))
    with pytest.raises(RefusedError, match="somebody else has recorded Wirausaha baru 2025, quarter II meanwhile"):
        settle(FigureProposal(late, other), None, Manner(assume_yes=True))
    assert figure(workspace)["quarters"] == {"1": 200, "2": 310}
