"""`kumkm rule`: the page of a check."""

from typing import Annotated

import typer

from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _


def rule(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help=_("A code or name, such as KT303."))] = None,
) -> None:
    """Explain what a check looks for, why it matters and how to mend it."""
    from kumkm_targets.checks.registry import RULES
    from kumkm_targets.errors import UsageError
    from kumkm_targets.reporting.rules.page import rule_list, rule_page
    from kumkm_targets.storage.nearest import nearest

    screen = session_of(context).screen()
    if code is None:
        screen.print(rule_list(RULES, screen.width))
        return
    for known in RULES:
        if code.casefold() in (known.code.casefold(), known.name):
            screen.print(rule_page(known))
            return
    near = nearest(code, [name for known in RULES for name in (known.code, known.name)])
    raise UsageError(
        _("there is no rule “{code}”").format(code=code),
        _("Did you mean `{nearest}`?").format(nearest=near) if near else _("`kumkm rule` lists them all."),
    )
