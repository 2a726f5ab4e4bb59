"""Names that stand for something declared elsewhere: what is declared, and what a mistyped one may have meant."""

from kumkm_targets.messages import _
from kumkm_targets.storage.nearest import nearest
from kumkm_targets.storage.plan_files import PlanReading


def declared(reading: PlanReading, key: str) -> frozenset[str]:
    """The ids under `key` as the file declares them, valid or not."""
    table = (reading.file.data or {}).get(key)
    return frozenset(table if isinstance(table, dict) else ())


def did_you_mean(name: str, known: frozenset[str] | tuple[str, ...]) -> str:
    """The advice for a mistyped id, empty where nothing is near."""
    near = nearest(name, known)
    return _("Did you mean `{nearest}`?").format(nearest=near) if near else ""
