"""How long `kumkm import` takes for tens of thousands of figures, by kind of file:

    .venv/bin/python benchmarks/intake.py --figures 50000

Makes a plan of that many indicators, its form as .xlsx and .csv filled in by openpyxl and by hand, imports each as
a whole process into an empty year, and prints seconds and the most memory. openpyxl comes with the [dev] extra.
"""

import argparse
import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
YEAR = 2025

_HEAD = f"""format = 1

[plan]
title = "Rencana besar"
kind = "renstra"
region = {{ code = "62", name = "Kalimantan Tengah" }}
period = {{ start = {YEAR}, end = {YEAR + 1} }}
"""
_INDICATOR = """
[indicators.indikator_{number}]
name = "Indikator nomor {number}"
unit = "{unit}"
better = "higher"
targets = {{ {year} = "{target}" }}
"""
_UNITS = (("%", "3,84"), ("unit", "1.311"), ("Rp", "Rp222 miliar"), ("orang", "2.872"))
_FIGURES: tuple[float, ...] = (3.72, 1290, 198_400_000_000, 2811)


def main() -> None:
    """Make, import and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=50_000)
    count = parser.parse_args().figures
    print(f"{count:,} figures, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print("| file | MB | seconds | most memory, MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plan = _write_plan(place, count)
        for file in (_filled_workbook(place), _filled_csv(place)):
            shutil.rmtree(plan / "realised", ignore_errors=True)
            seconds = _kumkm(place, "import", "besar", file.name, "--year", str(YEAR), "--source", "ODS", "--yes")
            recorded = (plan / "realised" / f"{YEAR}.toml").read_text(encoding="utf-8").count("\n[figures.")
            assert recorded == count, f"{recorded} of {count} were recorded"
            size, memory = file.stat().st_size / 1e6, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"| {file.name} | {size:.1f} | {seconds:.1f} | {memory:.0f} |")


def _write_plan(place: Path, count: int) -> Path:
    folder = place / "plans" / "besar"
    folder.mkdir(parents=True)
    pieces = [_HEAD]
    for number in range(count):
        unit, target = _UNITS[number % len(_UNITS)]
        pieces.append(_INDICATOR.format(number=number, unit=unit, target=target, year=YEAR))
    (folder / "plan.toml").write_text("".join(pieces), encoding="utf-8", newline="\n")
    return folder


def _filled_workbook(place: Path) -> Path:
    import openpyxl

    _kumkm(place, "form", "besar", "--year", str(YEAR), "-o", "isian.xlsx")
    workbook = openpyxl.load_workbook(place / "isian.xlsx")
    sheet = workbook.worksheets[0]
    column = next(cell.column for cell in sheet[4] if cell.value == f"Realised {YEAR}")
    for number, row in enumerate(range(5, sheet.max_row + 1)):
        sheet.cell(row, column).value = _FIGURES[number % len(_FIGURES)]
    workbook.save(place / "isian.xlsx")
    return place / "isian.xlsx"


def _filled_csv(place: Path) -> Path:
    _kumkm(place, "form", "besar", "--year", str(YEAR), "-o", "isian.csv")
    path = place / "isian.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    column = rows[1].index(f"Realised {YEAR}")
    for number, row in enumerate(rows[2:]):
        row[column] = f"{_FIGURES[number % len(_FIGURES)]}".replace(".", ",")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def _kumkm(place: Path, *arguments: str) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"KUMKM_LANG": "en", "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kumkm_targets", *arguments],
        cwd=place,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
