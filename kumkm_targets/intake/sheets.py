"""Which sheets of a file hold figures of the year, and whether the file is a form of this plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kumkm_targets.errors import RefusedError, UsageError
from kumkm_targets.intake.form_identity import FormIdentity, fingerprint, identity_of
from kumkm_targets.intake.layout import Layout, find_layout
from kumkm_targets.intake.rows import TableRow, stating_rows
from kumkm_targets.messages import _
from kumkm_targets.model.intake_map import IntakeMap
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.tables.table import Sheet, Tables


@dataclass(frozen=True, slots=True)
class Source:
    """The sheets to take figures from, each with its layout. identity: where the file is a form of ours.

    hidden: sheets that are out of sight and not read; without_table: those in which no table of figures was found.
    """

    sheets: tuple[tuple[Sheet, Layout], ...]
    identity: FormIdentity | None
    hidden: tuple[str, ...]
    without_table: tuple[str, ...]

    def rows(self) -> Iterator[TableRow]:
        """All rows that state something."""
        for sheet, layout in self.sheets:
            yield from stating_rows(sheet, layout)

    def is_outdated(self, plan: Plan) -> bool:
        """Whether it is a form from before the plan was changed."""
        return self.identity is not None and self.identity.fingerprint != fingerprint(plan, self.identity.year)


def source_of(tables: Tables, plan: Plan, year: int, stated: IntakeMap, only: str | None = None) -> Source:
    """Where in `tables` the figures of `year` stand; only: the sheet of that name.

    A form is read by its own headings, whatever `stated` says. Raises RefusedError for a form of another plan or
    year, for a table that has two columns for one thing, and where there is no table at all.
    """
    identity = identity_of(tables.sheets)
    if identity is not None:
        _refuse_others(identity, plan, year)
        stated = IntakeMap(indicators=stated.indicators)
    only = only or stated.sheet
    sheets = _chosen(tables.sheets, only)
    visible = [sheet for sheet in sheets if not sheet.is_hidden or sheet.name == only]
    found = [(sheet, find_layout(sheet, year, stated)) for sheet in visible]
    if identity is not None:  # its words above the table are those of the plan, and each cell has a unit beside it
        found = [(sheet, layout and replace(layout, scale=None)) for sheet, layout in found]
    source = Source(
        sheets=tuple((sheet, layout) for sheet, layout in found if layout is not None),
        identity=identity,
        hidden=tuple(sheet.name for sheet in sheets if sheet not in visible and identity is None),
        without_table=tuple(sheet.name for sheet, layout in found if layout is None and identity is None),
    )
    if not source.sheets:
        raise RefusedError(
            _("no table with indicators and their realised figures of {year} was found").format(year=year),
            _(
                "It needs headings such as “Indikator” and “Realisasi {year}”; other words are named in a --map file."
            ).format(year=year),
        )
    return source


def _refuse_others(identity: FormIdentity, plan: Plan, year: int) -> None:
    if (identity.plan, identity.year) != (plan.id, year):
        raise RefusedError(
            _("this is the form of {plan} for {year}").format(plan=identity.plan[:100], year=identity.year),
            _("Import it there: `kumkm import {plan} FILE --year {year}`.").format(
                plan=identity.plan[:100], year=identity.year
            ),
        )


def _chosen(sheets: Iterable[Sheet], only: str | None) -> list[Sheet]:
    chosen = [sheet for sheet in sheets if only is None or sheet.name.casefold() == only.casefold()]
    if not chosen:
        raise UsageError(
            _("there is no sheet “{name}”").format(name=only),
            _("Its sheets: {names}.").format(names=", ".join(sheet.name for sheet in sheets) or "–"),
        )
    return chosen
