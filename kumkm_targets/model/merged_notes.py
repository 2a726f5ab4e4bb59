"""Merging the notes of a year: topic by topic, for two officers may write of different ones."""

from typing import Any

from kumkm_targets.model.notes import TOPICS, YearNotes
from kumkm_targets.model.three_way import Clash
from kumkm_targets.model.united_history import moment_of, united


def merged_notes(base: YearNotes | None, ours: YearNotes, theirs: YearNotes) -> YearNotes:
    """The notes that both sides have changed, in one: each text from the side that changed it, both histories.

    The stamps are those of the side that wrote last. Raises Clash where both have changed a text differently.
    """
    before, texts = base or YearNotes(), dict[str, Any]()
    for topic in TOPICS:
        old, our, their = (notes.on(topic) for notes in (before, ours, theirs))
        if our != their and old not in (our, their):
            raise Clash
        texts[topic] = their if our == old else our
    last = max(ours, theirs, key=lambda notes: (moment_of(notes), notes.recorded_by or ""))
    history = united(ours.history, theirs.history)
    return YearNotes(**texts, recorded_at=last.recorded_at, recorded_by=last.recorded_by, history=history)
