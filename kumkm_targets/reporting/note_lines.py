"""The notes on a year as the command shows them: what stands, and what changes."""

from collections.abc import Iterator

from kumkm_targets.messages import N_, _
from kumkm_targets.model.notes import TOPICS, Topic, YearNotes
from kumkm_targets.reporting.plain import one_line

_LABELS: dict[Topic, str] = {
    "driving": N_("What drove the performance"),
    "hindering": N_("What hindered the performance"),
    "next_quarter": N_("Follow-up in the next quarter"),
    "next_rkpd": N_("Follow-up in the next RKPD or Renja"),
    "next_rpjmd": N_("Follow-up in the next RPJMD or Renstra"),
}


def topic_label(topic: Topic) -> str:
    """What a note is about."""
    return _(_LABELS[topic])


def note_lines(notes: YearNotes) -> Iterator[str]:
    """Every topic with its text, then who wrote the last of them when."""
    for topic in TOPICS:
        yield f"{topic_label(topic)}: {_shown(notes.on(topic))}"
    if notes.recorded_at is not None:
        day = notes.recorded_at.isoformat(sep=" ", timespec="minutes")
        yield _("Written {day} by {name}").format(day=day, name=one_line(notes.recorded_by or "–"))


def changed_note_lines(before: YearNotes, after: YearNotes) -> Iterator[str]:
    """The topics whose text changes, before → after."""
    for topic in TOPICS:
        if before.on(topic) != after.on(topic):
            yield f"{topic_label(topic)}: {_shown(before.on(topic))} → {_shown(after.on(topic))}"


def _shown(text: str | None) -> str:
    return "–" if text is None else one_line(text)
