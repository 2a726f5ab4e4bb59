"""One import from the file to the record: read, shown, asked about, and written as a whole."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from kumkm_targets.cli.intake_questions import answered_names
from kumkm_targets.cli.progress import with_progress
from kumkm_targets.cli.prompts import ask_until, between_words, confirm, is_interactive, say
from kumkm_targets.cli.recording import stamped
from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.errors import NotWrittenError, RefusedError
from kumkm_targets.intake.naming import Names
from kumkm_targets.intake.proposal import Proposal, proposal_of, with_statements
from kumkm_targets.intake.rows import TableRow
from kumkm_targets.intake.sheets import Source, source_of
from kumkm_targets.intake.statements import Judge, Statement
from kumkm_targets.messages import _, ngettext
from kumkm_targets.model.fields import Status
from kumkm_targets.model.intake_map import IntakeMap
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.recording import refuse_closed
from kumkm_targets.reporting.intake.preview import IntakePreview, count_text
from kumkm_targets.storage.intake_map_file import keep_intake_map, read_intake_map
from kumkm_targets.storage.plan_files import realised_path
from kumkm_targets.storage.recording import update_realised
from kumkm_targets.storage.tables.reading import read_tables
from kumkm_targets.storage.tables.table import Sheet, Tables

_LISTED: Final = 40
"""How many cells of each kind a terminal shows; a file or pipe gets all."""


@dataclass(frozen=True)
class Wishes:
    """The options of an import."""

    sheet: str | None = None
    map: Path | None = None
    source: str | None = None
    status: Status | None = None
    reason: str | None = None
    corrections: Path | None = None
    dry_run: bool = False
    yes: bool = False
    force: bool = False


@dataclass
class IntakeRun:
    """The import of `file` into a year of an opened plan."""

    session: Session
    opened: OpenPlan
    year: int
    file: Path
    wishes: Wishes
    names: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        """Do it. Raises UnreadableError, RefusedError and NotWrittenError; nothing is written then."""
        self._refuse_impossible_year()
        self.opened.digest_of_source(self.wishes.source)  # refused here, not on each row
        folder = self.opened.reading.folder
        stated = read_intake_map(folder, self.wishes.map)
        tables = read_tables(self.file)
        source = source_of(tables, self.opened.plan, self.year, stated, self.wishes.sheet)
        rows = list(source.rows())
        proposal = self._proposal(rows, stated)
        if self._interactive:
            self.names = answered_names(self.opened.plan, proposal.refused)
            if self.names:
                proposal = self._proposal(rows, stated)
        preview = self._preview(proposal, source, tables)
        say(*between_words(preview.lines()))
        if proposal.refused:
            self._refuse(proposal, tables.sheets)
        if not proposal.stated:
            say(_("Nothing changes: there is no new figure in this file."))
            self._keep_map(stated)
            return
        self._clear_doubts(proposal, preview)
        reason = self._reason(proposal)
        if self._interactive and not self.wishes.dry_run and not confirm(_("Record these?")):
            say(_("Nothing was written."))
            return
        if self.wishes.dry_run:
            say(_("Dry run: nothing was written."))
            return
        self._write(proposal, reason)
        self._keep_map(stated)

    def _keep_map(self, stated: IntakeMap) -> None:
        """Keep how the table is read for the next time, if the officer has said it now."""
        if self.wishes.dry_run:
            return
        given = stated if self.wishes.map else IntakeMap()
        kept = keep_intake_map(self.opened.reading.folder, given, self.names)
        if kept is not None:
            say(_("How this table is read is kept in {path}").format(path=kept.as_posix()))

    @property
    def _interactive(self) -> bool:
        return is_interactive() and not self.wishes.yes

    @property
    def _content(self) -> RealisedYear | None:
        return self.opened.reading.realised.get(self.year)

    def _refuse_impossible_year(self) -> None:
        if self._content is not None:
            refuse_closed(self._content)
        if self.year > self.session.today.year and not self.wishes.force:
            raise RefusedError(
                _("the year {year} has not begun yet").format(year=self.year), _("--force records it all the same.")
            )

    def _proposal(self, rows: list[TableRow], stated: IntakeMap) -> Proposal:
        judge = Judge(
            plan=self.opened.plan,
            year=self.year,
            realised=self.opened.reading.realised,
            names=Names(self.opened.plan, {**stated.indicators, **self.names}),
            today=self.session.today,
            status=self.wishes.status,
            source=self.wishes.source,
            digest_of=cache(self.opened.digest_of_source),  # a thousand rows may name one file
        )
        return proposal_of(with_progress(rows, len(rows), _never), judge)

    def _preview(self, proposal: Proposal, source: Source, tables: Tables) -> IntakePreview:
        most = _LISTED if sys.stdout.isatty() else None
        return IntakePreview(self.opened.plan, proposal, source, tables.encoding, most)

    def _refuse(self, proposal: Proposal, sheets: Iterable[Sheet]) -> None:
        """Write the copy with comments, and stop."""
        count = len(proposal.refused)
        advice = _("Nothing was written. Correct these cells and import the file again.")
        if not self.wishes.dry_run or self.wishes.corrections is not None:
            advice = self._corrections(proposal, sheets) or advice
        message = ngettext("{count} cell is refused", "{count} cells are refused", count)
        raise RefusedError(message.format(count=count_text(count)), advice)

    def _corrections(self, proposal: Proposal, sheets: Iterable[Sheet]) -> str:
        from kumkm_targets.reporting.intake.corrections import corrections_workbook
        from kumkm_targets.storage.report_file import write_bytes

        path = self.wishes.corrections or _free_path(self.file)
        try:
            write_bytes(path, corrections_workbook(sheets, proposal.refused))
        except NotWrittenError as error:
            return _("Nothing was written, nor the copy with comments: {reason}.").format(reason=error.message)
        return _("Nothing was written. A copy with a comment on each refused cell: {path}").format(path=path.as_posix())

    def _clear_doubts(self, proposal: Proposal, preview: IntakePreview) -> None:
        """Ask about what is unlikely; in a script refuse it, unless forced."""
        if not proposal.doubted or self.wishes.force:
            return
        say(*between_words([_("Unlikely:"), *preview.doubts()]))
        if not self._interactive:
            count = len(proposal.doubted)
            message = ngettext("{count} figure looks unlikely", "{count} figures look unlikely", count)
            raise RefusedError(
                message.format(count=count_text(count)), _("If they are right, --force records them all the same.")
            )
        if not confirm(_("Are they right all the same?"), default=False):
            raise RefusedError(_("the figures were not confirmed"), _("Nothing was written."))

    def _reason(self, proposal: Proposal) -> str | None:
        """Why figures are replaced; asks for it where somebody is there."""
        if self.wishes.reason or not proposal.replacing:
            return self.wishes.reason
        if self._interactive:
            return ask_until(_("Reason for replacing the figures"), _needed)
        count = len(proposal.replacing)
        message = ngettext(
            "{count} recorded figure would be replaced, and there is no reason for it",
            "{count} recorded figures would be replaced, and there is no reason for it",
            count,
        )
        raise RefusedError(
            message.format(count=count_text(count)),
            _('Give the reason with --reason "…"; the old figures are kept in the history.'),
        )

    def _write(self, proposal: Proposal, reason: str | None) -> None:
        stamp = stamped(Entry())
        stamps = {"recorded_at": stamp.recorded_at, "recorded_by": stamp.recorded_by}
        entries: list[tuple[Statement, Entry]] = [(one, one.entry.model_copy(update=stamps)) for one in proposal.stated]

        def change(content: RealisedYear) -> RealisedYear:
            return with_statements(content, with_progress(entries, len(entries), _never), reason)

        update_realised(self.opened.reading, self.year, change)
        path = realised_path(self.opened.reading.folder, self.year)
        say(
            _("Recorded in {path}: {new} new, {changed} changed, {unchanged} unchanged").format(
                path=path.as_posix(),
                new=count_text(len(proposal.new)),
                changed=count_text(len(proposal.changed)),
                unchanged=count_text(len(proposal.unchanged)),
            )
        )


def _free_path(file: Path) -> Path:
    """A name beside `file` that no file has yet: a copy that somebody works in is not overwritten."""
    stem, number = f"{file.stem.removesuffix('.perbaikan')}.perbaikan", 1
    path = file.with_name(f"{stem}.xlsx")
    while path.exists():
        number += 1
        path = file.with_name(f"{stem}-{number}.xlsx")
    return path


def _needed(answer: str) -> str:
    if not answer:
        raise RefusedError(_("a reason is needed; the old figures are kept with it in the history"))
    return answer


def _never(_item: object) -> bool:
    return False
