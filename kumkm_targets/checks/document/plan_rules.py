"""2xx: the plan as a document: its period, rating scale, indicators and silences."""

import re
from collections.abc import Iterator
from typing import Final

from kumkm_targets.checks.names import declared, did_you_mean
from kumkm_targets.checks.rule import Finding, Rule, Words
from kumkm_targets.evaluation.rating import BUILT_IN_SCALES, scale_of
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
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
UNUSED_SILENCE = Rule(
    "KT214",
    "silence-without-effect",
    "warning",
    N_("Every silence under [check.ignore] silences a finding."),
    N_(
        "What it excused is no longer there: the reason in the file is about nothing, and the next finding of that "
        "rule would be passed over."
    ),
    '[check.ignore]\nKT303 = "dokumen mencetak 2,21"  # corrected to 12,21 since',
    "[check.ignore]\n# no longer needed",
    N_("Take the silence out."),
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
            _("Rename the folder, for instance to {name}: lower-case letters, digits and hyphens only.").format(
                name=re.sub(r"[^a-z0-9]+", "-", plan.id.casefold()).strip("-") or "kalteng-rakortek-2025"
            ),
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
