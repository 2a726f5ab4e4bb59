"""Evidence files of a plan: found in its `evidence/` folder, and told apart by their digest."""

import os
from pathlib import Path
from typing import Literal

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _
from kumkm_targets.model.evidence import EVIDENCE_FOLDER, is_in_evidence
from kumkm_targets.storage.links import behind_links

EvidenceTrouble = Literal["outside", "missing", "unreadable"]
"""Why evidence is none: the path leads out of `evidence/`, there is no such file, or it cannot be read."""


def evidence_trouble(folder: Path, path: str) -> EvidenceTrouble | None:
    """What is wrong with the file at `path` in the plan's `folder`; None where it can be read. Never raises."""
    place = folder / path
    try:
        if not is_in_evidence(path) or not behind_links(place).is_relative_to(behind_links(folder) / EVIDENCE_FOLDER):
            return "outside"
        if not place.is_file():  # a folder proves nothing, and reading a pipe would never end
            return "missing"
        return None if os.access(place, os.R_OK) else "unreadable"
    except OSError:
        return "unreadable"


def evidence_digest(folder: Path, path: str) -> str | None:
    """The digest of the file at `path` in the plan's `folder`; None where there is none."""
    if evidence_trouble(folder, path) is not None:
        return None
    from hashlib import file_digest

    try:
        with (folder / path).open("rb") as file:
            return f"sha256:{file_digest(file, 'sha256').hexdigest()}"
    except OSError:
        return None


def kept_digest(folder: Path, path: str) -> str:
    """The digest to keep with a figure. Raises RefusedError where there is no such evidence."""
    digest, trouble = evidence_digest(folder, path), evidence_trouble(folder, path)
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
