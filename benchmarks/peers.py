"""The checkers that are measured side by side, and how one run of one of them is measured."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_SCHEMAS: Final = ROOT / "docs" / "schema"
ONE_CORE: Final = ", one core"
_SLOW: Final = 100
"""How many files check-jsonschema is given for its rate, which does not depend on their number."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command with its processes: how long it took, the cores' time it used, the memory of its largest process."""

    seconds: float
    cpu: float
    megabytes: float
    code: int
    output: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A checker: its command for plan files, its command for realised files, the most files it is timed with."""

    name: str
    plan: tuple[str, ...]
    realised: tuple[str, ...]
    most: int = 10**6

    @property
    def is_ours(self) -> bool:
        """Ours is given a workspace, the others the files in it."""
        return self.name.startswith("kumkm")

    @property
    def version(self) -> str:
        """The program and its version."""
        return f"{Path(self.plan[0]).name} {run([self.plan[0], '--version'], ROOT).output.split()[-1]}"

    def check(self, workspace: Path, files: Sequence[str]) -> Run:
        """One run over plan files, named from the workspace."""
        whole = self.is_ours and len(files) > 1
        return run([*self.plan, *([str(workspace)] if whole else files)], workspace)

    def reports(self, workspace: Path, batches: Iterable[Sequence[str]]) -> dict[str, set[str]]:
        """The files in which anything is reported, with the codes of the rules, where they have codes.

        Files are named from the workspace. They are given to the others in batches, each by itself,
        because one file that is not UTF-8 text ends a run of check-jsonschema.
        """
        found: dict[str, set[str]] = {}
        if self.is_ours:
            report = run([*self.plan, "--format", "json", str(workspace)], workspace).output
            for finding in json.loads(report)["findings"]:
                found.setdefault(str(Path(finding["file"]).relative_to(workspace)), set()).add(finding["code"])
            return found
        for batch in batches:
            plans = [file for file in batch if file.endswith("plan.toml")]
            for command, files in ((self.plan, plans), (self.realised, [*{*batch} - {*plans}])):
                output = run([*command, *files], workspace).output if files else ""
                found |= {file: set() for file in files if file in output}
        return found


def tools(peers: Path | None) -> Iterator[Tool]:
    """Ours, and those of the others that are in `peers` or on PATH; the fast ones on one core too."""
    taskset = shutil.which("taskset")
    for tool in _installed(peers):
        yield tool
        if taskset and tool.most > _SLOW:
            yield replace(tool, name=f"{tool.name}{ONE_CORE}", plan=(taskset, "-c", "0", *tool.plan))


def _installed(peers: Path | None) -> Iterator[Tool]:
    kumkm = (str(Path(sys.executable).with_name("kumkm")), "--lang", "en", "check")
    yield Tool("kumkm check", kumkm, kumkm)
    plan, realised = (_SCHEMAS / f"{kind}.schema.json" for kind in ("plan", "realised"))
    path = os.pathsep.join((str(peers or ""), os.environ["PATH"]))
    if taplo := shutil.which("taplo", path=path):
        lint = (taplo, "lint", "--schema")
        yield Tool("taplo lint", (*lint, plan.as_uri()), (*lint, realised.as_uri()))
    if jsonschema := shutil.which("check-jsonschema", path=path):
        validate = (jsonschema, "--default-filetype", "toml", "--schemafile")
        yield Tool("check-jsonschema", (*validate, str(plan)), (*validate, str(realised)), _SLOW)


def run(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder` to its end. Findings are no error."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KUMKM_"))}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, text)
