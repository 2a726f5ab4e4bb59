"""4xx: evidence: the files that sources name are there, and are those that figures were recorded from."""

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Final

from kumkm_targets.checks.entries import history_key
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.evaluation.seal import short_digest
from kumkm_targets.messages import N_, _
from kumkm_targets.model.evidence import EVIDENCE_FOLDER, Key, cited_evidence, evidence_of
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.evidence import EvidenceTrouble, evidence_digest, evidence_trouble
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

MISSING = Rule(
    "KT433",
    "evidence-missing",
    "error",
    N_("A file in `evidence/` that a source names is there and can be read."),
    N_("An auditor who asks where the figure comes from gets nothing."),
    '[figures.rasio]\nvalue = 3.72\nsource = "evidence/sakernas-2025.pdf"  # the file was moved away',
    '[figures.rasio]\nvalue = 3.72\nsource = "evidence/sakernas-2025.pdf"',
    N_("Put the file there, or name the one that is."),
)
CHANGED = Rule(
    "KT434",
    "evidence-changed",
    "error",
    N_("A file in `evidence/` is the one that the figure was recorded from: its digest is `source_digest`."),
    N_("The figure seems to be proved by a file that may say something else."),
    'source = "evidence/sakernas-2025.pdf"  # another file than then\nsource_digest = "sha256:…"',
    'source = "evidence/sakernas-2025-revisi.pdf"\nsource_digest = "sha256:…"',
    N_("Put the old file back; keep a new edition under another name, and record the figure with that as its source."),
)
OUTSIDE = Rule(
    "KT435",
    "evidence-outside",
    "error",
    N_("Evidence lies in the plan's own folder `evidence/`, and no path or link leads out of it."),
    N_("What lies elsewhere is lost when the plan is copied or handed over."),
    '[sources.sakernas]\ntitle = "Sakernas"\nfile = "../unduhan/sakernas.pdf"',
    '[sources.sakernas]\ntitle = "Sakernas"\nfile = "evidence/sakernas.pdf"',
    N_("Copy the file into `evidence/` and name it as evidence/NAME."),
)
_MARKS: Final = (f"{EVIDENCE_FOLDER}/", "\\u", "\\U")
"""A file without any of these names no evidence itself."""

_TROUBLES: Final[dict[EvidenceTrouble, tuple[Rule, str]]] = {
    "outside": (OUTSIDE, N_("the path {path} leads out of the plan's folder evidence/")),
    "missing": (MISSING, N_("there is no file {path} in the plan's folder")),
    "unreadable": (MISSING, N_("the file {path} cannot be read")),
}


def declared(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The evidence that plan.toml names is there."""
    for name, source in plan.sources.items():
        if source.file is not None:
            yield from _unfit(reading, reading.file.path, ("sources", name, "file"), source.file)
    if not _may_name(reading.file.text):
        return
    for name, indicator in plan.indicators.items():
        places: list[tuple[KeyPath, str | None]] = [(("source",), indicator.source)]
        if indicator.baseline is not None:
            places.append((("baseline", "source"), indicator.baseline.source))
        for key, text in places:
            if text not in plan.sources and (path := evidence_of(text, plan.sources)) is not None:
                yield from _unfit(reading, reading.file.path, ("indicators", name, *key), path)


def cited(reading: PlanReading, plan: Plan, _today: date) -> Iterator[Finding]:
    """The evidence of figures is there and unchanged. A file is only read where its digest was kept."""
    has_files = any(source.file is not None for source in plan.sources.values())
    digest_of = cache(partial(evidence_digest, reading.folder))
    for year in reading.years:
        if year.content is None or not (has_files or _may_name(year.file.text)):
            continue
        for key, said, path in cited_evidence(year.content, plan.sources):
            place = _place(year, key, "source")
            if said.source not in plan.sources:
                yield from _unfit(reading, year.file.path, place, path)
            if said.source_digest is None or (digest := digest_of(path)) in (None, said.source_digest):
                continue
            message = _("{path} is not the file that this was recorded from: its digest was {then}, and is {now}")
            words = {"path": path, "then": short_digest(said.source_digest), "now": short_digest(digest or "")}
            yield CHANGED.finding(year.file.path, place, message.format(**words), _(CHANGED.fix))


def _unfit(reading: PlanReading, file: Path, key: KeyPath, path: str) -> Iterator[Finding]:
    trouble = evidence_trouble(reading.folder, path)
    if trouble is not None:
        rule, message = _TROUBLES[trouble]
        yield rule.finding(file, key, _(message).format(path=path), _(rule.fix))


def _may_name(text: str) -> bool:
    return any(mark in text for mark in _MARKS)


def _place(year: RealisedReading, key: Key, field: str) -> KeyPath:
    """Where the field of a statement stands."""
    _table, name, *past = key
    return history_key(year, str(name), int(past[1]), field) if past else (*key, field)
