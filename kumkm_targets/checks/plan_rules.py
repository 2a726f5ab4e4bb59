"""2xx: the plan as a document: its period, region, references and rating scale."""

import re
from collections.abc import Iterator
from typing import Final

from kumkm_targets.checks.file_rules import Words
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.evaluation.rating import BUILT_IN_SCALES, scale_of
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.nearest import nearest
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.workspace import PLAN_ID

PERIOD_REVERSED = Rule(
    "KT201",
    "period-reversed",
    "error",
    N_("A plan's period ends no earlier than it starts."),
    N_("No year would lie within the plan."),
    "period = { start = 2026, end = 2025 }",
    "period = { start = 2025, end = 2026 }",
    N_("Put the earlier year in `start`."),
)
REGION_CODE = Rule(
    "KT202",
    "malformed-region-code",
    "error",
    N_("Region codes are Kemendagri codes: two digits for a province, four for a kabupaten/kota."),
    N_("Plans of one region are found and compared by their code."),
    'region = { code = "KALTENG", name = "Kalimantan Tengah" }',
    'region = { code = "62", name = "Kalimantan Tengah" }',
    N_("Write the code with its dot: 62 or 62.71."),
    "Kode wilayah Kemendagri",
)
PLAN_FOLDER = Rule(
    "KT203",
    "malformed-plan-id",
    "error",
    N_("A plan's folder has a name of lower-case letters, digits and hyphens."),
    N_("The folder's name is the plan's id in every command and file."),
    "plans/Rakortek Kalteng 2025/plan.toml",
    "plans/kalteng-rakortek-2025/plan.toml",
    N_("Rename the folder."),
)
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
UNKNOWN_SCALE = Rule(
    "KT206",
    "unknown-rating-scale",
    "error",
    N_("The rating scale is built in or declared in the plan."),
    N_("Without it no achievement gets a predikat."),
    'rating_scale = "permendagri-86"',
    'rating_scale = "permendagri-86-2017"',
    N_("Use a built-in name, or declare [rating_scales.NAME] in the plan."),
    "Permendagri 86/2017",
)
SCALE_ORDER = Rule(
    "KT207",
    "scale-out-of-order",
    "error",
    N_("The grades of a scale stand best first: floors fall, and only the last grade has none."),
    N_("With another order a good achievement could get the word for a bad one."),
    'grades = [{ label = "Kurang" }, { floor = 80, label = "Baik" }]',
    'grades = [{ floor = 80, label = "Baik" }, { label = "Kurang" }]',
    N_("Sort the grades from the best to the worst."),
)
NO_INDICATORS = Rule(
    "KT208",
    "no-indicators",
    "warning",
    N_("A plan declares at least one indicator."),
    N_("A plan without indicators has nothing to measure."),
    'format = 1\n[plan]\ntitle = "Renstra"',
    '[indicators.rasio_kewirausahaan]\nname = "Rasio kewirausahaan"\nunit = "%"',
    N_("Declare the indicators of the document."),
)
UNKNOWN_CODE = Rule(
    "KT209",
    "silence-without-rule",
    "warning",
    N_("[check.ignore] names rules that exist and that can be silenced."),
    N_("A silence without effect hides nothing, and its author thinks it does."),
    '[check.ignore]\nKT999 = "…"',
    '[check.ignore]\nKT303 = "tercetak demikian dalam dokumen"',
    N_("Correct the code; `kumkm rule` lists them all."),
)


def _period(_facts: object) -> tuple[str, str]:
    return _("the period ends before it starts"), _("Put the earlier year in `start`.")


def _region(_facts: object) -> tuple[str, str]:
    return _("this is not a Kemendagri region code"), _("Write two digits (62) or four with a dot (62.71).")


def _order(_facts: object) -> tuple[str, str]:
    return _("the grades of this scale are out of order"), _(
        "Put the best grade first; every grade but the last has a floor."
    )


FLAW_RULES: Final[tuple[tuple[Rule, Words], ...]] = (
    (PERIOD_REVERSED, _period),
    (REGION_CODE, _region),
    (SCALE_ORDER, _order),
)


def plan_id(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The folder's name is a usable id."""
    if not PLAN_ID.fullmatch(plan.id):
        yield PLAN_FOLDER.finding(
            reading.file.path,
            (),
            _("the folder “{name}” is not a usable plan id").format(name=plan.id),
            _("Rename the folder with lower-case letters, digits and hyphens only."),
        )


def references(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Objectives, programmes and successors that are named exist."""
    named: list[tuple[KeyPath, str | None, frozenset[str]]] = []
    objectives, programmes = declared(reading, "objectives"), declared(reading, "programmes")
    for indicator_id, indicator in plan.indicators.items():
        table = ("indicators", indicator_id)
        named.append(((*table, "objective"), indicator.objective, objectives))
        named.append(((*table, "programme"), indicator.programme, programmes))
        named.append(((*table, "successor"), indicator.successor, reading.declared))
    for programme_id, programme in plan.programmes.items():
        named.append((("programmes", programme_id, "objective"), programme.objective, objectives))
    for key, name, known in named:
        if name is not None and name not in known:
            yield UNKNOWN_REFERENCE.finding(
                reading.file.path,
                key,
                _("“{name}” is not declared in this plan").format(name=name),
                did_you_mean(name, known),
            )


def sources(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Sources that are written as ids are declared."""
    known = declared(reading, "sources")
    cited = [
        (reading.file, ("indicators", indicator_id, *key), text)
        for indicator_id, indicator in plan.indicators.items()
        for key, text in (
            (("source",), indicator.source),
            (("baseline", "source"), indicator.baseline.source if indicator.baseline else None),
        )
    ]
    for year in reading.years:
        figures = year.content.figures if year.content else {}
        cited += [(year.file, ("figures", name, "source"), figure.source) for name, figure in figures.items()]
    for file, key, text in cited:
        if text and text not in known and re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", text):
            yield UNKNOWN_SOURCE.finding(
                file.path,
                key,
                _("the source “{name}” is not declared in the plan").format(name=text),
                did_you_mean(text, known)
                or _("Declare [sources.{name}], or write the source in words.").format(name=text),
            )


def rating_scale(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The scale that the plan names exists."""
    name = plan.header.rating_scale
    if scale_of(plan) is None and name not in declared(reading, "rating_scales"):
        known = (*BUILT_IN_SCALES, *plan.rating_scales)
        yield UNKNOWN_SCALE.finding(
            reading.file.path,
            ("plan", "rating_scale"),
            _("there is no rating scale “{name}”").format(name=name),
            did_you_mean(name, known) or _("Known here: {names}.").format(names=", ".join(known)),
        )


def indicators(reading: PlanReading, _plan: Plan) -> Iterator[Finding]:
    """There is something to measure."""
    if not reading.declared:
        yield NO_INDICATORS.finding(
            reading.file.path, (), _("this plan declares no indicator"), _("Declare [indicators.ID] tables.")
        )


def did_you_mean(name: str, known: frozenset[str] | tuple[str, ...]) -> str:
    """The advice for a mistyped id, empty where nothing is near."""
    near = nearest(name, known)
    return _("Did you mean `{nearest}`?").format(nearest=near) if near else ""


def declared(reading: PlanReading, key: str) -> frozenset[str]:
    """The ids under `key` as the file declares them, valid or not."""
    table = (reading.file.data or {}).get(key)
    return frozenset(table if isinstance(table, dict) else ())


RULES: Final = (
    (PLAN_FOLDER, plan_id),
    (UNKNOWN_REFERENCE, references),
    (UNKNOWN_SOURCE, sources),
    (UNKNOWN_SCALE, rating_scale),
    (NO_INDICATORS, indicators),
)
