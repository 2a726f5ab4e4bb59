"""How long whole commands take, beside what they are made of. Run with the environment's own Python:

    .venv/bin/python benchmarks/startup.py

Every command runs in turn with all the others, so that a slow moment of the machine hits all of them;
what counts is the ratio, not the milliseconds. Compiled bytecode is needed: PYTHONDONTWRITEBYTECODE is
taken out of the environment.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).parent.parent
PLAN = "palembang-rpjmd-2013-2018"

_IDLE_TYPER = """
import typer

app = typer.Typer()


@app.callback()
def main(): ...


@app.command()
def status(plan: str, year: int = typer.Option(None)): ...


@app.command()
def other(): ...


app()
"""


def _measured(command: list[str]) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the median of each command and its ratio to the two yardsticks."""
    with tempfile.TemporaryDirectory() as folder:
        idle = Path(folder) / "idle.py"
        idle.write_text(_IDLE_TYPER, encoding="utf-8")
        kumkm = [sys.executable, "-m", "kumkm_targets"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import typer, rich.table, pydantic": [sys.executable, "-c", "import typer, rich.table, pydantic"],
            "a Typer program that does nothing": [sys.executable, str(idle), "status", "x", "--year", "2016"],
            "kumkm --version": [*kumkm, "--version"],
            f"kumkm status {PLAN}": [*kumkm, "status", PLAN],
            f"kumkm status {PLAN} --format json": [*kumkm, "status", PLAN, "--format", "json"],
            "kumkm check plans (8 plans)": [*kumkm, "check", "plans"],
            f"kumkm explain {PLAN} koperasi_aktif": [*kumkm, "explain", PLAN, "koperasi_aktif"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for round_ in range(ROUNDS + 1):
            for name, command in commands.items():
                taken = _measured(command)
                if round_:  # the first round warms up
                    times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    imports = medians["import typer, rich.table, pydantic"]
    program = medians["a Typer program that does nothing"]
    print(f"{'':48} {'ms':>6} {'× imports':>10} {'× idle':>8}")
    for name, median in medians.items():
        print(f"{name:48} {median * 1000:6.0f} {median / imports:10.2f} {median / program:8.2f}")


if __name__ == "__main__":
    main()
