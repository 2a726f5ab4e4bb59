"""The kabupaten/kota that `record --part` names."""

import re

from kumkm_targets.cli.session import OpenPlan
from kumkm_targets.errors import UsageError
from kumkm_targets.messages import _
from kumkm_targets.reporting.recording.scope_words import part_text
from kumkm_targets.storage.nearest import nearest, only_near


def part_code(opened: OpenPlan, text: str) -> str:
    """The region code that `text` names, in its dotted form.

    It lies in the plan's region, and is one of `[parts]` where the plan lists them. Raises UsageError.
    """
    plan = opened.plan
    region = plan.header.region
    if "." in region.code:
        raise UsageError(
            _("the plan {plan} is that of a kabupaten/kota, {region}, which has no parts").format(
                plan=plan.id, region=f"{region.code} {region.name}"
            ),
            _("Record the figure without --part."),
        )
    match = re.fullmatch(r"([0-9]{2})\.?([0-9]{2})", text.strip())
    code = f"{match[1]}.{match[2]}" if match else ""
    if code in plan.parts or (not plan.parts and code.startswith(f"{region.code}.")):
        return code
    near = _nearest(code or text, plan.parts)
    if near:
        advice = _("Did you mean `{nearest}`?").format(nearest=part_text(near, plan))
    elif plan.parts:
        advice = _("Its parts: {parts}.").format(parts=", ".join(part_text(part, plan) for part in plan.parts))
    else:
        advice = _("Write its Kemendagri code, such as {code}.").format(code=f"{region.code}.01")
    raise UsageError(
        _("“{code}” is no kabupaten/kota of {region}").format(code=text, region=f"{region.code} {region.name}"), advice
    )


def _nearest(text: str, parts: dict[str, str]) -> str:
    """The code of the part that a slip of the hand makes `text` of, or whose name is most like it; else empty."""
    names = {name: code for code, name in parts.items()}
    return only_near(text, parts) or names.get(nearest(text, names), "")
