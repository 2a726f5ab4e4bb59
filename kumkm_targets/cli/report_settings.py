"""How a report is headed and signed: what the plan declares, and what the command line says instead."""

from datetime import date
from typing import TYPE_CHECKING

from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.model.report import ReportSettings, Signer


def settings(
    declared: "ReportSettings",
    form: str,
    number: str | None,
    level: str | None,
    place: str | None,
    signers: list[str],
) -> "ReportSettings":
    """`declared`, with everything that was given in its place. Raises UsageError."""
    given = {
        "level": level,
        "place": place,
        "forms": declared.forms.model_copy(update={form: number}) if number else None,
        "signers": tuple(map(_signer, signers)) or None,
    }
    return declared.model_copy(update={key: value for key, value in given.items() if value is not None})


def signing_day(text: str | None) -> date | None:
    """The day that stands above the signatures. Raises UsageError for what is no day."""
    from kumkm_targets.errors import RefusedError, UsageError
    from kumkm_targets.figures.dates import read_date

    try:
        return None if text is None else read_date(text)
    except RefusedError as error:
        raise UsageError(error.message, error.advice) from error


def _signer(text: str) -> "Signer":
    """The signer that `role|name|NIP` tells of; name and NIP may be missing."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.model.report import Signer

    role, *rest = (part.strip() for part in text.split("|"))
    if not role or len(rest) > 2:
        raise UsageError(
            _("“{text}” is no signer").format(text=text),
            _('Write --signer "role|name|NIP", such as "Kepala Dinas|NAMA|NIP".'),
        )
    name, nip = (*rest, "", "")[:2]
    return Signer(role=role, name=name or None, nip=nip or None)
