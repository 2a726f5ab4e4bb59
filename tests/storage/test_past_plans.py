"""Which plans have changed since a revision, and what they were."""

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest

from kumkm_targets.errors import UsageError
from kumkm_targets.storage.past_plans import ChangedPlan, changed_plans, past_plans
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.workspace import plan_folders
from tests.checks.cases import FIGURE, PLAN, year_text
from tests.scratch_repository import ScratchRepository

OTHER = PLAN.replace("Renstra 2025–2030", "Renja 2025").replace("rasio", "lain")
FIRST, SECOND = year_text(2025), year_text(2025, FIGURE.replace("3.72", "3.75"))


class Workspace(ScratchRepository):
    """A repository with plans in `plans`."""

    @property
    def plans(self) -> Path:
        return self.folder / "plans"

    def plan(self, name: str, plan: str = PLAN, figures: str | None = FIRST) -> None:
        self.write(f"plans/{name}/plan.toml", plan)
        if figures is not None:
            self.write(f"plans/{name}/realised/2025.toml", figures)

    def changed(self, revision: str = "HEAD") -> list[ChangedPlan]:
        return changed_plans(plan_folders(self.plans), [self.plans], revision)

    def names(self, revision: str = "HEAD") -> list[str]:
        return [plan.folder.name for plan in self.changed(revision)]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three plans, committed."""
    made = Workspace(tmp_path / "repositori")
    for name in ("a", "b", "c"):
        made.plan(name, PLAN.replace("Renstra", f"Renstra {name}"))
    made.commit()
    return made


def value(reading: PlanReading | None) -> Decimal | None:
    assert reading is not None
    return reading.realised[2025].figures["rasio"].value


def test_without_a_change_no_plan_has_changed(workspace: Workspace) -> None:
    assert workspace.names() == []


def test_a_plan_has_changed_with_any_of_its_files(workspace: Workspace) -> None:
    workspace.write("plans/a/evidence/surat.pdf", "x")
    workspace.write("plans/b/realised/2026.toml", year_text(2026))
    workspace.write("plans/README.md", "x")
    assert workspace.names() == ["a", "b"]


def test_the_lock_that_recording_leaves_is_no_change(workspace: Workspace) -> None:
    workspace.write("plans/a/.kumkm.lock", "")
    assert workspace.names() == []


def test_committed_changes_are_those_of_the_branch(workspace: Workspace) -> None:
    workspace.git("switch", "--quiet", "--create", "cabang")
    workspace.plan("a", figures=SECOND)
    workspace.commit()
    workspace.git("switch", "--quiet", "main")
    workspace.plan("b", figures=SECOND)
    workspace.commit()
    workspace.git("switch", "--quiet", "cabang")
    assert workspace.names("main") == ["a"]
    workspace.plan("c", figures=SECOND)
    assert workspace.names("main") == ["a", "c"]
    assert workspace.names() == ["c"]


def test_a_plan_comes_with_what_it_was(workspace: Workspace) -> None:
    workspace.plan("a", PLAN.replace('"3,75"', '"3,76"'), SECOND)
    workspace.write("plans/a/realised/2026.toml", year_text(2026))
    [(plan, then)] = past_plans(workspace.changed())
    assert plan.folder == workspace.plans / "a"
    assert value(then) == Decimal("3.72")
    assert then is not None
    assert list(then.realised) == [2025]
    assert then.plan is not None
    assert then.plan.indicators["rasio"].targets[2025].min == Decimal("3.75")


def test_a_new_plan_was_nothing(workspace: Workspace) -> None:
    workspace.plan("d", OTHER)
    assert [(plan.folder.name, plan.is_gone, then) for plan, then in past_plans(workspace.changed())] == [
        ("d", False, None)
    ]


def test_a_plan_that_could_not_be_read_comes_with_its_flaws(workspace: Workspace) -> None:
    workspace.write("plans/a/plan.toml", "format = ")
    workspace.write("plans/a/realised/2025.toml", b"\xff")
    workspace.commit()
    workspace.plan("a")
    [(_plan, then)] = past_plans(workspace.changed())
    assert then is not None
    assert (then.plan, then.realised, len(then.all_flaws)) == (None, {}, 2)


@pytest.mark.parametrize("committed", [True, False])
def test_a_plan_that_is_gone_is_named_after_the_others(workspace: Workspace, committed: bool) -> None:
    workspace.git("rm", "--quiet", "-r", "plans/a")
    workspace.plan("b", figures=SECOND)
    if committed:
        workspace.commit()
    found = list(past_plans(workspace.changed("main~1" if committed else "main")))
    assert [(plan.folder, plan.is_gone) for plan, _then in found] == [
        (workspace.plans / "b", False),
        (workspace.plans / "a", True),
    ]
    assert value(found[1][1]) == Decimal("3.72")


def test_a_folder_without_its_plan_file_is_a_plan_that_is_gone(workspace: Workspace) -> None:
    (workspace.plans / "a" / "plan.toml").unlink()
    [plan] = workspace.changed()
    assert (plan.folder.name, plan.is_gone) == ("a", True)


def test_a_plan_that_is_gone_matters_where_its_workspace_is_looked_at(workspace: Workspace) -> None:
    workspace.git("rm", "--quiet", "-r", "plans/a")
    assert changed_plans([workspace.plans / "b"], [], "HEAD") == []


def test_a_plan_that_a_sparse_checkout_leaves_out_is_not_gone(workspace: Workspace) -> None:
    workspace.git("sparse-checkout", "set", "plans/b")
    assert not (workspace.plans / "a").exists()
    assert workspace.names() == []


def test_a_folder_that_never_was_a_plan_is_not_gone(workspace: Workspace) -> None:
    figures = workspace.write("plans/d/realised/2025.toml", FIRST)
    workspace.commit()
    figures.unlink()
    assert workspace.names() == []


def test_all_plans_may_be_gone(workspace: Workspace) -> None:
    workspace.git("rm", "--quiet", "-r", "plans/a", "plans/b", "plans/c")
    workspace.plans.mkdir(exist_ok=True)
    assert workspace.names() == ["a", "b", "c"]


@pytest.mark.parametrize("known", ["committed", "staged", "unknown"])
def test_a_plan_in_a_folder_of_another_name_keeps_its_past(workspace: Workspace, known: str) -> None:
    (workspace.plans / "b").rename(workspace.plans / "z")
    workspace.plan("z", PLAN.replace("Renstra", "Renstra b").replace('"3,75"', '"3,76"'), SECOND)
    workspace.plan("d", OTHER)
    if known != "unknown":
        workspace.git("add", "--all")
    if known == "committed":
        workspace.commit()
    found = list(past_plans(workspace.changed("HEAD~1" if known == "committed" else "HEAD")))
    assert [(plan.folder.name, plan.is_gone) for plan, _then in found] == [("d", False), ("z", False)]
    assert found[0][1] is None
    assert value(found[1][1]) == Decimal("3.72")


def test_two_plans_may_exchange_their_names_for_others(workspace: Workspace) -> None:
    workspace.plan("b", PLAN.replace("Renstra", "Renstra b"), SECOND)
    workspace.commit()
    for old, new in (("a", "y"), ("b", "x")):
        (workspace.plans / old).rename(workspace.plans / new)
    found = {plan.folder.name: value(then) for plan, then in past_plans(workspace.changed())}
    assert found == {"x": Decimal("3.75"), "y": Decimal("3.72")}


def test_a_copy_is_a_new_plan_while_the_first_is_there(workspace: Workspace) -> None:
    workspace.plan("z", PLAN.replace("Renstra", "Renstra a"), SECOND)
    assert [(plan.folder.name, then) for plan, then in past_plans(workspace.changed())] == [("z", None)]


def test_a_plan_that_has_a_past_is_not_given_that_of_its_double(workspace: Workspace) -> None:
    workspace.plan("z", PLAN.replace("Renstra", "Renstra a"), SECOND)
    workspace.commit()
    workspace.write("plans/a/catatan.txt", "x")
    workspace.git("rm", "--quiet", "-r", "plans/z")
    found = {plan.folder.name: value(then) for plan, then in past_plans(workspace.changed())}
    assert found == {"a": Decimal("3.72"), "z": Decimal("3.75")}


def test_a_plan_that_nobody_can_read_is_not_taken_for_another(workspace: Workspace) -> None:
    workspace.plan("a", "format = ")
    workspace.commit()
    (workspace.plans / "a").rename(workspace.plans / "z")
    assert [(plan.folder.name, plan.is_gone) for plan in workspace.changed()] == [("z", False), ("a", True)]


def test_a_plan_may_be_a_repository_of_its_own(tmp_path: Path) -> None:
    alone = ScratchRepository(tmp_path / "rencana")
    alone.write("plan.toml", PLAN)
    alone.write("realised/2025.toml", FIRST)
    alone.commit()
    assert changed_plans([alone.folder], [], "HEAD") == []
    alone.write("realised/2025.toml", SECOND)
    [(plan, then)] = past_plans(changed_plans([alone.folder], [], "HEAD"))
    assert (plan.folder, value(then)) == (alone.folder, Decimal("3.72"))


def test_plans_of_several_repositories_are_compared_each_in_its_own(workspace: Workspace, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "lain")
    other.plan("a", figures=SECOND)
    other.commit()
    other.plan("a", figures=FIRST)
    workspace.plan("c", figures=SECOND)
    folders = [*plan_folders(workspace.plans), *plan_folders(other.plans)]
    found = list(past_plans(changed_plans(folders, [workspace.plans, other.plans], "HEAD")))
    assert [(plan.folder, value(then)) for plan, then in found] == [
        (workspace.plans / "c", Decimal("3.72")),
        (other.plans / "a", Decimal("3.75")),
    ]


def test_folders_are_named_as_they_were_given(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.plan("a", figures=SECOND)
    workspace.git("rm", "--quiet", "-r", "plans/b")
    monkeypatch.chdir(workspace.plans / "a")
    found = changed_plans([Path(), Path("..", "c")], [Path("..")], "HEAD")
    assert [plan.folder for plan in found] == [Path(), Path("..", "b")]


def test_a_workspace_that_git_has_never_seen_is_all_new(workspace: Workspace) -> None:
    workspace.write("baru/plans/a/plan.toml", PLAN)
    fresh = workspace.folder / "baru" / "plans"
    found = changed_plans(plan_folders(fresh), [fresh], "HEAD")
    assert [(plan.folder.name, dict(plan.blobs)) for plan in found] == [("a", {})]


def test_old_files_are_kept_no_longer_than_it_takes_to_read_them(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "sementara"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    for name in ("a", "b"):
        workspace.plan(name, figures=SECOND)
    for _plan, then in past_plans(workspace.changed()):
        assert value(then) == Decimal("3.72")
        assert list(place.iterdir()) == []


def test_an_error_of_git_is_raised_before_anything_is_read(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        workspace.changed("tidak-ada")
