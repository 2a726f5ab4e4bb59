"""The workspace: a folder whose sub-folders are plans."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kumkm_targets.errors import UnreadableError, UsageError
from kumkm_targets.messages import _
from kumkm_targets.storage.nearest import nearest

WORKSPACE_NAME: Final = "plans"
PLAN_FILE: Final = "plan.toml"
REALISED_FOLDER: Final = "realised"
PLAN_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


def find_workspace(given: Path | None, environment: Mapping[str, str], here: Path) -> Path:
    """The workspace in force: `given`, else KUMKM_PLANS, else the nearest `plans/` from here upward.

    Raises UsageError where there is none.
    """
    named = given or (Path(environment["KUMKM_PLANS"]) if environment.get("KUMKM_PLANS") else None)
    if named is not None:
        if not named.is_dir():
            raise UsageError(
                _("there is no folder {path}").format(path=named),
                _("--plans and KUMKM_PLANS name the folder that holds the plan folders."),
            )
        return named
    for folder in (here, *here.parents):
        if (folder / WORKSPACE_NAME).is_dir():
            return folder / WORKSPACE_NAME
        if folder.name == WORKSPACE_NAME and any(folder.glob(f"*/{PLAN_FILE}")):
            return folder
    raise UsageError(
        _("no folder `plans` here or in any folder above"),
        _("Make a plan with `kumkm new`, or name the folder with --plans DIR or KUMKM_PLANS."),
    )


def plan_folders(workspace: Path, *, with_lost: bool = False) -> list[Path]:
    """The plan folders of a workspace, by name. Raises UnreadableError.

    with_lost: those too that must have been one, whose plan.toml has another name or is gone.
    """
    try:
        return sorted(
            path for path in workspace.iterdir() if (path / PLAN_FILE).exists() or (with_lost and _was_a_plan(path))
        )
    except OSError as error:
        raise UnreadableError(
            _("cannot read the folder {path}: {reason}").format(path=workspace, reason=error.strerror)
        ) from error


def _was_a_plan(folder: Path) -> bool:
    """Whether figures were recorded here, or Notepad has saved a `plan.toml.txt`."""
    return (folder / REALISED_FOLDER).is_dir() or any(folder.glob(f"{PLAN_FILE}*"))


def plan_folder(workspace: Path, plan_id: str) -> Path:
    """The folder of the plan `plan_id`. Raises UsageError with the nearest id there is.

    An id is a folder's name, never a path: it cannot lead out of the workspace.
    """
    folder = workspace / plan_id
    if PLAN_ID.fullmatch(plan_id) and (folder / PLAN_FILE).is_file():
        return folder
    known = [path.name for path in plan_folders(workspace)]
    near = nearest(plan_id, known)
    advice = (
        _("Did you mean `{nearest}`?").format(nearest=near)
        if near
        else _("Plans here: {plans}.").format(plans=", ".join(known) or _("none yet"))
    )
    raise UsageError(_("there is no plan “{plan}” in {path}").format(plan=plan_id, path=workspace), advice)
