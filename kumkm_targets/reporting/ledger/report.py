"""The ledger for a screen or paper: a block for every event, under the day on which it was recorded."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kumkm_targets.messages import _
from kumkm_targets.reporting.ledger import words
from kumkm_targets.reporting.ledger.words import PlanEvent
from kumkm_targets.reporting.plain import one_line


def ledger_report(told: Iterable[PlanEvent], notes: Iterable[str] = (), *, named: bool = False) -> RenderableType:
    """The events in the order given. named: each plan under its title, for there are several. notes: for the end."""
    pieces: list[RenderableType] = []
    for plan, its_events in groupby(told, key=lambda one: one.plan):
        if named:
            title = Text.assemble((one_line(plan.id), "bold underline"), f"  {one_line(plan.header.title)}")
            pieces += [Text("")] if pieces else []
            pieces += [title, Text("")]
        pieces.append(event_blocks(its_events))
    closing = [Text(note, style="dim") for note in notes]
    return Group(*pieces, *([Text("")] if closing and pieces else []), *closing)


def event_blocks(told: Iterable[PlanEvent], *, of_one: bool = False) -> RenderableType:
    """Day by day a block for each event. of_one: all are about one indicator, which is not named again."""
    pieces: list[RenderableType] = []
    for day, of_day in groupby(told, key=words.day):
        pieces += [Text("")] if pieces else []
        pieces.append(Text(day or _("without a day of recording"), style="bold"))
        for one in of_day:
            who = " ".join(filter(None, (words.time(one), words.recorded_by(one))))
            about = words.period(one) if of_one else words.subject(one)
            pieces.append(Padding.indent(Text(f"{who} · {about}" if who else about), 2))
            pieces += (Padding.indent(line, 6) for line in _lines(one))
    return Group(*pieces)


def _lines(one: PlanEvent) -> Iterator[Text]:
    yield Text.assemble((words.before(one), "dim"), " → ", (words.after(one), "bold" if one.event.in_force else ""))
    for label, text in (
        (_("Reason"), words.reason(one)),
        (_("Source"), words.source(one)),
        (_("Note"), words.note(one)),
    ):
        if text:
            yield Text(f"{label}: {text}")
