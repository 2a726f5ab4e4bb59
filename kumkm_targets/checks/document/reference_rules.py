"""2xx: what a plan refers to: objectives, programmes, sources, and the successors of retired indicators."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kumkm_targets.checks.entries import history_key
from kumkm_targets.checks.names import declared, did_you_mean
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

UNKNOWN_REFERENCE = Rule(
    "KT204",
    "unknown-reference",
    "error",
    N_("An objective, programme or successor that is named is declared in the same plan."),
    N_("An indicator that hangs under nothing is left out of its objective's average."),
    '[indicators.rasio]\nobjective = "kewirausahan"',
    '[objectives.kewirausahaan]\nname = "Meningkatnya kewirausahaan"',
    N_("Correct the id, or declare what it names."),
)
UNKNOWN_SOURCE = Rule(
    "KT205",
    "unknown-source",
    "warning",
    N_("A source that is written as an id is declared under [sources]."),
    N_("An auditor who asks where a figure comes from finds nothing behind a mistyped id."),
    'source = "lakip-206"',
    '[sources.lakip-2016]\ntitle = "LAKIP 2016"',
    N_("Correct the id, declare the source, or write the source out in words."),
)
SUCCESSION = Rule(
    "KT216",
    "broken-succession",
    "warning",
    N_("An indicator with a successor is retired, and no succession leads back to where it began."),
    N_("The year in which one indicator ends and the other begins is unknown: both are judged, or neither."),
    '[indicators.koperasi_sehat]\nsuccessor = "koperasi_sehat"',
    '[indicators.koperasi_sehat]\nretired = 2026\nsuccessor = "koperasi_berkualitas"',
    N_("Write `retired`, the last year in which the old indicator counts, and the id of the one that follows it."),
)

_WRITTEN_LIKE_AN_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


def references(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Objectives, programmes and successors that are named exist."""
    objectives, programmes = declared(reading, "objectives"), declared(reading, "programmes")
    for name, indicator in plan.indicators.items():
        objective, programme, successor = indicator.objective, indicator.programme, indicator.successor
        if objective is not None and objective not in objectives:
            yield _unknown(reading, ("indicators", name, "objective"), objective, objectives)
        if programme is not None and programme not in programmes:
            yield _unknown(reading, ("indicators", name, "programme"), programme, programmes)
        if successor is not None and successor not in reading.declared:
            yield _unknown(reading, ("indicators", name, "successor"), successor, reading.declared)
    for name, declared_programme in plan.programmes.items():
        objective = declared_programme.objective
        if objective is not None and objective not in objectives:
            yield _unknown(reading, ("programmes", name, "objective"), objective, objectives)


def _unknown(reading: PlanReading, key: KeyPath, name: str, known: frozenset[str]) -> Finding:
    return UNKNOWN_REFERENCE.finding(
        reading.file.path,
        key,
        _("“{name}” is not declared in this plan").format(name=name),
        did_you_mean(name, known) or _(UNKNOWN_REFERENCE.fix),
    )


def sources(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Sources that are written as ids are declared, wherever one is cited."""
    known = declared(reading, "sources")
    for name, indicator in plan.indicators.items():
        if indicator.source is not None and indicator.source not in known:
            yield from _source(reading.file.path, ("indicators", name, "source"), indicator.source, known)
        baseline = indicator.baseline
        if baseline is not None and baseline.source is not None and baseline.source not in known:
            yield from _source(reading.file.path, ("indicators", name, "baseline", "source"), baseline.source, known)
    for year in reading.years:
        for key, text in _unlisted(year, year.content, known) if year.content else ():
            yield from _source(year.file.path, key, text, known)


def _unlisted(year: RealisedReading, content: RealisedYear, known: frozenset[str]) -> Iterator[tuple[KeyPath, str]]:
    """The sources of a realised file that the plan does not declare, each with its place."""
    for name, figure in content.figures.items():
        if figure.source is not None and figure.source not in known:
            yield ("figures", name, "source"), figure.source
        for index, replaced in enumerate(figure.history) if figure.history else ():
            if replaced.source is not None and replaced.source not in known:
                yield history_key(year, name, index, "source"), replaced.source
    for name, spending in content.programmes.items():
        if spending.source is not None and spending.source not in known:
            yield ("programmes", name, "source"), spending.source


def _source(file: Path, key: KeyPath, text: str, known: frozenset[str]) -> Iterator[Finding]:
    if _WRITTEN_LIKE_AN_ID.fullmatch(text):
        yield UNKNOWN_SOURCE.finding(
            file,
            key,
            _("the source “{name}” is not declared in the plan").format(name=text),
            f"{near} " + _("Otherwise declare [sources.{name}], or write the source in words.").format(name=text)
            if (near := did_you_mean(text, known))
            else _("Declare [sources.{name}], or write the source in words.").format(name=text),
        )


def succession(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Retired indicators are followed by others, and the row of them ends."""
    followed = {name: one.successor for name, one in plan.indicators.items() if one.successor is not None}
    in_circle: set[str] = set()
    for name, successor in followed.items():
        if name in in_circle:
            continue
        circle = _circle(name, followed)
        in_circle.update(circle)
        if circle == [name]:
            message = _("“{name}” names itself as its successor").format(name=name)
        elif circle:
            message = _("this succession leads back to where it began: {names}").format(
                names=" → ".join([*circle, name])
            )
        elif plan.indicators[name].retired is None:
            message = _("“{name}” has a successor, but no year in which it is retired").format(name=name)
        else:
            continue
        yield SUCCESSION.finding(
            reading.file.path,
            ("indicators", name, "successor"),
            message,
            _("Name the indicator that follows, or take `successor` out.")
            if circle
            else _(
                "Add `retired = YEAR`, the last year in which “{name}” counts; from the next on “{successor}” does."
            ).format(name=name, successor=successor),
            related=tuple(
                Related(
                    reading.file.path,
                    ("indicators", other, "successor"),
                    _("the successor of “{name}”").format(name=other),
                )
                for other in circle[1:]
            ),
        )


def _circle(start: str, followed: Mapping[str, str]) -> list[str]:
    """The succession that begins with `start`, if it leads back there; else nothing."""
    row, name = [start], followed[start]
    while name in followed and name not in row:
        row.append(name)
        name = followed[name]
    return row if name == start else []
