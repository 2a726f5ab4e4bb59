"""What was verified as data for programs.

The JSON document: `format`: 1. `whole`: whether nothing was found anywhere. `verified`: `plans`, and the sums of what
every plan has: `files`, `figures`, `entries`, `seals`, `evidence`, `unsealed`, `by_hand`. `plans`: for each its id
(`plan`), `whole`, `readable`, these counts, and `findings` as in `kumkm check --format json`.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kumkm_targets.checks.verifying import Extent, VerifiedPlan
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.findings.data import finding_record
from kumkm_targets.reporting.plain import escaped_json


def verification_json(plans: Sequence[VerifiedPlan]) -> str:
    """All that was verified as a JSON document."""
    document = {
        "format": FORMAT,
        "whole": all(plan.is_whole for plan in plans),
        "verified": {"plans": len(plans), **asdict(sum((plan.extent for plan in plans), Extent()))},
        "plans": [_record(plan) for plan in plans],
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _record(plan: VerifiedPlan) -> dict[str, Any]:
    return {
        "plan": plan.reading.id,
        "whole": plan.is_whole,
        "readable": plan.is_readable,
        **asdict(plan.extent),
        "findings": [finding_record(finding) for finding in plan.findings],
    }
