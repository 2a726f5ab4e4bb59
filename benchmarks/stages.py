"""Where the time for one clean plan goes: parsing, reading, rules. Of a workspace of many plans:

.venv/bin/python benchmarks/stages.py WORKSPACE
"""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.toml_file import read_toml

_ROUNDS = 5


def stages(workspace: Path) -> dict[str, float]:
    """Milliseconds for one plan by stage, in one process, the best of some rounds."""
    folders = sorted(path for path in workspace.iterdir() if path.is_dir())
    readings: list[PlanReading] = []
    parsing = _best(lambda: [read_toml(folder / "plan.toml") for folder in folders])
    reading = _best(lambda: readings.__setitem__(slice(None), [read_plan(folder) for folder in folders]))
    rules = _best(lambda: [check_plan(known, date(2026, 11, 22)) for known in readings])
    per_plan = 1000 / len(folders)
    return {
        "opening the file and parsing TOML": parsing * per_plan,
        "figures and model": (reading - parsing) * per_plan,
        "all rules": rules * per_plan,
    }


def _best(work: Callable[[], object]) -> float:
    times = []
    for _round in range(_ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    print("| of one plan | ms |\n|---|---|")
    for stage, milliseconds in stages(Path(arguments[0])).items():
        print(f"| {stage} | {milliseconds:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
