"""2xx: which document a plan is: folder, kind and period agree, and no two plans are the same document."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple, get_args

from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.messages import N_, _
from kumkm_targets.model.fields import PlanKind
from kumkm_targets.model.plan import Period, Plan
from kumkm_targets.storage.plan_files import PlanReading

FOLDER_DISAGREES = Rule(
    "KT212",
    "folder-against-content",
    "warning",
    N_("The years and the kind of plan that a folder's name holds are those of the plan in it."),
    N_("A folder that was copied for the next plan still holds the old one, or the other way round."),
    '# plans/kalteng-rkpd-2027/plan.toml\n[plan]\nkind = "rkpd"\nperiod = { start = 2026, end = 2026 }',
    '# plans/kalteng-rkpd-2027/plan.toml\n[plan]\nkind = "rkpd"\nperiod = { start = 2027, end = 2027 }',
    N_("Correct the plan, or rename the folder."),
)
SAME_IDENTITY = Rule(
    "KT213",
    "same-identity",
    "error",
    N_(
        "No two plans of a workspace have the same region, kind, period and organisation (and title, where one office "
        "may have several: agreements and plans of kind “other”)."
    ),
    N_("Two plans would judge the same figures by two sets of targets, and every report could take the other one."),
    '# plans/a/plan.toml and plans/b/plan.toml\n[plan]\nkind = "rkpd"\nperiod = { start = 2026, end = 2026 }',
    '# plans/a/plan.toml alone\n[[amendments]]\neffective = 2026-08-20\nbasis = "Perkada 9/2026"',
    N_("Keep one of the two; what a changed document changes stands under [[amendments]]."),
)
UNUSUAL_PERIOD = Rule(
    "KT215",
    "unusual-period",
    "warning",
    N_(
        "A period is as long as its kind of plan: RPJPD 20 years, RPJMD and Renstra 5, RPD 3 or 4, RKPD and Renja 1. "
        "One year more is usual in print; shorter ones come from shorter terms of office."
    ),
    N_("The period or the kind is a slip, and with it the years that are asked for or the end that is judged."),
    'kind = "rpjmd"\nperiod = { start = 2025, end = 2039 }',
    'kind = "rpjmd"\nperiod = { start = 2025, end = 2029 }',
    N_("Correct `period` or `kind`."),
    "UU 25/2004; Permendagri 86/2017; Inmendagri 70/2021 and 52/2022 (RPD)",
)

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_KINDS: Final = frozenset(get_args(PlanKind)) - {"other"}
_YEARLY: Final = frozenset({"rkpd", "renja"})
# The fewest and the most years that are met in print. RPJPD of new regions end with the national
# one; an RPJMD that prints its last year's condition has six; RKPD and Renja may print the next year.
_LENGTHS: Final = {
    "rpjpd": (10, 25, N_("an RPJPD covers 20 years")),
    "rpjmd": (2, 6, N_("an RPJMD covers 5 years")),
    "rpd": (2, 5, N_("an RPD covers 3 or 4 years")),
    "rkpd": (1, 2, N_("an RKPD covers one year")),
    "renstra": (2, 6, N_("a Renstra covers 5 years")),
    "renja": (1, 2, N_("a Renja covers one year")),
}
_TITLED: Final = frozenset({"other", "rakortek"})


def folder(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The folder's name says of years and kind what the plan says."""
    kind, period = plan.header.kind, plan.header.period
    if kind != "other" and kind not in plan.id:
        others = [word for word in re.findall("[a-z]+", plan.id) if word in _KINDS]
        if others:
            yield FOLDER_DISAGREES.finding(
                reading.file.path,
                ("plan", "kind"),
                _("the folder is called “{folder}”, but the plan is of kind “{kind}”").format(
                    folder=plan.id, kind=kind
                ),
                _('Write kind = "{other}", or rename the folder.').format(other=others[0]),
            )
    code = plan.header.region.code.replace(".", "")
    years = [int(year) for year in _YEAR.findall(plan.id) if year != code]
    if years and not _agree(years, period, kind):
        yield FOLDER_DISAGREES.finding(
            reading.file.path,
            ("plan", "period"),
            _("the folder is called “{folder}”, but the period is {years}").format(folder=plan.id, years=_span(period)),
            _(FOLDER_DISAGREES.fix),
        )


def _agree(years: list[int], period: Period, kind: str) -> bool:
    """Whether the years of a folder's name are of this period.

    A document may be named by the year in which it was agreed, one before it begins, and its table
    may print one year more than its title.
    """
    earliest = period.start if kind in _YEARLY else period.start - 1
    if any(not earliest <= year <= period.end for year in years):
        return False
    first, last = years[0], years[-1]
    return len(years) != 2 or first >= last or (first <= period.start and last >= period.end - 1)


def length(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The period is as long as plans of its kind are."""
    kind, period = plan.header.kind, plan.header.period
    years = period.end - period.start + 1
    fewest, most, usual = _LENGTHS.get(kind, (years, years, ""))
    if not fewest <= years <= most:
        yield UNUSUAL_PERIOD.finding(
            reading.file.path,
            ("plan", "period"),
            _("the period {years} has {n} years, but {usual}").format(years=_span(period), n=years, usual=_(usual)),
            _(UNUSUAL_PERIOD.fix),
        )


class Identity(NamedTuple):
    """What tells one document from another, and where it stands: small, for there are many plans.

    document: region, kind, period, organisation and, for some kinds, title. silence: the reason that
    the plan gives for keeping a twin.
    """

    file: Path
    document: tuple[str, ...]
    silence: str | None


def identity_of(reading: PlanReading) -> Identity | None:
    """Which document the plan is; None where too little of it could be read."""
    if reading.plan is None:
        return None
    header, ignore = reading.plan.header, reading.plan.check.ignore
    words = (header.organisation or "", header.title if header.kind in _TITLED else "")
    document = (header.region.code, header.kind, _span(header.period), *map(_plain, words))
    reason = ignore.get(SAME_IDENTITY.code) or ignore.get(SAME_IDENTITY.name)
    return Identity(reading.file.path, document, reason)


def same_identity(identity: Identity, first: dict[tuple[str, ...], Identity]) -> Finding | None:
    """The finding on a plan that is the same document as one before it; `first` remembers those.

    Either of the two may silence it.
    """
    other = first.setdefault(identity.document, identity)
    if other.file == identity.file:
        return None
    region, kind, years, *_words = identity.document
    finding = SAME_IDENTITY.finding(
        identity.file,
        ("plan", "title"),
        _("“{other}” is the same document: {kind} {years} of region {region}").format(
            other=other.file.parent.name, kind=kind, years=years, region=region
        ),
        _(SAME_IDENTITY.fix),
        related=(Related(other.file, ("plan", "title"), _("the other plan")),),
    )
    return replace(finding, ignored=identity.silence or other.silence)


def _span(period: Period) -> str:
    return str(period.start) if period.start == period.end else f"{period.start}–{period.end}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
