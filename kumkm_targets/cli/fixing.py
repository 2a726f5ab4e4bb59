"""`kumkm check --fix` and `--diff`: mending what has exactly one right answer."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kumkm_targets.cli.session import Session
from kumkm_targets.messages import _, ngettext

if TYPE_CHECKING:
    from kumkm_targets.checks.many import Task


def fix_plans(folders: Sequence[Path], task: "Task", session: Session, *, write: bool) -> int:
    """Mend the plans and say how much that was, or show it as a diff; the number of files that change."""
    from kumkm_targets.checks import fixing
    from kumkm_targets.reporting.findings.file_diff import file_diff

    screen = session.screen()
    files = findings = 0
    for folder in folders:
        changes = fixing.mended(folder, task)
        if write:
            fixing.write(changes, folder)
        else:
            for change in changes:
                screen.print(file_diff(change.path, change.before, change.after), soft_wrap=True, end="")
        files += len(changes)
        findings += sum(change.findings for change in changes)
    sys.stdout.flush()
    typer.echo(_counted(findings, files, done=write), err=True)
    return files


def _counted(findings: int, files: int, *, done: bool) -> str:
    mended = ngettext("{n} finding", "{n} findings", findings).format(n=findings)
    changed = ngettext("{n} file", "{n} files", files).format(n=files)
    words = _("{findings} mended, {files} changed") if done else _("{findings} to mend, {files} to change")
    return words.format(findings=mended, files=changed)
