"""All plans of a workspace on one page: how each stands in its latest year, province by province."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.pace import Outlook
from kumkm_targets.messages import _, current_language, ngettext
from kumkm_targets.model.provinces import PROVINCES
from kumkm_targets.reporting.documents.cells import EMPTY, OUTLOOK_TONES, average_cell, grade_tone
from kumkm_targets.reporting.documents.document import (
    Band,
    Block,
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Line,
    Notes,
    Row,
    Statements,
    Table,
)
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.words import OUTLOOKS

_LATE: tuple[Outlook, ...] = ("behind", "moving_away")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What the overview says of a plan; nothing else of the plan is kept.

    region: its code. computed, of: indicators with targets. outlooks: how many indicators have each.
    """

    plan: str
    region: str
    region_name: str
    title: str
    year: int
    average: Cell
    before: Cell
    rating: Cell
    computed: int
    of: int
    outlooks: Mapping[Outlook, int]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan of which there is no report, and why; an empty reason: it is not valid."""

    plan: str
    reason: str = ""

    @property
    def words(self) -> str:
        """The reason, which names the plan."""
        said = self.reason if self.plan in self.reason else f"{self.plan}: {self.reason}"
        return one_line(said)


def plan_line(appraisal: Appraisal, before: Appraisal | None) -> PlanLine:
    """The line of a plan. before: the year before, where it has figures."""
    header, summary = appraisal.plan.header, appraisal.summary
    tone = grade_tone(summary.rating, appraisal.scale)
    return PlanLine(
        plan=appraisal.plan.id,
        region=header.region.code,
        region_name=one_line(header.region.name),
        title=one_line(header.title),
        year=appraisal.year,
        average=average_cell(appraisal),
        before=EMPTY if before is None else average_cell(before),
        rating=Cell(one_line(summary.rating or NOTHING), tone=tone),
        computed=summary.computed,
        of=summary.of,
        outlooks=Counter(row.outlook for row in appraisal.rows if row.outlook),
    )


def overview(lines: Sequence[PlanLine], left_out: Sequence[LeftOut]) -> Document:
    """The page of all plans; the id of a row is that of its plan."""
    blocks: list[Block] = [KeyFigures(tuple(_key_figures(lines)))]
    broken = [one_line(one.plan) for one in left_out if not one.reason]
    if broken:
        title = ngettext("{n} plan is not valid", "{n} plans are not valid", len(broken)).format(n=len(broken))
        blocks.append(Statements(title, (*broken, _("`kumkm check` shows what is wrong."))))
    if lines:
        blocks.append(Table(_columns(), tuple(_lines(lines))))
    reasons = tuple(one.words for one in left_out if one.reason)
    if reasons:
        blocks.append(Statements(_("Plans without such a report"), reasons))
    signs = ", ".join(f"{sign} {_(word)}" for sign, word in OUTLOOKS.values())
    notes = (
        _("Outlook at the pace so far: {signs}").format(signs=signs),
        _("Each plan is judged in its latest year with figures, by its own scale"),
    )
    blocks.append(Notes(notes))
    plans = ngettext("{n} plan", "{n} plans", len(lines)).format(n=len(lines))
    heading = (_("Progress of targets: all plans"),)
    return Document("overview", heading, tuple(blocks), provenance=((_("Plans"), plans),), language=current_language())


def _columns() -> tuple[Column, ...]:
    return (
        Column("plan", (_("Plan"),), 5.0),
        Column("region", (_("Region"),), 2.5),
        Column("year", (_("Year"),), 0.8, "right"),
        Column("before", (_("Year before (%)"),), 1.2, "right"),
        Column("average", (_("Average (%)"),), 1.2, "right"),
        Column("rating", (_("Predikat"),), 1.8),
        Column("computed", (_("Computed"),), 1.2, "right"),
        Column("late", (_("Behind"),), 1.0, "right"),
        Column("outlook", (_("Outlook"),), 1.8),
    )


def _lines(lines: Sequence[PlanLine]) -> Iterator[Line]:
    """The plans of each province under its name, by region and id."""
    ordered = sorted(lines, key=lambda line: (line.region, line.plan))
    for code, found in groupby(ordered, key=lambda line: line.region[:2]):
        plans = [*found]
        count = ngettext("{n} plan", "{n} plans", len(plans)).format(n=len(plans))
        yield Band(f"{PROVINCES.get(code, plans[0].region_name)} ({count})")
        yield from map(_row, plans)


def _row(line: PlanLine) -> Row:
    late = sum(line.outlooks.get(outlook, 0) for outlook in _LATE)
    signs = [
        f"{sign}\N{NO-BREAK SPACE}{line.outlooks[outlook]}"
        for outlook, (sign, _w) in OUTLOOKS.items()
        if line.outlooks.get(outlook)
    ]
    cells = {
        "plan": Cell(line.title),
        "region": Cell(f"{line.region_name} ({line.region})"),
        "year": Cell(str(line.year), Decimal(line.year), Decimal(line.year)),
        "before": line.before,
        "average": line.average,
        "rating": line.rating,
        "computed": Cell(_("{n} of {of}").format(n=line.computed, of=line.of), Decimal(line.computed)),
        "late": Cell(str(late), Decimal(late), Decimal(late)),
        "outlook": Cell(" ".join(signs) or NOTHING),
    }
    return Row(cells, line.plan)


def _key_figures(lines: Sequence[PlanLine]) -> Iterator[KeyFigure]:
    judged = sum(line.average.figure is not None for line in lines)
    regions = len({line.region for line in lines})
    where = ngettext("{n} region", "{n} regions", regions).format(n=regions)
    yield KeyFigure(_("Plans"), Cell(str(len(lines)), Decimal(len(lines))), where)
    told = _("{n} of {of} indicators with targets computed").format(
        n=sum(line.computed for line in lines), of=sum(line.of for line in lines)
    )
    yield KeyFigure(_("Plans with an average"), Cell(_("{n} of {of}").format(n=judged, of=len(lines))), told)
    outlooks: Counter[Outlook] = Counter()
    for line in lines:
        outlooks.update(line.outlooks)
    good, total = outlooks["achieved"] + outlooks["on_track"], outlooks.total()
    tone = None if not total else OUTLOOK_TONES["on_track" if good == total else "accelerate" if good else "behind"]
    words = [f"{sign} {outlooks[key]} {_(word)}" for key, (sign, word) in OUTLOOKS.items() if outlooks[key]]
    text = _("{n} of {of}").format(n=good, of=total) if total else NOTHING
    detail = ", ".join(words) or _("nothing can be said yet")
    yield KeyFigure(_("Indicators on track for the end of their plan"), Cell(text, tone=tone), detail)
