"""Help in the language in force: the words that the command-line library has in English only."""

from typing import Any, Final

from typer.core import TyperCommand, TyperGroup, TyperOption

from kumkm_targets.messages import N_, _

_OPTION_HELP: Final = {
    "install_completion": N_("Make the shell complete commands, plans and indicators."),
    "show_completion": N_("Print what makes the shell complete them."),
    "help": N_("Show this help and stop."),
}


def _usage(command: TyperCommand | TyperGroup, context: Any, formatter: Any) -> None:
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, _("Usage") + ": ")


def _described(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if isinstance(parameter, TyperOption) and parameter.name in _OPTION_HELP:
            parameter.help = _(_OPTION_HELP[parameter.name])
    return parameters


class Command(TyperCommand):
    """A command whose help speaks our language."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, all of them described in our words."""
        return _described(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line, under our word for it."""
        _usage(self, ctx, formatter)


class CommandGroup(TyperGroup):
    """The `kumkm` command itself, whose help speaks our language."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, all of them described in our words."""
        return _described(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line, under our word for it."""
        _usage(self, ctx, formatter)
