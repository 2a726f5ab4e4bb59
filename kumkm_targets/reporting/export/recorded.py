"""What was recorded in a year: the figure of the whole, those of quarters and parts, and spending."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.parts import Part, divisions
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, statement_of
from kumkm_targets.reporting.export.figure import RUPIAH, Figure, Said, Subject


def recorded_figures(appraisal: Appraisal, realised: Mapping[int, RealisedYear]) -> Iterator[Figure]:
    """Every figure of the appraised year: as it counts, and as it was written where that is another one."""
    plan, content = appraisal.plan, realised.get(appraisal.year)
    written = content.figures if content else {}
    rows = {row.id: row for row in appraisal.rows}
    has_parts = any(figure.parts for figure in written.values())
    parts = {one.row.id: one.parts for one in divisions(appraisal, realised)} if has_parts else {}
    for name in (*plan.indicators, *(name for name in written if name not in plan.indicators)):
        subject, row, entry = Subject(plan, name, plan.indicators.get(name)), rows.get(name), written.get(name)
        yield from _whole(subject, appraisal.year, row, entry)
        if entry is not None:
            for quarter, value in sorted(entry.quarters.items()):
                said = _statement(entry, Scope(quarter=quarter))
                yield subject.line("realised", appraisal.year, value, said, quarter=quarter)
        yield from _parts(subject, appraisal.year, entry, parts.get(name, ()))


def spending_figures(plan: Plan, year: int, content: RealisedYear | None) -> Iterator[Figure]:
    """What programmes have spent in a year."""
    for name, spending in content.programmes.items() if content else ():
        subject = Subject(plan, name, plan.programmes.get(name), is_programme=True)
        yield subject.line("spent", year, spending.spent, _said(spending, "recorded"), measure=RUPIAH)


def _whole(subject: Subject, year: int, row: Row | None, entry: RealisedFigure | None) -> Iterator[Figure]:
    said = Said() if entry is None else _statement(entry, WHOLE)
    counts = row is not None and row.realised is not None
    if row is not None and row.realised is not None:
        reckoned = said if row.origin == "recorded" else _reckoned(row, entry)
        yield subject.line("realised", year, row.realised, reckoned)
    elif row is not None and row.partial is not None:
        about = Said(origin=row.partial.origin, source=entry.source if entry else None)
        yield subject.line("realised_so_far", year, decimal_of(row.partial.value), about)
    if entry is None or (entry.value is None and entry.unavailable is None):
        return
    if row is None or (counts and row.origin != "recorded"):
        yield subject.line("recorded", year, entry.value, said)
    elif not counts:
        yield subject.line("realised", year, entry.value, said)


def _parts(subject: Subject, year: int, entry: RealisedFigure | None, parts: tuple[Part, ...]) -> Iterator[Figure]:
    """A line for each kabupaten and kota, by region code; derived ones too."""
    written, made = entry.parts if entry else {}, {part.code: part for part in parts}
    for code in sorted({*written, *made}):
        value = made[code].value if code in made else None
        recorded: Decimal | None = written.get(code)
        if value is not None and value != recorded:
            yield subject.line("realised", year, value, Said(origin="formula"), part=code)
        if recorded is not None and entry is not None:
            kind = "realised" if value is None or value == recorded else "recorded"
            yield subject.line(kind, year, recorded, _statement(entry, Scope(part=code)), part=code)


def _reckoned(row: Row, entry: RealisedFigure | None) -> Said:
    """What is said of a figure that was not written but reckoned: how, and of what."""
    if entry is None or row.derived:
        return Said(origin=row.origin)
    said = _said(entry, row.origin)
    return Said(said.origin, said.status, source=said.source, as_of=said.as_of, note=said.note)


def _statement(entry: RealisedFigure, scope: Scope) -> Said:
    """What is said of the value of `scope`."""
    return _said(statement_of(entry, scope) or entry, "recorded")


def _said(said: Entry | Expense, origin: str | None) -> Said:
    unavailable = said.unavailable if isinstance(said, Entry) else None
    return Said(
        origin=origin if unavailable is None else None,
        status=said.status if isinstance(said, Entry) else None,
        reason="unavailable" if unavailable is not None else None,
        source=said.source,
        as_of=said.as_of.isoformat() if said.as_of else None,
        unavailable=unavailable,
        note=said.note,
    )
