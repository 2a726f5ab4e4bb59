"""What changed, for a screen: plan by plan, a sentence for every change."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kumkm_targets.messages import _
from kumkm_targets.reporting.changes.plan_diff import PlanDiff
from kumkm_targets.reporting.changes.sections import Moments, counts, effect_words, fate_text, headline, titled
from kumkm_targets.reporting.changes.words import sentence
from kumkm_targets.reporting.plain import one_line


def changes_report(moments: Moments, diffs: Sequence[PlanDiff]) -> RenderableType:
    """The plans that differ, each under its title."""
    pieces: list[RenderableType] = [Text(headline(moments, diffs), style="bold")]
    if total := counts(diffs):
        pieces.append(Text(total))
    for diff in diffs:
        title = one_line(diff.plan.header.title) if diff.plan is not None else ""
        pieces += [Text(""), Text.assemble((one_line(diff.id), "bold underline"), f"  {title}" if title else "")]
        if fate := fate_text(diff):
            pieces.append(Padding.indent(Text(fate), 2))
        if diff.comparison is None:
            continue
        for heading, changes in titled(diff.comparison):
            pieces.append(Padding.indent(Text(heading, style="bold"), 2))
            pieces.append(_listed(sentence(change, diff.comparison) for change in changes))
        effects = [f"{one.year} {one.name}: {one.before} → {one.after}" for one in effect_words(diff.comparison)]
        if effects:
            pieces += [Padding.indent(Text(_("Effect on achievement"), style="bold"), 2), _listed(effects)]
    return Group(*pieces)


def _listed(lines: Iterable[str]) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for line in lines:
        table.add_row(Text("-"), Text(line))
    return Padding.indent(table, 4)
