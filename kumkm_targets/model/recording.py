"""Recording a figure: what a year holds after one more statement about one indicator."""

from kumkm_targets.errors import RefusedError
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear, Superseded


def with_entry(content: RealisedYear, indicator_id: str, entry: Entry, reason: str | None) -> RealisedYear:
    """`content` with `entry` in force for the indicator; the entry it replaces goes to the history.

    The same statement again changes nothing. Raises RefusedError for a closed year, and where a
    value gives way to another without a reason.
    """
    if content.closed is not None:
        raise RefusedError(
            _("the year {year} was closed on {day}").format(year=content.year, day=content.closed.isoformat()),
            _("A closed year takes no more figures."),
        )
    reason = (reason or "").strip() or None
    old = content.figures.get(indicator_id)
    if old is not None and entry.says_the_same(old):
        return content
    if old is not None and replaces_value(old, entry) and not reason:
        raise RefusedError(
            _("{value} is recorded already, and there is no reason to replace it").format(
                value=write_number(old.value) if old.value is not None else ""
            ),
            _('Give the reason with --reason "…"; the old figure is kept in the history.'),
        )
    fields = {name: getattr(entry, name) for name in Entry.model_fields}
    if old is None:
        figure = RealisedFigure(**fields)
    else:
        past = Superseded(**{name: getattr(old, name) for name in Entry.model_fields}, reason=reason)
        stated = old.value is not None or old.unavailable is not None
        figure = RealisedFigure(
            **fields,
            quarters=old.quarters,
            parts=old.parts,
            history=(*old.history, past) if stated else old.history,
        )
    return content.model_copy(update={"figures": {**content.figures, indicator_id: figure}})


def replaces_value(old: Entry, new: Entry) -> bool:
    """Whether a value that was recorded gives way to another, or to none."""
    return old.value is not None and old.value != new.value
