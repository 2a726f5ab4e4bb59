"""`kumkm status`: the table of one plan and year, or one line per plan."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kumkm_targets.cli.appraising import AsOfOption, OriginalOption, QuarterOption, appraised, manner
from kumkm_targets.cli.options import OptionalPlan, StatusFormat, YearOption
from kumkm_targets.cli.session import Session, session_of
from kumkm_targets.cli.status_views import Format, show_groups, show_overview, show_parts, show_plan
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.appraisal import Appraisal
    from kumkm_targets.reporting.status.shown_rows import Shown

State = Literal["missed", "behind", "undetermined"]
_FOUND = 1


def status(
    context: typer.Context,
    plan: OptionalPlan = None,
    year: YearOption = None,
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    original: OriginalOption = False,
    by_part: Annotated[bool, typer.Option("--by-part", help=_("A line per kabupaten/kota."))] = False,
    by_objective: Annotated[bool, typer.Option("--by-objective", help=_("Averages per objective."))] = False,
    by_programme: Annotated[
        bool, typer.Option("--by-programme", help=_("Averages per programme, beside its budget and spending."))
    ] = False,
    sort: Annotated[
        Literal["urgency"] | None, typer.Option(help=_("What needs attention first in front, with the reasons."))
    ] = None,
    only: Annotated[
        State | None,
        typer.Option(help=_("Only the indicators that missed their target, are behind, or have no achievement.")),
    ] = None,
    format: StatusFormat = "text",  # noqa: A002 - the option's name
    fail_on: Annotated[
        State | None,
        typer.Option(help=_("Exit with 1 if an indicator missed its target, is behind, or has no achievement.")),
    ] = None,
) -> None:
    """Print how far targets and realised figures are apart."""
    session = session_of(context)
    views = {"--by-part": by_part, "--by-objective": by_objective, "--by-programme": by_programme}
    of_rows = {"--sort": sort, "--only": only}
    if plan is None:
        _refuse_without_plan({"--quarter": quarter, "--as-of": as_of, "--original": original, **views, **of_rows})
        _overview(session, year, format, fail_on)
        return
    for option, value in of_rows.items():
        _refuse_together({**views, option: value})
    _refuse_together({"--by-part": by_part, "--quarter": quarter})
    how = manner(as_of, quarter, original=original)
    opened = session.open(plan)
    appraisal, realised = appraised(session, opened, year, how), opened.reading.realised
    if by_part:
        show_parts(session, appraisal, realised, format)
    elif by_objective or by_programme:
        show_groups(session, appraisal, realised, "objective" if by_objective else "programme", format)
    else:
        show_plan(session, appraisal, _shown(appraisal, sort, only), format)
    _fail([appraisal], fail_on)


def _refuse_without_plan(options: dict[str, Any]) -> None:
    from kumkm_targets.errors import UsageError

    for name, value in options.items():
        if value:
            raise UsageError(
                _("{option} is for one plan").format(option=name),
                _("Name the plan: `kumkm status PLAN {option}`.").format(
                    option=name if value is True else f"{name} {value}"
                ),
            )


def _refuse_together(options: dict[str, Any]) -> None:
    from kumkm_targets.errors import UsageError

    given = [name for name, value in options.items() if value]
    if len(given) > 1:
        raise UsageError(_("{one} and {other} exclude one another").format(one=given[0], other=given[1]))


def _shown(appraisal: "Appraisal", sort: str | None, only: State | None) -> "Shown | None":
    """The rows that the options choose, in their order; None: all, as the plan has them."""
    if sort is None and only is None:
        return None
    from kumkm_targets.evaluation.attention import by_urgency, selected
    from kumkm_targets.reporting.status.shown_rows import Shown

    rows = appraisal.rows if sort is None else by_urgency(appraisal)
    return Shown(rows if only is None else selected(rows, only), with_reasons=sort is not None)


def _overview(session: Session, year: int | None, format: Format, fail_on: State | None) -> None:  # noqa: A002
    from kumkm_targets.evaluation.appraisal import appraise, latest_year

    opened, appraisals = session.open_all(), []
    for one in opened.valid:
        plan, realised = one.plan, one.reading.realised
        when = latest_year(plan, realised, session.today) if year is None else year
        appraisals.append(appraise(plan, realised, when, session.today))
    show_overview(session, appraisals, opened.broken, format)
    opened.refuse_broken()
    _fail(appraisals, fail_on)


def _fail(appraisals: "Iterable[Appraisal]", state: State | None) -> None:
    """Exit with 1 if any indicator is in a state that the caller does not accept."""
    if state is None:
        return
    from kumkm_targets.evaluation.attention import selected

    if any(selected(appraisal.rows, state) for appraisal in appraisals):
        raise typer.Exit(_FOUND)
