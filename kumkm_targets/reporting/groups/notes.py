"""What stands under the tables by objective and by programme: how averages and efficiency are made, and the signs."""

from collections.abc import Collection, Iterator, Sequence

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.budget import BAND, Efficiency, NoEfficiency
from kumkm_targets.evaluation.groups import Group, GroupBy
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _, ngettext
from kumkm_targets.reporting.circumstances import running_year_line
from kumkm_targets.reporting.groups.words import MEANINGS, efficiency_text
from kumkm_targets.reporting.legends import scale_line
from kumkm_targets.reporting.marks import AMENDED_MARK, PARTIAL_MARK, is_amended, marks
from kumkm_targets.reporting.words import verdict_text


def average_notes(appraisal: Appraisal, groups: Sequence[Group], by: GroupBy) -> Iterator[str]:
    """How the averages are made, what they leave out and why, the scale in force, and the marks of the table."""
    rows = [row for group in groups for row in group.rows]
    if by == "objective" and not appraisal.plan.objectives:
        yield _("The plan declares no objectives")
    if appraisal.summary.computed:
        yield from _how_averaged(appraisal)
    yield from _left_out(appraisal, groups)
    if by == "objective" and any(row.indicator.objective is None for group in groups if group.id for row in group.rows):
        yield _("An indicator without an objective of its own stands under that of its programme")
    if appraisal.scale is not None and appraisal.summary.computed:
        yield scale_line(appraisal.scale)
    signs = ", ".join(_signs(rows))
    if signs:
        yield signs


def efficiency_notes(verdicts: Collection[Efficiency | NoEfficiency]) -> Iterator[str]:
    """How absorption and efficiency are reckoned, and what the words mean that were used."""
    yield _("Absorption = spent ÷ budget × 100")
    meanings = [
        f"{efficiency_text(verdict)}: {_(meaning).format(band=BAND)}"
        for verdict, meaning in MEANINGS.items()
        if verdict in verdicts
    ]
    if meanings:
        yield _("Efficiency: achievement beside absorption; no regulation sets these words for regions")
        yield from meanings


def _how_averaged(appraisal: Appraisal) -> Iterator[str]:
    if appraisal.summary.is_weighted:
        yield _("Average = sum of weight × achievement ÷ sum of weights; an indicator without a weight counts 1")
    else:
        yield _("Average = sum of achievements ÷ their number; every indicator counts the same")
    cap = appraisal.plan.header.average_cap
    if cap is not None:
        yield _("Achievements above {cap} count as {cap} in the average").format(cap=f"{write_number(cap)}%")
    yield from running_year_line(appraisal)


def _left_out(appraisal: Appraisal, groups: Sequence[Group]) -> Iterator[str]:
    """The indicators that no average has, by their numbers in the table, and how many are not in it."""
    reasons = [
        f"{place}.{number} {verdict_text(row)}"
        for place, group in enumerate(groups, 1)
        for number, row in enumerate(group.rows, 1)
        if row.reason
    ]
    if reasons:
        yield _("Left out of the averages: {rows}").format(rows=", ".join(reasons))
    supporting = len(appraisal.rows) - sum(len(group.rows) for group in groups)
    if supporting:
        yield ngettext(
            "{n} indicator without targets is supporting data and not shown",
            "{n} indicators without targets are supporting data and not shown",
            supporting,
        ).format(n=supporting)


def _signs(rows: Sequence[Row]) -> Iterator[str]:
    used = dict(mark for row in rows for mark in marks(row))
    yield from (f"{mark.strip()} {_(words)}" for mark, words in used.items())
    if any(row.partial is not None for row in rows):
        yield f"{PARTIAL_MARK.strip()} " + _("incomplete figure, not judged")
    if any(map(is_amended, rows)):
        yield f"{AMENDED_MARK.strip()} " + _("amended target")
