"""Findings as a page of Markdown: the summary of a GitHub job."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import _, ngettext
from kumkm_targets.reporting.findings.names import path_from, path_url
from kumkm_targets.reporting.findings.summary import checked_text, silenced_text, tally_text
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.words import SEVERITIES
from kumkm_targets.storage.places import Span

# GitHub refuses a step's summary of more than 1 MiB; four such lists leave room for what else is in it.
_MOST_BYTES: Final = 200_000


class _Rows:
    """Rows of a table up to a size; of those that no longer fit only the number is kept."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.left_out = 0
        self._room = _MOST_BYTES

    def add(self, *cells: str) -> None:
        row = _row(*cells)
        size = len(row.encode())
        if size <= self._room:
            self._room -= size
            self.rows.append(row)
        else:
            self.left_out += 1


def markdown_report(plans: Iterable[CheckedPlan], root: Path, source_url: str | None = None) -> Iterator[str]:
    """The summary, the findings, errors first, then folded what is silenced and what was checked.

    root: the repository's. source_url: what a file's path in the repository is put behind to show
    the file (GitHub: …/OWNER/NAME/blob/COMMIT); without it places are not linked.
    """
    tally = Tally()
    found = {"error": _Rows(), "warning": _Rows()}
    silenced, checked = _Rows(), _Rows()
    for plan in tally.counting(plans):
        for finding in plan.findings:
            rows = silenced if finding.ignored else found[finding.rule.severity]
            rows.add(*_finding(finding, root, source_url))
        checked.add(*_counts(plan, root))
    titles = _("Severity"), _("Place"), _("Check"), _("Finding")
    yield f"## kumkm check\n\n{tally_text(tally)}\n"
    if tally.errors or tally.warnings:
        yield from _table(titles, found["error"], found["warning"])
    if tally.silenced:
        yield from _folded(silenced_text(tally), _table(titles, silenced))
    counted = _("Plan"), _("Files"), _("Errors"), _("Warnings"), _("Silenced")
    yield from _folded(checked_text(tally), _table(counted, checked))


def _finding(finding: Finding, root: Path, source_url: str | None) -> Iterator[str]:
    yield _(SEVERITIES[finding.rule.severity])
    yield _place(finding.file, finding.place, root, source_url)
    yield f"{finding.rule.code} {finding.rule.name}"
    lines = [markdown_text(finding.message)]
    for other in finding.related:
        if other.span:
            place = _place(other.file, other.span, root, source_url)
            lines.append(f"{place}: {markdown_text(other.message)}")
    if finding.ignored:
        lines.append(_("silenced: {reason}").format(reason=markdown_text(finding.ignored)))
    elif finding.fix:
        lines.append(_("fix") + f": {markdown_text(finding.fix)}")
    yield "<br>".join(lines)


def _place(file: Path, span: Span, root: Path, source_url: str | None) -> str:
    path = path_from(root, file)
    place = markdown_text(f"{path}:{span.line}")
    if source_url is None or Path(path).is_absolute():
        return place
    lines = f"L{span.line}" if span.line == span.end_line else f"L{span.line}-L{span.end_line}"
    return f"[{place}]({source_url}/{path_url(path)}#{lines})"


def _counts(plan: CheckedPlan, root: Path) -> Iterator[str]:
    tally = Tally()
    tally.add(plan)
    yield markdown_text(path_from(root, plan.folder))
    yield from map(str, (tally.files, tally.errors, tally.warnings, tally.silenced))


def _table(titles: Iterable[str], *parts: _Rows) -> Iterator[str]:
    head = tuple(titles)
    yield "\n" + _row(*head) + _row(*("---" for _title in head))
    for part in parts:
        yield from part.rows
    if left_out := sum(part.left_out for part in parts):
        more = ngettext("{n} more is not shown here", "{n} more are not shown here", left_out).format(n=left_out)
        yield f"\n… {more}\n"


def _folded(title: str, content: Iterable[str]) -> Iterator[str]:
    yield f"\n<details><summary>{title}</summary>\n"
    yield from content
    yield "\n</details>\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"
