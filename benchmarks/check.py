"""How long `kumkm check` takes beside the checkers of TOML and JSON Schema, and what each of them finds:

    python3 -m venv peers && peers/bin/pip install taplo check-jsonschema
    .venv/bin/python benchmarks/check.py --peers peers/bin --into docs/performance.md

Makes the corpora (or takes those that an earlier run left in --corpus), runs whole processes in turn, so
that a slow moment of the machine hits all of them, and prints the tables; --into puts them into the page,
in the place of what an earlier run has left there.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from peers import ONE_CORE, ROOT, Run, Tool, tools
from stages import stages

MARK: Final = "<!-- What follows is printed by benchmarks/check.py. -->"
PLANS: Final = 10
"""Plans of each government in the largest corpus."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A tool on one size: how many files, the medians of seconds by the clock and of all cores, the most memory."""

    files: int
    seconds: float
    cpu: float
    megabytes: float


Times = dict[tuple[str, int], Measured]
"""By the tool's name and the size."""


def main() -> None:
    """Print the report, and put it into a page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="the folder of taplo and check-jsonschema; without it, PATH")
    parser.add_argument("--corpus", type=Path, help="where the corpora are kept; without it, they are made anew")
    parser.add_argument("--governments", type=int, default=552, help="how many, with one plan and with ten")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mistakes", type=int, default=400)
    parser.add_argument("--into", type=Path, metavar="PAGE", help="the Markdown page to put the tables into")
    wanted = parser.parse_args()
    report = StringIO()
    with tempfile.TemporaryDirectory() as temporary, redirect_stdout(report):
        print_report(wanted, (wanted.corpus or Path(temporary)).resolve())
    print(report.getvalue())
    if wanted.into:
        page = wanted.into.read_text(encoding="utf-8").partition(MARK)[0]
        wanted.into.write_text(f"{page}{MARK}\n\n{report.getvalue()}", encoding="utf-8", newline="\n")


def print_report(wanted: argparse.Namespace, folder: Path) -> None:
    """Measure and print: the machine, the times, the aims, the stages and the mistakes found."""
    measured = list(tools(wanted.peers))
    programs = [tool for tool in measured if not tool.name.endswith(ONE_CORE)]
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; ", end="")
    print(f"{', '.join(tool.version for tool in programs)}. Medians of {wanted.rounds} runs.\n")
    few, many = (corpus(folder, wanted.governments, plans) for plans in (1, PLANS))
    times = timed(measured, few, many, wanted.rounds)
    print_times(times)
    print_aims(times)
    print("| of the time for one clean plan | ms |\n|---|---|")
    for stage, milliseconds in stages(few).items():
        print(f"| {stage} | {milliseconds:.2f} |")
    print()
    print_mistakes(programs, corpus(folder, wanted.governments, 1, "--realised", "--mistakes", str(wanted.mistakes)))


def corpus(folder: Path, governments: int, plans: int, *more: str) -> Path:
    """The workspace of a corpus of this size below `folder`, made if it is not there yet."""
    size = ("--governments", str(governments), "--plans", str(plans), *more)
    place = folder / "".join(size).strip("-")
    if not place.exists():
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / "corpus.py"), str(place), *size], check=True)
    return place / "plans"


def timed(measured: list[Tool], few: Path, many: Path, rounds: int) -> Times:
    """Every tool on one file, on few and on many, in turn, after a run that warms up; the slow ones not on many."""
    runs: dict[tuple[Tool, int], list[Run]] = {}
    for round_ in range(rounds + 1):
        for workspace, most in ((few, 1), (few, None), (many, None)):
            files = sorted(str(path.relative_to(workspace)) for path in workspace.glob("*/plan.toml"))[:most]
            for tool in measured:
                if tool.most < len(files) and workspace is many:
                    continue
                run = tool.check(workspace, files[: tool.most])
                if run.code:
                    sys.exit(f"{tool.name} finds fault with plans that have none:\n{run.output[-2000:]}")
                runs.setdefault((tool, len(files)), []).extend([run] if round_ else [])
                print(f"{tool.name}, {len(files[: tool.most])} files: {run.seconds:.2f} s", file=sys.stderr)
    return {
        (tool.name, size): Measured(
            files=min(size, tool.most),
            seconds=statistics.median(run.seconds for run in these),
            cpu=statistics.median(run.cpu for run in these),
            megabytes=max(run.megabytes for run in these),
        )
        for (tool, size), these in runs.items()
    }


def print_times(times: Times) -> None:
    """Seconds and memory by tool and size."""
    one, few, many = sizes = sorted({size for _name, size in times})
    sized = f"{few:,} files | {many:,} files | cores' time | files a second | {few:,} → {many:,}"
    print(f"| | one file | {sized} | memory |")
    print("|---|---|---|---|---|---|---|---|")
    for name in dict.fromkeys(name for name, _size in times):
        cells = {size: times[name, size] for size in sizes if (name, size) in times}
        shown = ["—" if size not in cells else _seconds(cells[size], size) for size in (one, few, many)]
        last = cells[max(cells)]
        growth = f"{cells[many].seconds / cells[few].seconds:.1f}×" if many in cells else "—"
        memory = " → ".join(f"{cell.megabytes:.0f}" for cell in cells.values())
        rate = f"{last.files / last.seconds:,.0f}"
        print(f"| {name} | {' | '.join(shown)} | {last.cpu:.2f} s | {rate} | {growth} | {memory} MB |")
    print()


def _seconds(cell: Measured, size: int) -> str:
    return f"{cell.seconds:.2f} s" if cell.files == size else f"{cell.seconds:.2f} s for {cell.files}"


def print_aims(times: Times) -> None:
    """The ratios that count, beside what was aimed at."""
    one, few, many = sorted({size for _name, size in times})
    ours, taplo, jsonschema = "kumkm check", "taplo lint", "check-jsonschema"
    for cores, aim in (("", "0.25"), (ONE_CORE, "0.40")):
        if (taplo + cores, many) in times:
            ratio = times[ours + cores, many].seconds / times[taplo + cores, many].seconds
            print(f"- {many:,} files{cores or ', all cores'}: {ratio:.2f} of taplo's time (aim: at most {aim})")
    if (jsonschema, few) in times:
        mine, theirs = times[ours, many], times[jsonschema, few]
        rate = (mine.files / mine.seconds) / (theirs.files / theirs.seconds)
        print(f"- {rate:.0f} times the rate of check-jsonschema (aim: more than 25)")
        ratio = times[ours, one].seconds / times[jsonschema, one].seconds
        print(f"- one file: {ratio:.2f} of check-jsonschema's time (aim: less than 0.50)")
    print()


def print_mistakes(programs: list[Tool], workspace: Path) -> None:
    """How many of the known mistakes each tool reports anything about, by kind, and its false alarms."""
    seeded: dict[tuple[str, str], list[str]] = {}
    for mistake in json.loads((workspace.parent / "mistakes.json").read_text(encoding="utf-8")):
        seeded.setdefault((mistake["code"], mistake["kind"]), []).append(mistake["file"])
    mistaken = {Path(file).parts[0] for files in seeded.values() for file in files}
    every = (str(path.relative_to(workspace)) for path in workspace.rglob("*.toml"))
    clean = [file for file in every if Path(file).parts[0] not in mistaken]
    reports = {tool.name: tool.reports(workspace, [*seeded.values(), clean]) for tool in programs}

    number = sum(map(len, seeded.values()))
    print(f"| {number} mistakes | rule | {' | '.join(reports)} |\n|---|---|{'---|' * len(reports)}")
    for (code, kind), files in sorted(seeded.items()):
        found = [sum(file in report for file in files) for report in reports.values()]
        cells = (f"{n} of {len(files)}" if 0 < n < len(files) else "all" if n else "—" for n in found)
        print(f"| {kind.replace('-', ' ')} | {code} | {' | '.join(cells)} |")
    totals = [sum(file in report for files in seeded.values() for file in files) for report in reports.values()]
    print(f"| **all kinds** | | {' | '.join(f'**{total}**' for total in totals)} |")
    alarms = [sum(file in report for file in clean) for report in reports.values()]
    print(f"| false alarms in {len(clean)} files | | {' | '.join(map(str, alarms))} |")
    ours = reports["kumkm check"]
    named = sum(code in ours.get(file, ()) for (code, _kind), files in seeded.items() for file in files)
    print(f"\n`kumkm check` named {named} of the {number} by the rule that is there for them.")


if __name__ == "__main__":
    main()
