"""Evidence files of a plan: found in its `evidence/` folder, and told apart by their digest."""

from hashlib import file_digest
from pathlib import Path
from typing import Final, Literal

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _
from kumkm_targets.model.evidence import EVIDENCE_FOLDER, is_in_evidence
from kumkm_targets.storage.toml_file import os_reason

EvidenceTrouble = Literal["outside", "missing", "unreadable"]
"""Why there is no digest: the path leads out of `evidence/`, there is no such file, or it cannot be read."""

_MISSING: Final = frozenset({"missing", "folder"})


def evidence_digest(folder: Path, path: str) -> tuple[str | None, EvidenceTrouble | None]:
    """The digest of the file at `path` in the plan's `folder`, or why there is none. Never raises on what is there."""
    place = folder / path
    try:
        if not is_in_evidence(path) or not place.resolve().is_relative_to(folder.resolve() / EVIDENCE_FOLDER):
            return None, "outside"
        if place.exists() and not place.is_file():
            return None, "missing"  # a folder proves nothing, and reading a pipe would never end
        with place.open("rb") as file:
            return f"sha256:{file_digest(file, 'sha256').hexdigest()}", None
    except OSError as error:
        return None, "missing" if os_reason(error) in _MISSING else "unreadable"


def kept_digest(folder: Path, path: str) -> str:
    """The digest to keep with a figure. Raises RefusedError where there is no such evidence."""
    digest, trouble = evidence_digest(folder, path)
    if digest is not None:
        return digest
    if trouble == "outside":
        raise RefusedError(
            _("the evidence {path} leads out of the plan's folder evidence/").format(path=path),
            _("Put the file itself into evidence/, and name it as evidence/NAME."),
        )
    if trouble == "missing":
        raise RefusedError(
            _("there is no evidence {path} in the plan's folder").format(path=path),
            _("Put the file there first: {place}").format(place=(folder / path).as_posix()),
        )
    raise RefusedError(
        _("the evidence {path} cannot be read").format(path=path), _("Give yourself the right to read it.")
    )
