"""The report of a check: in which format, and on the screen or in a file."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from kumkm_targets.cli.session import Session

if TYPE_CHECKING:
    from kumkm_targets.checks.checked_plan import CheckedPlan, Tally

Format = Literal["text", "json", "github", "sarif", "junit", "markdown"]


def write_report(
    plans: "Iterable[CheckedPlan]",
    format: Format,  # noqa: A002 - the option's name
    session: Session,
    output: Path | None,
    *,
    statistics: bool,
) -> "Tally":
    """Print the report on `plans` while they come, or write it to a file and print its last line; the tally."""
    from kumkm_targets.checks.checked_plan import Tally
    from kumkm_targets.reporting.findings.summary import tally_text

    tally = Tally()
    plans = tally.counting(plans)
    if output is not None:
        from kumkm_targets.storage.report_file import write_pieces

        write_pieces(output, _pieces(plans, format, statistics=statistics))
        typer.echo(tally_text(tally), err=True)
    elif format == "text" and not statistics:
        _show(plans, session)
        typer.echo(tally_text(tally))
    else:
        _print(_pieces(plans, format, statistics=statistics))
    return tally


def _show(plans: "Iterable[CheckedPlan]", session: Session) -> None:
    """Print each finding when it is found. Rich is loaded only when there is one."""
    for plan in plans:
        if not plan.findings:
            continue
        from kumkm_targets.reporting.findings.text import finding_text

        screen = session.screen()
        try:
            for finding in plan.findings:
                screen.print(finding_text(finding, plan.lines_of), soft_wrap=True)
        except SystemExit as leaving:
            if not isinstance(leaving.__context__, BrokenPipeError):
                raise  # where the reader has gone, the rest goes nowhere and the verdict stands


def _print(pieces: Iterable[str]) -> None:
    """The same for the other formats: where the reader has gone, the rest goes nowhere and the verdict stands."""
    from kumkm_targets.cli.streams import abandon_output

    for piece in pieces:
        try:
            sys.stdout.write(piece)
        except BrokenPipeError:
            abandon_output()


def _pieces(plans: "Iterable[CheckedPlan]", format: Format, *, statistics: bool) -> Iterator[str]:  # noqa: A002
    root = Path(os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or ".").resolve()
    if statistics:
        from kumkm_targets.reporting.findings.statistics import statistics_report

        return statistics_report(plans)
    if format == "json":
        from kumkm_targets.reporting.findings.data import json_report

        return json_report(plans)
    if format == "github":
        from kumkm_targets.reporting.findings.github import github_report

        return github_report(plans, root)
    if format == "sarif":
        from kumkm_targets.reporting.findings.sarif import sarif_report

        return sarif_report(plans, root)
    if format == "junit":
        from kumkm_targets.reporting.findings.junit import junit_report

        return junit_report(plans, root)
    if format == "markdown":
        from kumkm_targets.reporting.findings.markdown import markdown_report

        return markdown_report(plans, root, _source_url())
    from kumkm_targets.reporting.findings.text import text_report

    return text_report(plans)


def _source_url() -> str | None:
    """Where GitHub shows the files of the commit that is checked."""
    parts = [os.environ.get(name) for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")]
    server, repository, commit = parts
    return f"{server}/{repository}/blob/{commit}" if all(parts) else None
