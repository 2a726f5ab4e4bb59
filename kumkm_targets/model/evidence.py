"""Evidence: the file in the plan's own `evidence/` folder that a source names, and where such a path may lead."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from kumkm_targets.model.plan import Source
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE, divisions, statement_of

EVIDENCE_FOLDER: Final = "evidence"
"""The folder beside `plan.toml` that evidence lies in."""

DigestOf = Callable[[str], str]
"""Gives the digest of an evidence file by its path in the plan's folder."""


Key = tuple[str | int, ...]
"""A key path in a realised file."""


class Cited(NamedTuple):
    """A statement with evidence: its key path in the realised file, itself, and the path of the file."""

    key: Key
    said: Entry | Expense
    path: str


def evidence_of(source: str | None, sources: Mapping[str, Source]) -> str | None:
    """The path that `source` names, itself or as the id of a source that has a file; None for other sources.

    What only looks like a path into `evidence/`, as Windows writes it, is none of the words either: it is refused.
    """
    if source is None:
        return None
    source = source.strip()
    if source in sources:
        return sources[source].file
    return source if source.casefold().startswith((f"{EVIDENCE_FOLDER}/", f"{EVIDENCE_FOLDER}\\")) else None


def is_in_evidence(path: str) -> bool:
    """Whether a path, as it is written, stays in `evidence/`: relative, with slashes, and without `..`."""
    steps = PurePosixPath(path).parts
    plain = "\\" not in path and ":" not in path and path.isprintable() and ".." not in steps
    return plain and len(steps) > 1 and steps[0] == EVIDENCE_FOLDER


def cited_evidence(content: RealisedYear, sources: Mapping[str, Source]) -> Iterator[Cited]:
    """The statements in force that evidence is named for, in the order of the file.

    Of what was replaced nothing is told: a newer edition of the file may have taken the place of that evidence.
    """
    for name, figure in content.figures.items():
        for key, said in _in_force(("figures", name), figure):
            if (path := evidence_of(said.source, sources)) is not None:
                yield Cited(key, said, path)
    for name, spending in content.programmes.items():
        if (path := evidence_of(spending.source, sources)) is not None:
            yield Cited(("programmes", name), spending, path)


def _in_force(key: Key, figure: RealisedFigure) -> Iterator[tuple[Key, Entry]]:
    """The figure's own statement, and those of its history that still hold for a quarter or part."""
    yield key, figure
    if figure.history:
        held = [statement_of(figure, scope) for scope in (WHOLE, *divisions(figure))]
        for index, past in enumerate(figure.history):
            if any(past is one for one in held):
                yield (*key, "history", index), past


def with_digests(content: RealisedYear, sources: Mapping[str, Source], digest_of: DigestOf) -> RealisedYear:
    """`content` with the digest of every evidence in force that has none yet."""

    def mended(record: Entry | Expense) -> dict[str, str]:
        path = evidence_of(record.source, sources)
        return {"source_digest": digest_of(path)} if path is not None and record.source_digest is None else {}

    changed = {
        table: {name: record.model_copy(update=mended(record)) for name, record in getattr(content, table).items()}
        for table in ("figures", "programmes")
    }
    return content.model_copy(update=changed)
