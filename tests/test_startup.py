"""What a command loads: nothing that it does not need."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT, clean_environment

_COUNT = """
import sys
from kumkm_targets.cli.main import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def _modules(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, *arguments],
        cwd=ROOT,
        env=clean_environment(KUMKM_LANG="en"),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.splitlines())


def test_the_version_loads_no_library_and_nothing_of_ours_but_the_entry() -> None:
    loaded = _modules("--version")
    ours = {name for name in loaded if name.startswith("kumkm_targets")}
    assert ours == {"kumkm_targets", "kumkm_targets.cli", "kumkm_targets.cli.main", "kumkm_targets.cli.streams"}
    assert not loaded & {"pydantic", "pydantic_core", "rich", "typer", "toml_rs", "decimal"}


WORKBOOKS = {"xlsxwriter", "python_calamine"}


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (("status", "palembang-rpjmd-2013-2018"), {"filelock", "tomli_w", "kumkm_targets.checks.engine", *WORKBOOKS}),
        (("status", "palembang-rpjmd-2013-2018", "--format", "json"), {"rich.table", "filelock"}),
        (("check", "plans/jombang-koperasi-2022"), {"rich.table", "rich.console", "filelock", "tomli_w"}),
        (("form", "palembang-rpjmd-2013-2018", "--year", "2015", "--output", "/dev/null"), {"python_calamine"}),
        (("history", "palembang-rpjmd-2013-2018"), {"filelock", "tomli_w", "kumkm_targets.checks.engine"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_leaves_unloaded_what_it_does_not_use(arguments: tuple[str, ...], unneeded: set[str]) -> None:
    assert not _modules(*arguments) & unneeded
