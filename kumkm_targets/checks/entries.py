"""Where the entries of an array stand in the file, although reading has left out malformed ones among them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from kumkm_targets.model.plan import Amendment, Plan, Relation
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

E = TypeVar("E")


def relations_with_keys(reading: PlanReading, plan: Plan) -> list[tuple[KeyPath, Relation]]:
    """The plan's [[rules]], each with its key path in the file."""
    return _with_keys(reading, "rules", plan.rules, lambda relation: (relation.that,), ("that",))


def amendments_with_keys(reading: PlanReading, plan: Plan) -> list[tuple[KeyPath, Amendment]]:
    """The plan's [[amendments]], each with its key path in the file."""
    return _with_keys(
        reading,
        "amendments",
        plan.amendments,
        lambda amendment: (amendment.effective, amendment.basis),
        ("effective", "basis"),
    )


def history_key(year: RealisedReading, name: str, index: int, field: str) -> KeyPath:
    """The place of a field of a history entry; of the whole history where entries were left out of it."""
    history: KeyPath = ("figures", name, "history")
    return history if any(flaw.key[:3] == history for flaw in year.flaws) else (*history, index, field)


def _with_keys(
    reading: PlanReading, table: str, entries: Sequence[E], mark: Callable[[E], tuple[Any, ...]], keys: Sequence[str]
) -> list[tuple[KeyPath, E]]:
    """Entries keep their order, so each is the next one in the file that says the same."""
    written = (reading.file.data or {}).get(table)
    if not isinstance(written, list) or len(written) == len(entries):
        return [((table, index), entry) for index, entry in enumerate(entries)]
    found: list[tuple[KeyPath, E]] = []
    places = enumerate(written)
    for entry in entries:
        wanted = mark(entry)
        for index, raw in places:
            if isinstance(raw, dict) and tuple(_stripped(raw.get(key)) for key in keys) == wanted:
                found.append(((table, index), entry))
                break
    return found


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
