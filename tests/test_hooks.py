"""What other repositories call: the pre-commit hook and the GitHub action, as they run there."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PLANS, ROOT, Run, clean_environment

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CORPUS = ROOT / "tests" / "corpus"
WARNED = CORPUS / "bad" / "KT303-target-jump" / "plans"
PALEMBANG = "palembang-rpjmd-2013-2018"

RUNNER = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "dinas/rencana", "GITHUB_SHA": "c0ffee"}

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the bash of Windows need not see its files")


@dataclass(frozen=True)
class Job:
    """What a run of the action left: its exit code, its log, and the job's summary."""

    code: int
    log: str
    summary: str


def _value(text: str, inputs: dict[str, str]) -> str:
    """`text` with GitHub's expressions put in."""
    given = {f"inputs.{name}": inputs.get(name, given["default"]) for name, given in ACTION["inputs"].items()}
    given |= {"steps.python.outputs.python-path": sys.executable, "runner.temp": "/nowhere"}
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: given[found[1]], text)


def _run_action(repository: Path, **inputs: str) -> Job:
    """Run the action's own steps after the installation, as GitHub's runner would."""
    named = {name.replace("_", "-"): value for name, value in inputs.items()}
    summary = repository.parent / "summary.md"
    summary.touch()
    codes, log = [], ""
    for step in ACTION["runs"]["steps"]:
        if step.get("name") not in ("Check", "Show the plans"):
            continue
        if "if" in step and named.get("summary") == "false":
            continue
        script = repository.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        environment = {name: _value(str(text), named) for name, text in step["env"].items()}
        environment |= {
            "PYTHONPATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(repository),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=repository / _value(step["working-directory"], named),
            env=clean_environment(**RUNNER, **environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        codes.append(done.returncode)
        log += done.stdout
    return Job(max(codes), log, summary.read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two sound plans in `plans`."""
    folder = tmp_path / "repository"
    for plan in ("jombang-koperasi-2022", PALEMBANG):
        shutil.copytree(PLANS / plan, folder / "plans" / plan)
    return folder


def _warn(repository: Path) -> str:
    """Put a plan with a warning into the repository; its id."""
    [folder] = WARNED.iterdir()
    shutil.copytree(folder, repository / "plans" / folder.name)
    return folder.name


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("plans/kalteng-rpjmd-2016-2021/plan.toml", True),
        ("plans/kalteng-rpjmd-2016-2021/realised/2018.toml", True),
        ("plan.toml", True),
        ("realised/2018.toml", True),
        ("plans/kalteng-rpjmd-2016-2021/realised/2018 (1).toml", True),
        ("pyproject.toml", False),
        ("plans/kalteng-rpjmd-2016-2021/rencana.toml", False),
        ("plans/kalteng-rpjmd-2016-2021/my-plan.toml", False),
        ("plans/kalteng-rpjmd-2016-2021/plan.toml.orig", False),
        ("plans/kalteng-rpjmd-2016-2021/realised/old/2018.toml", False),
        ("plans/kalteng-rpjmd-2016-2021/README.md", False),
    ],
)
def test_the_hook_looks_at_plan_and_realised_files_alone(path: str, checked: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is checked


def test_the_hook_looks_at_every_file_of_the_real_plans() -> None:
    for file in PLANS.rglob("*.toml"):
        assert re.search(HOOK["files"], file.relative_to(ROOT).as_posix())


def test_the_hook_checks_a_plan_once_however_many_of_its_files_changed(run: Run, workspace: Path) -> None:
    changed = sorted(path.relative_to(workspace.parent).as_posix() for path in workspace.glob(f"{PALEMBANG}/**/*.toml"))
    assert len(changed) > 2
    done = run(*shlex.split(HOOK["entry"])[1:], *changed)
    assert (done.code, done.err) == (0, "")
    assert "(1 plan, " in done.out
    assert HOOK["require_serial"] is True


def test_the_hook_fails_where_there_is_a_finding(run: Run, workspace: Path) -> None:
    file = workspace / "kaltim-revitalisasi-2013" / "plan.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("better =", "beter ="), encoding="utf-8")
    done = run(*shlex.split(HOOK["entry"])[1:], "plans/kaltim-revitalisasi-2013/plan.toml")
    assert (done.code, done.err) == (1, "")
    assert "KT104" in done.out


@needs_bash
def test_the_action_passes_sound_plans_and_shows_them(repository: Path) -> None:
    job = _run_action(repository, lang="en")
    assert job.code == 0
    assert "::error" not in job.log
    assert "::warning" not in job.log
    for shown in ("## kumkm check", f"| {PALEMBANG} | 2016 |", "### RPJMD Kota Palembang", "| 89,36 |"):
        assert shown in job.summary


@needs_bash
def test_the_action_marks_a_finding_in_the_file_and_fails(repository: Path) -> None:
    plan = _warn(repository)
    job = _run_action(repository, lang="en")
    assert job.code == 1
    assert f"::warning file=plans/{plan}/plan.toml,line=" in job.log
    assert "KT303 target-jump" in job.summary
    assert f"https://github.example/dinas/rencana/blob/c0ffee/plans/{plan}/plan.toml#L" in job.summary
    assert f"| {plan} |" in job.summary


@needs_bash
def test_the_action_hands_further_options_to_the_check(repository: Path) -> None:
    _warn(repository)
    assert _run_action(repository, arguments="--fail-on error\n--ignore KT401").code == 0


@needs_bash
def test_the_action_checks_the_paths_it_is_given_one_a_line(repository: Path) -> None:
    plan = _warn(repository)
    (repository / "plans" / plan).rename(repository / "plans with a space")
    job = _run_action(repository, paths="plans/jombang-koperasi-2022\nplans with a space\n", lang="en")
    assert job.code == 1
    assert "file=plans with a space/plan.toml" in job.log
    assert _run_action(repository, paths="  plans/jombang-koperasi-2022  \n\n").code == 0


@needs_bash
def test_the_action_works_below_the_root_of_a_repository(repository: Path) -> None:
    plan = _warn(repository)
    (repository / "daerah").mkdir()
    (repository / "plans").rename(repository / "daerah" / "rencana")
    job = _run_action(repository, working_directory="daerah", plans="rencana", lang="en")
    assert job.code == 1
    assert f"file=daerah/rencana/{plan}/plan.toml" in job.log
    assert "### RPJMD Kota Palembang" in job.summary


@needs_bash
def test_the_action_shows_a_broken_plan_and_the_others_beside_it(repository: Path) -> None:
    (repository / "plans" / "jombang-koperasi-2022" / "plan.toml").write_text("format = ", encoding="utf-8")
    job = _run_action(repository, lang="en")
    assert job.code == 1
    assert "::error file=plans/jombang-koperasi-2022/plan.toml" in job.log
    assert "| jombang-koperasi-2022 |  |  | not valid |" in job.summary
    assert "### RPJMD Kota Palembang" in job.summary


@needs_bash
def test_the_action_writes_no_summary_where_none_is_wanted(repository: Path) -> None:
    _warn(repository)
    job = _run_action(repository, summary="false")
    assert (job.code, job.summary) == (1, "")


@needs_bash
@pytest.mark.parametrize("words", ["$(touch pwned) `touch pwned` ; touch pwned", "' ; touch pwned #", "--plans=*"])
@pytest.mark.parametrize("name", ["paths", "arguments", "plans", "lang"])
def test_no_input_of_the_action_is_run(repository: Path, name: str, words: str) -> None:
    job = _run_action(repository, **{name: words})
    assert job.code == 2
    assert not list(repository.parent.rglob("pwned"))


@needs_bash
def test_nothing_is_imported_from_the_repository_that_is_checked(repository: Path) -> None:
    for name in ("rich", "typer", "kumkm_targets", "json"):
        (repository / f"{name}.py").write_text("raise SystemExit('imported from the repository')", encoding="utf-8")
    assert _run_action(repository).code == 0


def test_no_expression_stands_in_a_script_of_the_action() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_of_the_action_is_described_and_used() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", str(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    assert all(given["description"] and "default" in given for given in ACTION["inputs"].values())


@pytest.mark.parametrize("page", ["docs/en/ci.md", "docs/id/ci.md"])
def test_the_pages_call_hook_and_action_as_they_are(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks: list[dict[str, Any]] = [
        yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    ]
    hooks = [hook["id"] for block in blocks for repo in block.get("repos", []) for hook in repo["hooks"]]
    assert hooks == [HOOK["id"]]
    steps = [step for block in blocks for job in block.get("jobs", {}).values() for step in job["steps"]]
    calls = [step for step in steps if "/kumkm-targets@" in step.get("uses", "")]
    assert calls
    for call in calls:
        assert call["with"].keys() <= ACTION["inputs"].keys()
    listed = re.findall(r"^\| `([a-z-]+)` \| .* \| .* \|$", text, re.MULTILINE)
    assert listed == list(ACTION["inputs"])
