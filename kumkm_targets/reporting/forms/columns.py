"""The columns that the tables of several forms have in common."""

from kumkm_targets.messages import N_, _
from kumkm_targets.reporting.documents.document import Align, Column

_KNOWN: dict[str, tuple[str, float, Align]] = {
    "no": (N_("No"), 0.5, "right"),
    "indicator": (N_("Indicator"), 4.0, "left"),
    "unit": (N_("Unit"), 1.0, "left"),
    "target": (N_("Target"), 1.6, "right"),
    "realised": (N_("Realised"), 1.6, "right"),
    "gap": (N_("Gap"), 1.5, "right"),
    "achievement": (N_("Achievement (%)"), 1.2, "right"),
    "rating": (N_("Predikat"), 1.5, "left"),
    "outlook": (N_("Outlook"), 1.8, "left"),
}


def known_columns(*keys: str) -> tuple[Column, ...]:
    """The columns of these keys, with their usual headings, widths and sides."""
    return tuple(Column(key, (_(_KNOWN[key][0]),), _KNOWN[key][1], _KNOWN[key][2]) for key in keys)
