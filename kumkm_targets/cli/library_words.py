"""The words that the command-line library prints by itself, listed here so that the catalogue has them."""

from typing import Final

from kumkm_targets.messages import N_

LIBRARY_WORDS: Final = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("[default: {}]"),
    N_("[env var: {}]"),
    N_("[required]"),
    N_("Missing command."),
    N_("No such command {name!r}."),
)
