"""The words with which tables say how final a figure is."""

from typing import Final

from kumkm_targets.errors import RefusedError
from kumkm_targets.messages import _
from kumkm_targets.model.fields import Status

STATUS_WORDS: Final[dict[str, Status]] = {
    "angka sangat sementara": "very_preliminary",
    "sangat sementara": "very_preliminary",
    "very preliminary figure": "very_preliminary",
    "very preliminary": "very_preliminary",
    "very_preliminary": "very_preliminary",
    "**": "very_preliminary",
    "angka sementara": "preliminary",
    "sementara": "preliminary",
    "preliminary figure": "preliminary",
    "preliminary": "preliminary",
    "*": "preliminary",
    "angka perkiraan": "estimate",
    "perkiraan": "estimate",
    "angka estimasi": "estimate",
    "estimasi": "estimate",
    "estimate": "estimate",
    "e": "estimate",
    "angka tetap": "final",
    "tetap": "final",
    "final figure": "final",
    "final": "final",
}
"""By the word as it is written, in lower case: ours in both languages, and those of BPS tables."""


def read_status(text: str) -> Status:
    """The status that `text` names. Raises RefusedError."""
    found = STATUS_WORDS.get(" ".join(text.casefold().split()))
    if found is None:
        raise RefusedError(
            _("“{text}” is no status of a figure").format(text=text[:80]),
            _("Write one of: {choices}.").format(choices="sangat sementara, sementara, perkiraan, tetap"),
        )
    return found
