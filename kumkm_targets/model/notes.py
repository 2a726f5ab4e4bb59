"""`[notes]` of a realised file: what the factor rows of the official forms say of the year, in words.

Notes are no figures: a closed year takes them, and they stand outside its figures' history with one of their own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Strict

from kumkm_targets.model.fields import Record, Text

Topic = Literal["driving", "hindering", "next_quarter", "next_rkpd", "next_rpjmd"]
"""What a note is about: what helped, what stood in the way, and what is to be done in the next quarter, in the next
yearly plan (RKPD or Renja) and in the next plan over years (RPJMD or Renstra).
"""

TOPICS: Final[tuple[Topic, ...]] = ("driving", "hindering", "next_quarter", "next_rkpd", "next_rpjmd")


class Remarks(Record):
    """Texts on a year, and who wrote the last of them when."""

    driving: Text | None = None
    hindering: Text | None = None
    next_quarter: Text | None = None
    next_rkpd: Text | None = None
    next_rpjmd: Text | None = None
    recorded_at: datetime | None = None
    recorded_by: Text | None = None

    def on(self, topic: Topic) -> str | None:
        """The text on one topic."""
        text: str | None = getattr(self, topic)
        return text


class YearNotes(Remarks):
    """The texts in force, and those they replaced, oldest first, each with the stamps it had."""

    history: Annotated[tuple[Remarks, ...], Strict(False)] = ()


def with_texts(
    notes: YearNotes, texts: Mapping[Topic, str | None], recorded_at: datetime | None, recorded_by: str | None
) -> YearNotes:
    """`notes` with these texts in force, None to take one away; what they replace goes to the history.

    The same texts again change nothing.
    """
    changed: dict[str, str | None] = {topic: text for topic, text in texts.items() if notes.on(topic) != text}
    if not changed:
        return notes
    replaced: dict[str, str] = {
        topic: text for topic in TOPICS if topic in changed and (text := notes.on(topic)) is not None
    }
    history = notes.history
    if replaced:
        then = Remarks(recorded_at=notes.recorded_at, recorded_by=notes.recorded_by)
        history = (*history, then.model_copy(update=replaced))
    update: dict[str, Any] = {"recorded_at": recorded_at, "recorded_by": recorded_by, "history": history, **changed}
    return notes.model_copy(update=update)
