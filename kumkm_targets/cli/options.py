"""The arguments and options that several commands share, and what the shell completes them with."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR
from kumkm_targets.messages import _


def complete_plan(context: typer.Context, incomplete: str) -> list[str]:
    """The plan ids that begin with what is typed."""
    folder = _workspace(context)
    if folder is None:
        return []
    from kumkm_targets.storage.workspace import plan_folders

    return [path.name for path in plan_folders(folder) if path.name.startswith(incomplete)]


def complete_indicator(context: typer.Context, incomplete: str) -> list[str]:
    """The indicator ids of the plan named before that begin with what is typed."""
    folder, plan = _workspace(context), context.params.get("plan")
    if folder is None or not plan or os.sep in plan:
        return []
    from kumkm_targets.storage.toml_file import read_toml
    from kumkm_targets.storage.workspace import PLAN_FILE

    indicators = (read_toml(folder / plan / PLAN_FILE).data or {}).get("indicators")
    if not isinstance(indicators, dict):
        return []
    return [name for name in indicators if name.startswith(incomplete)]


def complete_any_indicator(context: typer.Context, incomplete: str) -> list[str]:
    """The indicator ids and references of all plans that begin with what is typed."""
    folder = _workspace(context)
    if folder is None:
        return []
    from kumkm_targets.storage.toml_file import read_toml
    from kumkm_targets.storage.workspace import PLAN_FILE, plan_folders

    names: set[str] = set()
    for plan in plan_folders(folder):
        indicators = (read_toml(plan / PLAN_FILE).data or {}).get("indicators")
        for name, table in indicators.items() if isinstance(indicators, dict) else ():
            reference = table.get("reference") if isinstance(table, dict) else None
            names |= {name, reference} if isinstance(reference, str) else {name}
    return sorted(name for name in names if name.startswith(incomplete) and name.isprintable())


def _workspace(context: typer.Context) -> Path | None:
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.workspace import find_workspace

    given = context.find_root().params.get("plans")
    try:
        return find_workspace(Path(given) if given else None, os.environ, Path.cwd())
    except UsageError:
        return None


PlanArgument = Annotated[
    str, typer.Argument(metavar="PLAN", help=_("The plan's folder name."), autocompletion=complete_plan)
]
OptionalPlan = Annotated[
    str | None,
    typer.Argument(
        metavar="PLAN", help=_("The plan's folder name; without it, one line per plan."), autocompletion=complete_plan
    ),
]
IndicatorArgument = Annotated[
    str, typer.Argument(metavar="INDICATOR", help=_("The indicator's id."), autocompletion=complete_indicator)
]
OptionalIndicator = Annotated[
    str | None,
    typer.Argument(metavar="INDICATOR", help=_("The indicator's id."), autocompletion=complete_indicator),
]
YearOption = Annotated[
    int | None, typer.Option("--year", "-y", min=FIRST_YEAR, max=LAST_YEAR, metavar="YEAR", help=_("The year."))
]
ReopenOption = Annotated[
    str | None,
    typer.Option(
        metavar="REASON", help=_("Correct a closed year: why, and on what basis. It stays closed, with a new seal.")
    ),
]
StatusFormat = Annotated[
    Literal["text", "json", "csv", "markdown"],
    typer.Option("--format", "-f", help=_("How to print it."), show_default=True),
]
