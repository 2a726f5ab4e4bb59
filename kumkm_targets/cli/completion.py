"""What the shell completes with the ids that a plan declares."""

import os
from pathlib import Path

import typer


def complete_part(context: typer.Context, incomplete: str) -> list[str]:
    """The region codes of the plan's parts that begin with what is typed."""
    return _declared(context, "parts", incomplete)


def complete_programme(context: typer.Context, incomplete: str) -> list[str]:
    """The programme ids of the plan that begin with what is typed."""
    return _declared(context, "programmes", incomplete)


def _declared(context: typer.Context, table: str, incomplete: str) -> list[str]:
    """The keys of a table of the plan named before.

    While the value of an option is still missing, the arguments before it are not told apart yet.
    """
    from kumkm_targets.cli.session import Session
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.toml_file import read_toml
    from kumkm_targets.storage.workspace import PLAN_FILE

    workspace = context.find_root().params.get("plans")
    plan = context.params.get("plan") or next(iter(context.args), "")
    if not plan or os.sep in plan:
        return []
    try:
        folder = Session(Path(workspace) if workspace else None, None).workspace
    except UsageError:
        return []
    names = (read_toml(folder / plan / PLAN_FILE).data or {}).get(table)
    return [name for name in names if name.startswith(incomplete)] if isinstance(names, dict) else []
