"""The `intake.toml` of a plan: what its officer has said about tables of another make."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import tomli_w
from pydantic import ValidationError

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.model.intake_map import IntakeMap
from kumkm_targets.storage.atomic import locked, replace_file
from kumkm_targets.storage.recording import refuse_vanished
from kumkm_targets.storage.toml_file import read_toml

INTAKE_FILE: Final = "intake.toml"
_HEAD: Final = "# Nama dalam tabel luar = id indikator dalam rencana ini; id kosong: bukan indikator rencana ini.\n\n"


def read_intake_map(folder: Path, given: Path | None) -> IntakeMap:
    """The map at `given`, else the one that the plan folder keeps, else an empty one. Raises UnreadableError."""
    path = given or folder / INTAKE_FILE
    if given is None and not path.exists():
        return IntakeMap()
    data = read_toml(path).data
    if data is None:
        raise UnreadableError(
            _("{path} cannot be read as TOML").format(path=path), _('A line in it looks like: realised = "H".')
        )
    try:
        return IntakeMap.model_validate(data)
    except ValidationError as error:
        key = ".".join(map(str, error.errors()[0]["loc"]))
        raise UnreadableError(
            _("{path}: the key “{key}” is not one of a map, or has no such value").format(path=path, key=key),
            _("A map has sheet, header_row, [columns] and [indicators]; the columns are {fields}.").format(
                fields="id, indicator, unit, realised, status, source, as_of, unavailable, note"
            ),
        ) from error


def keep_intake_map(folder: Path, stated: IntakeMap, names: Mapping[str, str]) -> Path | None:
    """Keep the map and the `names` that were answered in the plan folder, if it has no map yet; where it was kept.

    A map that is there is a person's, with comments, and stays as it is. Raises NotWrittenError.
    """
    path = folder / INTAKE_FILE
    whole = stated.model_copy(update={"indicators": {**stated.indicators, **names}})
    if path.exists() or whole == IntakeMap():
        return None
    with locked(folder):
        refuse_vanished(folder)
        replace_file(path, _HEAD + tomli_w.dumps(whole.model_dump(exclude_none=True, exclude_defaults=True)))
    return path
