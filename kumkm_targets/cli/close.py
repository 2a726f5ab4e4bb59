"""`kumkm close`: a year takes no more figures, and gets a seal."""

from typing import TYPE_CHECKING, Annotated

import typer

from kumkm_targets.cli.options import PlanArgument, YearOption
from kumkm_targets.cli.session import OpenPlan, Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.due import Due
    from kumkm_targets.model.realised import RealisedYear

HELP = _(
    "Close a year: seal its targets and figures.\n\n"
    "Refused while figures are missing, not final or without source (what `kumkm due` asks for), unless --with says "
    "why; always refused before the year is over, or while `kumkm check` finds errors. A closed year takes no more "
    "figures; a correction is recorded with `kumkm record --reopen-because`."
)
"""What `kumkm close --help` says; the list of commands shows its first sentence."""


def close(
    context: typer.Context,
    plan: PlanArgument,
    year: YearOption = None,
    because: Annotated[
        str | None,
        typer.Option("--with", metavar="REASON", help=_("Close although something is lacking; the reason is kept.")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
) -> None:
    """Show what is closed, ask where somebody is there, and write the seal."""
    from kumkm_targets.cli.prompts import between_words, confirm, is_interactive, say
    from kumkm_targets.cli.recording import asked_year, content_of
    from kumkm_targets.evaluation.appraisal import appraise
    from kumkm_targets.reporting.closing.preview import closing_lines

    session = session_of(context)
    opened = session.open(plan)
    asked = asked_year(session, opened, year)
    _refuse_other_year(opened, asked)
    before = content_of(opened, asked)
    if before.closed is not None and before.seal is not None:
        say(_is_closed(opened, before))
        return
    dues = _what_is_lacking(session, opened, asked, because)
    after = _closed(opened, before, because if dues else None)
    appraisal = appraise(opened.plan, {**opened.reading.realised, asked: after}, asked, session.today)
    lines = [*closing_lines(appraisal, after, dues)]
    if because is not None and not dues:
        lines.append("  " + _("Nothing is lacking: the reason of --with is not needed, and not kept"))
    asking = is_interactive() and not yes
    if asking:
        say(*between_words(lines))
    if asking and not dry_run and not confirm(_("Close {year}?").format(year=asked), default=False):
        say(_("Nothing was written."))
        return
    outcome = _("Dry run: nothing was written.") if dry_run else _write(opened, before, after)
    say(*([] if asking else between_words(lines)), outcome)


def _refuse_other_year(opened: OpenPlan, year: int) -> None:
    """Stop for a year that is neither one of the plan nor recorded. Raises UsageError."""
    from kumkm_targets.errors import UsageError

    period = opened.plan.header.period
    if year not in opened.reading.realised and not period.start <= year <= period.end:
        raise UsageError(
            _("{year} lies outside the period {start}–{end} of {plan}").format(
                year=year, start=period.start, end=period.end, plan=opened.plan.id
            )
        )


def _is_closed(opened: OpenPlan, content: "RealisedYear") -> str:
    """That the year is closed already. Raises RefusedError where its seal does not fit."""
    from kumkm_targets.evaluation.closing import refuse_broken_seal

    refuse_broken_seal(opened.plan, content)
    assert content.closed is not None
    return _("Nothing changes: {year} was closed on {day}, and its seal fits: {seal}").format(
        year=content.year, day=content.closed.isoformat(), seal=content.seal
    )


def _what_is_lacking(session: Session, opened: OpenPlan, year: int, because: str | None) -> "tuple[Due, ...]":
    """What is lacking all the same. Raises RefusedError, where nothing may be closed."""
    from kumkm_targets.checks.engine import check_plan
    from kumkm_targets.errors import RefusedError, UsageError
    from kumkm_targets.evaluation.closing import lacking
    from kumkm_targets.reporting.closing.lacking import lacking_report

    if because is not None and not because.strip():
        raise UsageError(_("--with is empty"), _("Say why the year is closed although something is lacking."))
    if session.today.year <= year:
        raise RefusedError(
            _("the year {year} is not over").format(year=year), _("A year can be closed from 1 January of the next.")
        )
    found = check_plan(opened.reading, session.today)
    errors = [one for one in found if one.rule.severity == "error" and not one.ignored]
    if errors:
        session.show_findings(opened.reading, errors)
        raise RefusedError(
            _("{plan} has errors").format(plan=opened.plan.id),
            _("Mend what is shown above; `kumkm check {folder}` shows everything.").format(
                folder=opened.reading.folder.as_posix()
            ),
        )
    dues = lacking(opened.plan, opened.reading.realised, year, session.today)
    if dues and because is None:
        workspace = None if session.plans is None else str(session.plans)
        session.screen().print(lacking_report(dues, year, workspace), crop=False)
        raise RefusedError(
            _("{year} is not complete, and was not closed").format(year=year),
            _('Settle what is listed, or close it all the same and say why: --with "…".'),
        )
    return dues


def _closed(opened: OpenPlan, before: "RealisedYear", because: str | None) -> "RealisedYear":
    """The year closed now, with the digests of its evidence and its seal. Raises RefusedError."""
    from kumkm_targets.cli.recording import moment, user_name
    from kumkm_targets.evaluation.closing import closed_year
    from kumkm_targets.model.evidence import with_digests
    from kumkm_targets.storage.evidence import kept_digest

    plan, folder = opened.plan, opened.reading.folder
    whole = with_digests(before, plan.sources, lambda path: kept_digest(folder, path))
    return closed_year(plan, whole, moment(), user_name(), because.strip() if because else None)


def _write(opened: OpenPlan, before: "RealisedYear", after: "RealisedYear") -> str:
    """Write it, if what is on disk is still what was shown, and say where."""
    from kumkm_targets.errors import RefusedError
    from kumkm_targets.storage.plan_files import realised_path
    from kumkm_targets.storage.recording import update_realised

    def change(content: "RealisedYear") -> "RealisedYear":
        if content != before:
            raise RefusedError(
                _("somebody else has recorded figures of {year} meanwhile").format(year=before.year),
                _("Look at `kumkm history`, then close again."),
            )
        return after

    update_realised(opened.reading, before.year, change)
    path = realised_path(opened.reading.folder, before.year)
    return _("Closed in {path}").format(path=path.as_posix())
