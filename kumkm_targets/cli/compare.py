"""`kumkm compare`: one indicator over the plans and regions of the workspace."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kumkm_targets.cli.options import StatusFormat, YearOption, complete_any_indicator, complete_plan
from kumkm_targets.cli.session import OpenPlans, Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.comparison import Comparison


def compare(
    context: typer.Context,
    indicator: Annotated[
        str,
        typer.Argument(
            metavar="INDICATOR",
            help=_("The indicator's id, or the `reference` that several plans have for it."),
            autocompletion=complete_any_indicator,
        ),
    ],
    plans: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLAN",
            help=_("The plans to compare; without them, all that have the indicator."),
            autocompletion=complete_plan,
        ),
    ] = None,
    year: YearOption = None,
    format: StatusFormat = "text",  # noqa: A002 - the option's name
) -> None:
    """Rank the plans by what they have achieved of the same indicator."""
    from kumkm_targets.evaluation.comparison import compare as compared

    session = session_of(context)
    opened = session.open_all(plans or ())
    readings = [(one.plan, one.reading.realised) for one in opened.valid]
    comparison = compared(indicator, readings, year, session.today)
    _refuse_unknown(comparison, opened, plans or ())
    _show(session, comparison, opened.broken, format)
    opened.refuse_broken()


def _refuse_unknown(comparison: "Comparison", opened: OpenPlans, plans: Sequence[str]) -> None:
    """Stop where no plan has the indicator, or one of those that were named has not."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.evaluation.comparison import names_of
    from kumkm_targets.storage.nearest import nearest

    found = {place.plan.id for place in comparison.places} | {plan.id for plan, _id in comparison.retired}
    lacking = [one.plan for one in opened.valid if one.plan.id not in found]
    if found and not (plans and lacking):
        return
    name = comparison.name
    near = nearest(name, names_of(lacking[:1] if found else lacking))
    advice = _("Did you mean `{nearest}`?").format(nearest=near) if near else ""
    if found:
        raise UsageError(_("the plan {plan} has no indicator “{name}”").format(plan=lacking[0].id, name=name), advice)
    message = _("no plan has an indicator or a reference “{name}”").format(name=name)
    if opened.broken:
        not_looked_at = _("not valid: {plans}").format(plans=", ".join(opened.broken))
        message = f"{message} ({not_looked_at})"
    raise UsageError(message, advice)


def _show(session: Session, comparison: "Comparison", broken: Sequence[str], format: str) -> None:  # noqa: A002
    if format == "text":
        from kumkm_targets.reporting.comparison.table import comparison_report

        screen = session.screen()
        screen.print(comparison_report(comparison, screen))
    elif format == "markdown":
        from kumkm_targets.reporting.comparison.markdown import comparison_markdown

        sys.stdout.write(comparison_markdown(comparison))
    else:
        from kumkm_targets.reporting.comparison.data import comparison_csv, comparison_json

        sys.stdout.write(comparison_json(comparison, broken) if format == "json" else comparison_csv(comparison))
