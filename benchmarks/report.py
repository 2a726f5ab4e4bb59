"""How long a report as PDF takes, beside typst alone setting an equal document. Run with the environment's own Python:

    .venv/bin/python benchmarks/report.py

Both are whole processes, start-up included, and run in turn; medians of the rounds after the first. “typst alone” is
given our template and the document as data, already made: what remains of our time is Python, the plan and the layout.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kumkm_targets.fonts import FOLDER
from kumkm_targets.reporting.documents.document import Document
from kumkm_targets.reporting.documents.typeset.content import content
from kumkm_targets.reporting.documents.typeset.pdf import TEMPLATE

ROOT = Path(__file__).parent.parent

PLAN = "palembang-rpjmd-2013-2018"
ROUNDS = 9

_TYPST_ALONE = """
import sys
import typst

data = {"document": open(sys.argv[1], encoding="utf-8").read()}
fonts = typst.Fonts(include_system_fonts=False, font_paths=[sys.argv[3]])
compiler = typst.Compiler(open(sys.argv[2], "rb").read(), root=sys.argv[3], font_paths=fonts, sys_inputs=data)
compiler.compile(format="pdf", output=sys.argv[4], pdf_standards=["ua-1"], timestamp=0)
"""
_OURS = """
import sys

from pathlib import Path
from benchmarks.report import shapes
from kumkm_targets.reporting.documents.typeset.pdf import document_pdf

Path(sys.argv[3]).write_bytes(document_pdf(shapes()[sys.argv[1]]))
"""


def shapes() -> dict[str, Document]:
    """Documents of known size: a table of forty rows, one of two hundred, a form with 41 columns."""
    sys.path.insert(0, str(ROOT))
    from tests.documents.papers import official, plain_table

    return {"40 rows": plain_table(40), "200 rows": plain_table(200), "41 columns, 60 rows": official(60, years=6)}


def main() -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder)
        pairs = {name: _pair(name, document, into) for name, document in shapes().items()}
        report = [sys.executable, "-m", "kumkm_targets", "report", PLAN, "-o", str(into / "status.pdf")]
        python = [sys.executable, "-c", "import typst"]
        commands = {"kumkm report -o status.pdf": report, "python -c 'import typst'": python}
        for name, (ours, alone) in pairs.items():
            commands |= {name: ours, f"{name}, typst alone": alone}
        medians = _medians(commands)
    print("| whole process | ms |\n|---|---|")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds * 1000:.0f} |")
    for name in pairs:
        print(f"- {name}: {medians[name] / medians[f'{name}, typst alone']:.2f} times typst alone")


def _pair(name: str, document: Document, into: Path) -> tuple[list[str], list[str]]:
    data = into / f"{name}.json"
    data.write_text(json.dumps(content(document), ensure_ascii=False), encoding="utf-8")
    made = str(into / "made.pdf")
    alone = [sys.executable, "-c", _TYPST_ALONE, str(data), str(TEMPLATE), str(FOLDER), made]
    return [sys.executable, "-c", _OURS, name, str(ROOT), made], alone


def _medians(commands: dict[str, list[str]]) -> dict[str, float]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(ROUNDS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
            if round_:  # the first round warms up
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


if __name__ == "__main__":
    main()
