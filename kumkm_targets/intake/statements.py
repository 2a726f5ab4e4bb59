"""What one row of a table states about an indicator, or why that cannot be taken over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from pydantic import ValidationError

from kumkm_targets.errors import RefusedError
from kumkm_targets.evaluation.plausibility import Doubt, doubts
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.intake.headings import is_narrower
from kumkm_targets.intake.naming import NOT_OURS, Names
from kumkm_targets.intake.row_reader import RowReader
from kumkm_targets.intake.rows import TableRow
from kumkm_targets.messages import _
from kumkm_targets.model.fields import Status
from kumkm_targets.model.intake_map import TableField
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear
from kumkm_targets.storage.tables.table import Spot

IntakeDoubt = Doubt | Literal["fraction_of_percent", "future_date"]

_FRACTION_FACTOR: Final = 20
_TEXTS: Final[tuple[TableField, ...]] = ("source", "note", "unavailable")


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


def _no_evidence(_source: str | None) -> None:
    """No source names evidence."""


@dataclass(frozen=True, slots=True)
class Judge:
    """All that a row is judged by. status and source: for what the table does not say.

    digest_of: gives the digest of the evidence that a source names, None for another source, and refuses what is not
    there.
    """

    plan: Plan
    year: int
    realised: Mapping[int, RealisedYear]
    names: Names
    today: date
    status: Status | None = None
    source: str | None = None
    digest_of: Callable[[str | None], str | None] = _no_evidence

    def judge(self, row: TableRow) -> Statement | Refusal | Ignored:
        """What the row states."""
        name, identifier = row.text("indicator"), row.text("id")
        found = self.names.found(identifier, name)
        if found == NOT_OURS:
            return Ignored(row, is_derived=False)
        if found is None or found not in self.plan.indicators:
            return self._unnamed(row, identifier, name)
        if (doubtful := self._of_something_else(row, identifier, name)) is not None:
            return doubtful
        indicator = self.plan.indicators[found]
        if indicator.formula is not None:
            return Ignored(row, is_derived=True)
        if indicator.retired is not None and self.year > indicator.retired:
            message = _("this indicator was retired with the year {year}").format(year=indicator.retired)
            return Refusal(row, row.spot("realised"), message, _("Take the figure out of the table."))
        reader = RowReader(row, indicator, self._before(found))
        try:
            return self._statement(found, reader)
        except RefusedError as refusal:
            return Refusal(row, row.spot(reader.field), refusal.message, refusal.advice)

    def _of_something_else(self, row: TableRow, identifier: str, name: str) -> Refusal | None:
        """Why the row is not certain to be about the indicator, or not about the whole year and region."""
        if self.names.contradict(identifier, name):
            return Refusal(
                row,
                row.spot("indicator"),
                _("the id “{id}” and the name “{name}” are those of two indicators").format(
                    id=identifier, name=name[:200]
                ),
                _("Correct the one that is wrong; a column may have slipped against the others."),
            )
        for spot, text in row.narrowing():
            if is_narrower(text, self.year, self.plan.header.region.name):
                return Refusal(
                    row,
                    spot,
                    _("this row is about “{text}”, not about the whole of {year}").format(
                        text=text[:200], year=self.year
                    ),
                    _("Take the row out; `kumkm record` has --year, --quarter and --part for such figures."),
                )
        return None

    def _before(self, name: str) -> RealisedFigure | None:
        content = self.realised.get(self.year)
        return content.figures.get(name) if content is not None else None

    def _statement(self, name: str, reader: RowReader) -> Statement:
        value, unavailable, was_percentage = reader.value_or_reason()
        before = reader.before
        kept: Entry = Entry()
        if before is not None and (before.value, before.unavailable) == (value, unavailable):
            kept, value = before, before.value  # with the digits it was written with
        source = reader.words("source") or self.source or kept.source
        usual: Status = "final" if self.today.year > self.year else "preliminary"
        fields = {
            "value": value,
            "unavailable": unavailable,
            "status": reader.status() or self.status or kept.status or (usual if value is not None else None),
            "source": source,
            "source_digest": self._digest(reader, source),
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

    def _digest(self, reader: RowReader, source: str | None) -> str | None:
        """Of the evidence that is named; it is the cell of the source that is refused where there is none."""
        try:
            return self.digest_of(source)
        except RefusedError:
            reader.field = "source"
            raise

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


def _is_fraction(value: Decimal, known: list[Decimal]) -> bool:
    """Whether a percentage looks like the fraction that a spreadsheet keeps of it: 0,0384 for 3,84%."""
    return 0 < abs(value) < 1 and all(abs(other) >= _FRACTION_FACTOR * abs(value) for other in known)


def _value(content: RealisedYear | None, name: str) -> Decimal | None:
    figure = content.figures.get(name) if content is not None else None
    return figure.value if figure is not None else None
