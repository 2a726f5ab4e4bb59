"""What stands above and below a status table: the plan, the average, and how everything was reckoned."""

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import (
    BETTER,
    OUTLOOKS,
    TRENDS,
    achievement_text,
    formula_text,
    marks,
    trend,
    verdict_text,
)


def title_line(appraisal: Appraisal) -> Text:
    """The plan's title, region and year."""
    header = appraisal.plan.header
    return Text.assemble(
        (one_line(header.title), "bold"),
        "\n",
        f"{one_line(header.region.name)} ({header.region.code}) · ",
        _("realised figures of {year}").format(year=appraisal.year),
        " · ",
        _("plan {start}–{end}").format(start=header.period.start, end=header.period.end),
        "\n",
    )


def footer(appraisal: Appraisal) -> Text:
    """Average and predikat first, then formulas, scale, cap, marks and sources, a line each."""
    text = Text("\n")
    text.append(_average(appraisal), style="bold")
    for line in (*_missing(appraisal), *_formulas(appraisal), *_scale(appraisal), *_legends(appraisal)):
        text.append(f"\n{line}")
    for line in _sources(appraisal):
        text.append(f"\n{line}")
    return text


def _average(appraisal: Appraisal) -> str:
    summary = appraisal.summary
    counted = _("{n} of {of} indicators with targets computed").format(n=summary.computed, of=summary.of)
    if summary.of == 0:
        return _("Average achievement: none, because no indicator has a target")
    if summary.average is None:
        return _("Average achievement: none") + f" · {counted}"
    percent = achievement_text(summary.average, thresholds(appraisal.scale))
    line = _("Average achievement: {percent}").format(percent=f"{percent}%")
    rating = f" · {one_line(summary.rating)}" if summary.rating else ""
    return f"{line}{rating} · {counted}"


def _missing(appraisal: Appraisal) -> Iterator[str]:
    reasons = Counter(verdict_text(row) for row in appraisal.rows if row.reason and row.final_target)
    if reasons:
        counts = ", ".join(f"{reason}: {count}" for reason, count in reasons.items())
        yield _("Not computed: {counts}").format(counts=counts)


def _formulas(appraisal: Appraisal) -> Iterator[str]:
    """Each formula in force with the numbers of the indicators it is used for."""
    used: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(appraisal.rows, 1):
        if row.target is not None and row.indicator.better is not None:
            key = (formula_text(row.indicator), _(BETTER[row.indicator.better]))
            used.setdefault(key, []).append(place)
    for (formula, better), places in used.items():
        where = f": no. {_spans(places)}" if len(used) > 1 else ""
        yield _("Achievement = {formula} ({better})").format(formula=formula, better=better) + where


def _scale(appraisal: Appraisal) -> Iterator[str]:
    if appraisal.scale is not None and appraisal.summary.computed:
        grades = " · ".join(
            f"{one_line(grade.label)} ≥ {write_number(grade.floor)}"
            if grade.floor is not None
            else _("{label} below that").format(label=one_line(grade.label))
            for grade in appraisal.scale.grades
        )
        yield f"{one_line(appraisal.scale.title)}: {grades}"
    cap = appraisal.plan.header.average_cap
    if cap is not None:
        yield _("Achievements above {cap} count as {cap} in the average").format(cap=f"{write_number(cap)}%")


def _legends(appraisal: Appraisal) -> Iterator[str]:
    outlooks = [
        f"{sign} {_(word)}"
        for outlook, (sign, word) in OUTLOOKS.items()
        if any(row.outlook == outlook and row.realised is not None for row in appraisal.rows)
    ]
    if outlooks:
        yield _("Outlook at the pace so far: {signs}").format(signs=", ".join(outlooks))
    directions = dict.fromkeys(
        direction for row in appraisal.rows if not row.indicator.has_target and (direction := trend(row)) is not None
    )
    if directions:
        yield ", ".join(f"{sign} {_(words)}" for sign, words in map(TRENDS.__getitem__, directions))
    used = dict(mark for row in appraisal.rows for mark in marks(row))
    if used:
        yield ", ".join(f"{mark.strip()} {_(words)}" for mark, words in used.items())


def _sources(appraisal: Appraisal) -> Iterator[str]:
    """Where the figures of the year come from, each source once."""
    cited = dict.fromkeys(row.entry.source for row in appraisal.rows if row.entry and row.entry.source)
    for name in cited:
        yield _("Source: {source}").format(source=source_text(appraisal, name))


def source_text(appraisal: Appraisal, name: str) -> str:
    """A source as declared in the plan, else the words that were written."""
    source = appraisal.plan.sources.get(name)
    if source is None:
        return one_line(name)
    details = [source.publisher, source.date.isoformat() if source.date else None]
    given = ", ".join(one_line(detail) for detail in details if detail)
    return one_line(source.title) + (f" ({given})" if given else "")


def _spans(places: list[int]) -> str:
    """`1–3, 5` for 1, 2, 3, 5."""
    spans: list[list[int]] = []
    for place in places:
        if spans and spans[-1][-1] == place - 1:
            spans[-1][1:] = [place]
        else:
            spans.append([place])
    return ", ".join("–".join(str(place) for place in span) for span in spans)
