"""What an import would change, as lines for the screen: new, changed, unchanged and refused, cell by cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from kumkm_targets.figures.writing import write_number
from kumkm_targets.intake.cell_figures import float_figure
from kumkm_targets.intake.headings import FIELDS
from kumkm_targets.intake.proposal import Proposal
from kumkm_targets.intake.sheets import Source
from kumkm_targets.intake.statements import IntakeDoubt, Refusal, Statement
from kumkm_targets.messages import N_, _, current_language, ngettext
from kumkm_targets.model.intake_map import TableField
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import DOUBTS, figure_with_unit, reason_text, status_text
from kumkm_targets.storage.tables.table import column_letters

T = TypeVar("T")

_DOUBTS_OF_CELLS: Final[dict[IntakeDoubt, str]] = {
    "fraction_of_percent": N_("this looks like the fraction that a spreadsheet keeps of a percentage"),
    "future_date": N_("its date lies in the future"),
}
_FIELD_NAMES: Final[dict[TableField, str]] = {
    "id": N_("id"),
    "indicator": N_("indicator"),
    "unit": N_("unit"),
    "realised": N_("figure"),
    "status": N_("status"),
    "source": N_("source"),
    "as_of": N_("date"),
    "unavailable": N_("not available"),
    "note": N_("note"),
}
_TOLD: Final[tuple[TableField, ...]] = ("status", "source", "as_of", "note")


@dataclass(frozen=True, slots=True)
class IntakePreview:
    """The lines about a proposal. most: how many of each kind are listed; None: all."""

    plan: Plan
    proposal: Proposal
    source: Source
    encoding: str | None = None
    most: int | None = None

    def lines(self) -> Iterator[str]:
        """All of it: how the table was read, what is worth saying, then cell by cell what it does."""
        yield from self._reading()
        yield from self._remarks()
        proposal = self.proposal
        yield from self._group(_("New"), [self._stated(one) for one in self._some(proposal.new)], len(proposal.new))
        changed = [line for one in self._some(proposal.changed) for line in self._changed(one)]
        yield from self._group(_("Changed"), changed, len(proposal.changed))
        unchanged = [self._stated(one) for one in self._some(proposal.unchanged)]
        yield from self._group(_("Unchanged"), unchanged, len(proposal.unchanged))
        refused = [line for one in self._some(proposal.refused) for line in self._refused(one)]
        yield from self._group(_("Refused"), refused, len(proposal.refused))

    def doubts(self) -> Iterator[str]:
        """What a careful colleague would ask about."""
        for one in self._some(self.proposal.doubted):
            yield f"  ! {self._stated(one).strip()}"
            yield from (f"      {_doubt_text(doubt)}" for doubt in one.doubts)
        yield from self._more(len(self.proposal.doubted))

    def _some(self, items: Sequence[T]) -> list[T]:
        return list(islice(items, self.most))

    def _group(self, title: str, lines: Iterable[str], count: int) -> Iterator[str]:
        if count:
            yield f"{title} ({count_text(count)})"
            yield from lines
            yield from self._more(count)

    def _more(self, count: int) -> Iterator[str]:
        if self.most is not None and count > self.most:
            yield "  " + _("… and {count} more").format(count=count_text(count - self.most))

    def _reading(self) -> Iterator[str]:
        if self.source.identity is not None:
            yield _("Form of {plan} for {year}").format(plan=self.plan.id, year=self.source.identity.year)
            return
        for sheet, layout in self.source.sheets:
            columns = ", ".join(
                f"{_(_FIELD_NAMES[field])} {column_letters(layout.columns[field])}"
                for field in FIELDS
                if field in layout.columns
            )
            yield _("Sheet “{sheet}”, from row {row}: {columns}").format(
                sheet=one_line(sheet.name), row=layout.first_row + 1, columns=columns
            )

    def _remarks(self) -> Iterator[str]:
        for _sheet, layout in self.source.sheets:
            if layout.scale is not None and layout.scale.is_money:
                yield "  " + _("The table says “{scale}”: its figures of rupiah are read as {word} rupiah.").format(
                    scale=one_line(layout.scale.text), word=layout.scale.word
                )
        if self.encoding is not None:
            yield "  " + _("The file does not say its encoding; {encoding} was taken.").format(encoding=self.encoding)
        if self.source.is_outdated(self.plan):
            yield "  " + _("The plan has been changed since this form was made; its targets may be old ones.")
        for name in self.source.hidden:
            yield "  " + _("Sheet “{sheet}” is hidden and is not read.").format(sheet=one_line(name))
        for name in self.source.without_table:
            yield "  " + _("Sheet “{sheet}” holds no such table and is not read.").format(sheet=one_line(name))
        for row in self._some(self.proposal.hidden):
            yield "  " + _("{place}: the row is hidden, and read all the same.").format(place=one_line(row.place))
        for one in self._some([one for one in self.proposal.stated if one.was_percentage]):
            yield "  " + _percentage(one)
        derived = sum(one.is_derived for one in self.proposal.ignored)
        if derived and self.source.identity is None:
            yield "  " + ngettext(
                "{count} row is left out: its indicator is derived from others.",
                "{count} rows are left out: their indicators are derived from others.",
                derived,
            ).format(count=derived)

    def _stated(self, one: Statement) -> str:
        return f"  {one_line(one.row.place)}  {self._name(one)}: {self._said(one, one.entry)}"

    def _changed(self, one: Statement) -> Iterator[str]:
        assert one.before is not None
        was, now = self._said(one, one.before), self._said(one, one.entry)
        yield f"  {one_line(one.row.place)}  {self._name(one)}: {f'{was} → {now}' if was != now else now}"
        for field in _TOLD[1:]:
            before, after = getattr(one.before, field), getattr(one.entry, field)
            if before != after:
                yield f"      {_(_FIELD_NAMES[field])}: {one_line(str(before or '–'))} → {one_line(str(after or '–'))}"

    def _refused(self, one: Refusal) -> Iterator[str]:
        named = one.row.text("indicator") or one.row.text("id")
        who = f"{one_line(named[:200])}: " if named and one.row.spot("indicator") != one.spot else ""
        yield f"  {one_line(one.place)}  {who}{one_line(one.message)}"
        if one.advice:
            yield f"      {one_line(one.advice)}"

    def _name(self, one: Statement) -> str:
        return one_line(self.plan.indicators[one.indicator_id].name.in_language(current_language()))

    def _said(self, one: Statement, entry: Entry) -> str:
        if entry.value is None:
            return f"{reason_text('unavailable')}: {one_line(entry.unavailable or '–')}"
        status = f" ({status_text(entry.status)})" if entry.status else ""
        return figure_with_unit(entry.value, self.plan.indicators[one.indicator_id]) + status


def _doubt_text(doubt: IntakeDoubt) -> str:
    return _(DOUBTS[doubt] if doubt in DOUBTS else _DOUBTS_OF_CELLS[doubt])


def count_text(count: int) -> str:
    """A count in Indonesian notation."""
    return f"{count:,}".replace(",", ".")


def _percentage(one: Statement) -> str:
    raw = one.row.value("realised")
    number = float_figure(raw) if isinstance(raw, int | float) else None
    assert number is not None
    assert one.entry.value is not None
    return _("{place}: {number} is shown as a percentage, and read as {figure}.").format(
        place=one_line(one.row.place), number=write_number(number), figure=f"{write_number(one.entry.value)}%"
    )
