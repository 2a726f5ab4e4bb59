"""What one row of a table states about an indicator, or why that cannot be taken over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

from pydantic import ValidationError

from kumkm_targets.errors import FigureRefusedError, RefusedError
from kumkm_targets.evaluation.plausibility import Doubt, doubts
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.figures.dates import read_date
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.intake.cell_figures import cell_figure, unusable
from kumkm_targets.intake.form import plain_digits
from kumkm_targets.intake.naming import NOT_OURS, Names
from kumkm_targets.intake.rows import TableRow
from kumkm_targets.intake.statuses import read_status
from kumkm_targets.messages import _
from kumkm_targets.model.fields import Status
from kumkm_targets.model.intake_map import TableField
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear
from kumkm_targets.storage.tables.table import Spot

IntakeDoubt = Doubt | Literal["fraction_of_percent", "future_date"]

_FRACTION_FACTOR: Final = 20
_KINDS_OF_OTHERS: Final = ("percent", "money", "whole")


@dataclass(frozen=True, slots=True)
class Statement:
    """An entry about an indicator, and the cell that states it. before: what is recorded now."""

    row: TableRow
    indicator_id: str
    entry: Entry
    before: RealisedFigure | None
    doubts: tuple[IntakeDoubt, ...] = ()
    was_percentage: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Whether just this is recorded already."""
        return self.before is not None and self.entry.says_the_same(self.before)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that is not taken over. candidates: the ids that may be meant, where only the name was in doubt."""

    row: TableRow
    spot: Spot
    message: str
    advice: str
    name: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The cell, as a spreadsheet names it."""
        return self.row.sheet.name_of(*self.spot)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row about something that is not recorded: derived from others, or said to be none of ours."""

    row: TableRow
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """All that a row is judged by. status and source: for what the table does not say."""

    plan: Plan
    year: int
    realised: Mapping[int, RealisedYear]
    names: Names
    today: date
    status: Status | None = None
    source: str | None = None

    def judge(self, row: TableRow) -> Statement | Refusal | Ignored:
        """What the row states."""
        name, identifier = row.text("indicator"), row.text("id")
        found = self.names.found(identifier, name)
        if found == NOT_OURS:
            return Ignored(row, is_derived=False)
        if found is None or found not in self.plan.indicators:
            return self._unnamed(row, identifier, name)
        indicator = self.plan.indicators[found]
        if indicator.formula is not None:
            return Ignored(row, is_derived=True)
        if indicator.retired is not None and self.year > indicator.retired:
            message = _("this indicator was retired with the year {year}").format(year=indicator.retired)
            return Refusal(row, row.spot("realised"), message, _("Take the figure out of the table."))
        reader = _RowReader(row, indicator, self._before(found))
        try:
            return self._statement(found, reader)
        except RefusedError as refusal:
            return Refusal(row, row.spot(reader.field), refusal.message, refusal.advice)

    def _before(self, name: str) -> RealisedFigure | None:
        content = self.realised.get(self.year)
        return content.figures.get(name) if content is not None else None

    def _statement(self, name: str, reader: "_RowReader") -> Statement:
        value, unavailable, was_percentage = reader.value_or_reason()
        before = reader.before
        kept: Entry = Entry()
        if before is not None and (before.value, before.unavailable) == (value, unavailable):
            kept, value = before, before.value  # with the digits it was written with
        usual: Status = "final" if self.today.year > self.year else "preliminary"
        fields = {
            "value": value,
            "unavailable": unavailable,
            "status": reader.status() or self.status or kept.status or (usual if value is not None else None),
            "source": reader.words("source") or self.source or kept.source,
            "as_of": reader.day() or kept.as_of,
            "note": reader.words("note") or kept.note,
        }
        try:
            entry = Entry.model_validate(fields)
        except ValidationError as error:
            reader.field = next(field for field in _TEXTS if field in {one["loc"][0] for one in error.errors()})
            raise RefusedError(_("this text is too long, or holds signs that are no text"), "") from error
        found = (
            () if kept is before and before is not None else self._doubts(name, entry, was_percentage=was_percentage)
        )
        return Statement(reader.row, name, entry, before, found, was_percentage)

    def _doubts(self, name: str, entry: Entry, *, was_percentage: bool) -> tuple[IntakeDoubt, ...]:
        """What a careful colleague would ask about a figure that is not recorded yet."""
        found: list[IntakeDoubt] = []
        if entry.value is not None:
            indicator, known = self.plan.indicators[name], self._known(name)
            found += doubts(indicator, entry.value, known)
            if indicator.measure.kind == "percent" and not was_percentage and _is_fraction(entry.value, known):
                found.append("fraction_of_percent")
        if entry.as_of is not None and entry.as_of > self.today:
            found.append("future_date")
        return tuple(found)

    def _known(self, name: str) -> list[Decimal]:
        """What a figure can be compared with: the last one, the one in force, the targets, the baseline."""
        known = [target.max for target in targets_at_end_of(self.plan, name, self.year).values()]
        earlier = [year for year in self.realised if year < self.year]
        known_years = [year for year in earlier if _value(self.realised[year], name) is not None]
        last = max(known_years, default=0)
        baseline = self.plan.indicators[name].baseline
        others = (_value(self.realised.get(self.year), name), _value(self.realised.get(last), name))
        known += [value for value in others if value is not None]
        return known if known or baseline is None else [baseline.value]

    def _unnamed(self, row: TableRow, identifier: str, name: str) -> Refusal:
        spot = row.spot("indicator" if name else "id" if identifier else "realised")
        if not name and not identifier:
            return Refusal(
                row,
                row.spot("realised"),
                _("this row names no indicator"),
                _("Write the indicator's name into the row, or empty the cell."),
            )
        candidates = self.names.nearest(identifier, name)
        likely = ", ".join(f"“{self.plan.indicators[one].name.id}” ({one})" for one in candidates)
        return Refusal(
            row,
            spot,
            _("the plan has no indicator “{name}”").format(name=(name or identifier)[:200]),
            (_("Perhaps {names}.").format(names=likely) + " " if likely else "")
            + _("Correct the name, or say in a --map file what it is here."),
            name=name,
            candidates=candidates if name else (),
        )


_TEXTS: Final[tuple[TableField, ...]] = ("source", "note", "unavailable")


class _RowReader:
    """Reads the cells of one row for its indicator; `field` is the one read last, to which a refusal belongs."""

    def __init__(self, row: TableRow, indicator: Indicator, before: RealisedFigure | None) -> None:
        self.row = row
        self.before = before
        self.field: TableField = "realised"
        self._indicator = indicator

    def value_or_reason(self) -> tuple[Decimal | None, str | None, bool]:
        """The figure, or why there is none, and whether it was shown as a percentage. Raises RefusedError."""
        self._agree_on_unit()
        reason = self.words("unavailable")
        self.field = "realised"
        if self.row.shares_figure:
            raise RefusedError(
                _("this cell is merged with those of other indicators"),
                _("Take the merging apart and write each figure into its own row."),
            )
        if not self.row.holds("realised") and reason is not None:
            return None, reason, False
        recorded = self.before.value if self.before is not None else None
        if recorded is not None and self.row.text("realised") == plain_digits(recorded):
            value, was_percentage = recorded, False
        else:
            try:
                found = cell_figure(self.row.sheet, self.row.spot("realised"), self._indicator.measure)
            except FigureRefusedError:
                if reason is not None and not any(sign.isdigit() for sign in self.row.text("realised")):
                    return None, reason, False  # “-” or “belum tersedia” beside the reason
                raise
            value, was_percentage = found.value, found.was_percentage
        if reason is not None:
            self.field = "unavailable"
            raise RefusedError(_("there is a figure, and a reason why there is none"), _("Empty one of the two cells."))
        return value, None, was_percentage

    def status(self) -> Status | None:
        """How final the figure is. Raises RefusedError."""
        self._turn_to("status")
        text = self.row.text("status")
        return read_status(text) if text else None

    def day(self) -> date | None:
        """The day that the figure describes. Raises RefusedError."""
        self._turn_to("as_of")
        value = self.row.value("as_of")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.row.text("as_of")
        return read_date(text) if text else None

    def words(self, field: TableField) -> str | None:
        """The text of a field; as it is recorded, where only white space differs. Raises RefusedError."""
        self._turn_to(field)
        text = self.row.text(field)
        recorded = getattr(self.before, field, None)
        if isinstance(recorded, str) and recorded.split() == text.split():
            return recorded
        return text or None

    def _turn_to(self, field: TableField) -> None:
        """Go on to a cell that holds text or nothing: what it holds instead would be lost."""
        self.field = field
        if field in self.row.layout.columns and (trouble := unusable(self.row.sheet, self.row.spot(field))) is not None:
            raise trouble

    def _agree_on_unit(self) -> None:
        self.field = "unit"
        text = self.row.text("unit")
        other, own = unit(text or self._indicator.unit), self._indicator.measure
        if _contradict(other, own):
            raise RefusedError(
                _("the table says “{unit}”, but the unit of this indicator is “{own}”").format(
                    unit=text[:80], own=own.text
                ),
                _("Write the figures in “{own}”, and that into the cell of the unit.").format(own=own.text),
            )


def _contradict(one: Unit, other: Unit) -> bool:
    """Whether two units cannot be the same thing in other words: another scale, or clearly another kind."""
    known = one.kind in _KINDS_OF_OTHERS and other.kind in _KINDS_OF_OTHERS
    return one.scale != other.scale or (known and one.kind != other.kind)


def _is_fraction(value: Decimal, known: list[Decimal]) -> bool:
    """Whether a percentage looks like the fraction that a spreadsheet keeps of it: 0,0384 for 3,84%."""
    return 0 < abs(value) < 1 and all(abs(other) >= _FRACTION_FACTOR * abs(value) for other in known)


def _value(content: RealisedYear | None, name: str) -> Decimal | None:
    figure = content.figures.get(name) if content is not None else None
    return figure.value if figure is not None else None
