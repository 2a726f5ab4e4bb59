"""What the README shows is what happens."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
WIDTH = "100"


def _sessions() -> list[tuple[str, str]]:
    """Each command shown after a `$`, with the output shown below it."""
    sessions = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for command, output in re.findall(r"^\$ (.*?)\n(.*?)(?=^\$ |\Z)", block, re.DOTALL | re.MULTILINE):
            sessions.append((command, output))
    return sessions


def _stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


@pytest.mark.parametrize(("command", "output"), _sessions(), ids=lambda text: text[:40])
def test_every_command_prints_what_the_readme_shows(run: Run, command: str, output: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "kumkm"
    done = run(*arguments, lang="id", COLUMNS=WIDTH)
    assert _stripped(done.out + done.err) == _stripped(output)


def test_the_readme_shows_declare_record_see_and_check() -> None:
    commands = {shlex.split(command)[1] for command, _output in _sessions()}
    assert {"new", "record", "status", "explain", "check"} <= commands


def test_the_toml_block_is_a_valid_indicator(run: Run, workspace: Path) -> None:
    block = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[0]
    folder = workspace / "contoh"
    folder.mkdir()
    header = (
        'format = 1\n[plan]\ntitle = "x"\nkind = "other"\nperiod = { start = 2025, end = 2026 }\n'
        'region = { code = "62", name = "x" }\n[sources.kaltengpos-2025]\ntitle = "x"\n'
    )
    (folder / "plan.toml").write_text(header + block, encoding="utf-8")
    done = run("check", "plans/contoh")
    assert (done.code, done.out) == (0, "All plan files are valid (1 plan, 1 file checked)\n")


def test_the_exit_codes_are_those_of_the_errors() -> None:
    from kumkm_targets import errors

    documented = set(re.findall(r"^\| (\d+) \|", README, re.MULTILINE))
    raised = {
        str(kind.exit_code)
        for kind in (errors.UsageError, errors.UnreadableError, errors.RefusedError, errors.NotWrittenError)
    }
    assert documented == raised | {"0", "1", "130"}


def test_every_linked_file_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_is_in_both_languages_of_the_readme(run: Run) -> None:
    listed = re.findall(r"^\W{1,3}([a-z-]+)  ", run("--help").out.partition("Commands")[2], re.MULTILINE)
    assert len(listed) == 18
    for part in README.split("## Bahasa Indonesia"):
        assert [command for command in listed if not re.search(rf"kumkm {command}[ `]", part)] == []
