"""A page of the documentation that tells a story: who did what on which day, on files that change as it goes on.

A page is played from top to bottom. A heading `## 2026-01-12 · sri: …` says who sits at the computer and on which day,
a line with a path in quotes above a block gives a file, a line with the path of a workbook above a table with
its letters and numbers tells what is typed into which cell, and each line after a `$` is run; below it stands what it
printed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import openpyxl

from tests.conftest import ROOT, clean_environment

_PIECES: Final = re.compile(
    r"^## (?P<day>\d{4}-\d\d-\d\d) · (?P<who>\w+)"
    r"|^`(?P<path>\S+)`[^\n]*\n\n(?:```\w+\n(?P<content>.*?)```|(?P<cells>(?:\|[^\n]*\n)+))"
    r"|^```console\n(?P<session>.*?)```",
    re.DOTALL | re.MULTILINE,
)
_COMMAND: Final = re.compile(r"^\$ (.*?)\n(.*?)(?=^\$ |\Z)", re.DOTALL | re.MULTILINE)
_PATHS: Final = {"workspace": "/home/sri/kinerja", "program": "kumkm"}
_ZONE: Final = "WIB-7"
SECONDS: Final = 120


@dataclass
class Story:
    """One telling of `page` in `folder`, a workspace that is the working tree of a Git repository."""

    page: Path
    folder: Path
    save_again: Callable[[Path], None] = lambda _path: None
    """What happens to a workbook after it was filled."""
    who: str = "sri"
    moment: datetime = field(default=datetime(2026, 1, 2, 9, 0))

    def told(self) -> str:
        """The page with what was really printed in the place of what it shows."""
        return _PIECES.sub(self._piece, self.page.read_text(encoding="utf-8"))

    def _piece(self, found: re.Match[str]) -> str:
        if found["day"]:
            self.who = found["who"]
            self.moment = datetime.fromisoformat(found["day"] + "T09:00:00")
        elif found["content"] is not None:
            path = self.folder / found["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found["content"], encoding="utf-8", newline="\n")
        elif found["cells"]:
            path = self.folder / found["path"]
            _fill(path, dict(_typed(found["cells"])))
            self.save_again(path)
        else:
            return "```console\n" + "".join(self._replayed(found["session"])) + "```"
        return found[0]

    def _replayed(self, session: str) -> Iterator[str]:
        for command, _output in _COMMAND.findall(session):
            printed = "".join(f"{line.rstrip()}\n" for line in self._run(command).rstrip().splitlines())
            yield f"$ {command}\n{printed}"

    def _run(self, command: str) -> str:
        program, *arguments = shlex.split(command)
        self.moment += timedelta(minutes=1)
        done = subprocess.run(
            [*_program(program, self.moment), *arguments],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        shown = done.stdout.replace(self.folder.as_posix(), _PATHS["workspace"])
        return re.sub(r"(?<= = )\S*kumkm(?= git merge)|(?<= = )\S*python\S* -P -m kumkm_targets", "kumkm", shown)

    def _environment(self) -> dict[str, str]:
        stamp = self.moment.isoformat() + "+07:00"
        people = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", self.who), ("EMAIL", f"{self.who}@example.org"), ("DATE", stamp))
        }
        git = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_PAGER": "cat", "LC_ALL": "C.UTF-8"}
        own = {"LOGNAME": self.who, "KUMKM_LANG": self.page.parent.name, "COLUMNS": "100", "TZ": _ZONE}
        return clean_environment(**people, **git, **own)


def _program(name: str, moment: datetime) -> list[str]:
    """What stands for the program of a line; no other one is ever run."""
    if name == "git":
        return [shutil.which("git") or "git"]
    assert name == "kumkm"
    return [sys.executable, "-m", "tests.at_moment", moment.isoformat()]


def _typed(table: str) -> Iterator[tuple[str, str]]:
    """Cells and what is typed into them: the heads begin with the letter of their column, rows with their number."""
    heads, _line, *rows = ([field.strip() for field in row.strip("|\n").split("|")] for row in table.splitlines())
    for row in rows:
        yield from ((head.split()[0] + row[0], typed) for head, typed in zip(heads[1:], row[1:], strict=True) if typed)


def _fill(workbook: Path, cells: dict[str, str]) -> None:
    """Type into the first sheet: digits become a number, anything else stays the text it is."""
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[0]
    for cell, typed in cells.items():
        sheet[cell] = int(typed) if typed.isdigit() else typed
    book.save(workbook)


def start(page: Path, folder: Path) -> Story:
    """The story on a copy of one real plan, in a repository with nothing of the user's own settings."""
    shutil.copytree(ROOT / "plans" / "kalteng-rakortek-2025", folder / "plans" / "kalteng-rakortek-2025")
    return Story(page, folder)
