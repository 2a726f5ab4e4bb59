"""Many plans at once: the same findings in the same order, over one process or several, whatever happens to them."""

import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from kumkm_targets import spreading
from kumkm_targets.checks import many
from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.many import SERIAL_UP_TO, Task, check_folders
from kumkm_targets.checks.registry import RULES
from kumkm_targets.messages import use_language
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import CORPUS, codes, under, write_plan, year_text
from tests.checks.many_plans import write_plans
from tests.conftest import TODAY

ALL = frozenset(rule.code for rule in RULES)
TASK = Task(TODAY, ALL)
TWINS = CORPUS / "bad" / "KT213-same-identity" / "plans"
COUNT = SERIAL_UP_TO + 50

forking = pytest.mark.skipif(sys.platform != "linux", reason="processes are started another way there")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Plans enough to be spread over processes."""
    return write_plans(tmp_path_factory.mktemp("banyak"), COUNT)


def workers() -> list[int]:
    return [process.pid for process in multiprocessing.active_children() if process.pid is not None]


@contextmanager
def all_workers_ending(seconds: float = 5) -> Iterator[None]:
    """What is done here leaves no process behind."""
    yield
    end = time.monotonic() + seconds
    while workers() and time.monotonic() < end:
        time.sleep(0.02)
    assert workers() == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_several_processes_find_what_one_finds_in_the_same_order(folders: list[Path], language: str) -> None:
    use_language(language)
    with all_workers_ending():
        alone = list(check_folders(folders, TASK, processes=1))
        spread = list(check_folders(folders, TASK, processes=2))
    assert spread == alone
    assert [plan.folder for plan in spread] == folders
    assert set(codes([finding for plan in spread for finding in plan.findings])) == {"KT104", "KT302"}
    fixes = {finding.fix for plan in spread for finding in plan.findings if finding.rule.code == "KT104"}
    assert fixes == {"Maksud Anda `targets`?" if language == "id" else "Did you mean `targets`?"}


def test_processes_that_inherit_nothing_find_the_same(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("id")
    alone = list(check_folders(folders, TASK, processes=1))
    monkeypatch.setattr(spreading, "sys", SimpleNamespace(platform="darwin"))
    with all_workers_ending():
        assert list(check_folders(folders, TASK, processes=2)) == alone


def test_only_the_codes_that_are_asked_for_come_back(folders: list[Path]) -> None:
    plans = list(check_folders(folders, Task(TODAY, frozenset({"KT302"})), processes=2))
    assert set(codes([finding for plan in plans for finding in plan.findings])) == {"KT302"}


@pytest.mark.parametrize(
    ("count", "processes", "earlier"), [(SERIAL_UP_TO, 2, False), (COUNT, 1, False), (COUNT, 2, True)]
)
def test_no_process_is_started_where_it_would_not_pay(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch, count: int, processes: int, *, earlier: bool
) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(spreading, "ProcessPoolExecutor", refuse)
    then = {folders[0]: read_plan(folders[0])} if earlier else {}
    plans = check_folders(folders[:count], Task(TODAY, ALL, then), processes)
    assert len(list(plans)) == count


def test_one_more_plan_than_that_starts_processes(folders: list[Path]) -> None:
    with all_workers_ending():
        plans = check_folders(folders[: SERIAL_UP_TO + 1], TASK, processes=2)
        next(plans)
        assert len(workers()) == 2
        assert len(list(plans)) == SERIAL_UP_TO


@forking
def test_where_there_are_processes_they_do_all_the_work(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[Path] = []
    look = many._look
    monkeypatch.setattr(many, "_look", lambda folder, task: (here.append(folder), look(folder, task))[1])
    monkeypatch.setattr(many, "_BATCH", 5)
    assert len(list(check_folders(folders, TASK, processes=2))) == COUNT
    assert here == []


@forking
@pytest.mark.parametrize("after", [1, 40, COUNT - 1])
def test_a_killed_process_costs_no_plan(folders: list[Path], after: int) -> None:
    alone = list(check_folders(folders, TASK, processes=1))
    with all_workers_ending():
        plans = check_folders(folders, TASK, processes=2)
        seen = [next(plans) for _plan in range(after)]
        for worker in workers()[:1]:
            os.kill(worker, signal.SIGKILL)
        assert [*seen, *plans] == alone


def test_where_no_process_can_be_started_one_does_it_all(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(spreading, "ProcessPoolExecutor", refuse)
    assert [plan.folder for plan in check_folders(folders, TASK, processes=2)] == folders


@forking
def test_leaving_early_ends_the_processes_at_once(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def look(folder: Path, task: Task) -> object:
        if folder != folders[0]:
            time.sleep(60)
        return real(folder, task)

    real = many._look
    monkeypatch.setattr(many, "_look", look)
    monkeypatch.setattr(many, "_BATCH", 1)
    plans = check_folders(folders, TASK, processes=2)
    next(plans)
    with all_workers_ending():
        plans.close()  # type: ignore[attr-defined]


def test_processes_of_somebody_else_are_left_alone(folders: list[Path]) -> None:
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    try:
        plans = check_folders(folders, TASK, processes=2)
        next(plans)
        plans.close()  # type: ignore[attr-defined]
        time.sleep(0.3)
        assert other.is_alive()
    finally:
        other.terminate()
        other.join()


def test_a_plan_comes_out_before_the_next_is_read(tmp_path: Path) -> None:
    folders = write_plans(tmp_path, 3)
    plans = check_folders(folders, TASK, processes=1)
    assert next(plans).findings == ()
    shutil.rmtree(folders[1])
    assert codes(next(plans).findings) == ["KT101"]


@forking
def test_the_first_plan_comes_out_before_the_last_is_read(tmp_path: Path) -> None:
    folders = write_plans(tmp_path, 400)
    plans = check_folders(folders, TASK, processes=2)
    next(plans)
    time.sleep(0.5)  # what is read ahead is read by now
    shutil.rmtree(folders[-1])
    assert codes(list(plans)[-1].findings) == ["KT101"]


def copied(workspace: Path, *names: str) -> list[Path]:
    """The two plans of one document, under these names in turn."""
    sources = sorted(TWINS.iterdir())
    return [Path(shutil.copytree(sources[n % 2], workspace / name)) for n, name in enumerate(names)]


def test_the_second_of_two_plans_of_one_document_has_the_finding_and_shows_the_first(tmp_path: Path) -> None:
    one, two, three = copied(tmp_path, "a", "b", "c")
    plans = {plan.folder: plan for plan in check_folders([one, two, three], TASK, processes=1)}
    assert [codes(plan.findings) for plan in plans.values()] == [[], ["KT213"], ["KT213"]]
    for folder in (two, three):
        [finding] = plans[folder].findings
        [other] = finding.related
        assert under(read_plan(folder), folder / "plan.toml", finding.span).startswith('"')
        assert (other.file, other.key) == (one / "plan.toml", ("plan", "title"))
        assert under(read_plan(one), one / "plan.toml", other.span).startswith('"')
        assert plans[folder].lines_of(finding.file) == read_plan(folder).file.lines
        assert plans[folder].lines_of(other.file) == read_plan(one).file.lines


def test_a_twin_is_found_among_the_other_findings_by_its_place(tmp_path: Path) -> None:
    one, two = copied(tmp_path, "a", "b")
    plan = two / "plan.toml"
    plan.write_text(f"kata = 1\n{plan.read_text(encoding='utf-8')}\n[lain]\n", encoding="utf-8")
    found = list(check_folders([one, two], TASK, processes=1))[1]
    assert codes(found.findings) == ["KT104", "KT213", "KT104"]


def test_the_lines_of_other_findings_stay_beside_those_of_a_twin(tmp_path: Path) -> None:
    one, two = copied(tmp_path, "a", "b")
    year = two / "realised" / "2026.toml"
    write_plan(two, (two / "plan.toml").read_bytes(), {"2026": year_text(2026, "lain = 1\n")})
    found = list(check_folders([one, two], TASK, processes=1))[1]
    assert codes(found.findings) == ["KT213", "KT104"]
    assert found.lines_of(year) == read_plan(two).lines_of(year)


@pytest.mark.parametrize("silent", [0, 1])
@pytest.mark.parametrize("name", ["KT213", "same-identity"])
def test_either_of_two_twins_may_silence_it(tmp_path: Path, name: str, silent: int) -> None:
    folders = copied(tmp_path, "a", "b", "c")
    with (folders[silent] / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write(f'\n[check.ignore]\n{name} = "draf"\n')
    reasons = [plan.findings[0].ignored for plan in twin_findings(folders)]
    assert reasons == ["draf", "draf" if silent == 0 else None]


def test_a_twin_that_is_not_checked_itself_is_found_beside_the_others(tmp_path: Path) -> None:
    one, two, broken = copied(tmp_path, "a", "b", "c")
    (broken / "plan.toml").write_text("[plan", encoding="utf-8")
    [plan] = check_folders([two], Task(TODAY, ALL, beside=[broken, one, one]), processes=1)
    assert codes(plan.findings) == ["KT213"]
    assert plan.findings[0].related[0].file == one / "plan.toml"


def test_a_twin_is_no_finding_where_its_rule_is_not_asked_for(tmp_path: Path) -> None:
    assert twin_findings(copied(tmp_path, "a", "b"), ALL - {"KT213"}) == []


def twin_findings(folders: list[Path], asked: frozenset[str] = ALL) -> list[CheckedPlan]:
    """The plans with findings."""
    return [plan for plan in check_folders(folders, Task(TODAY, asked), processes=1) if plan.findings]


def test_twins_far_apart_are_found_over_processes(folders: list[Path], tmp_path: Path) -> None:
    one, two = copied(tmp_path, "a", "b")
    plans = list(check_folders([one, *folders, two], TASK, processes=2))
    assert codes(plans[-1].findings) == ["KT213"]
    assert plans[-1].findings[0].related[0].file == one / "plan.toml"


def test_a_plan_that_cannot_be_read_is_nobodys_twin(tmp_path: Path) -> None:
    folders = copied(tmp_path, "a", "b")
    for folder in folders:
        (folder / "plan.toml").write_text("[plan", encoding="utf-8")
    assert {*codes([finding for plan in twin_findings(folders) for finding in plan.findings])} == {"KT102"}
