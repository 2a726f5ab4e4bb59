"""`kumkm schema`: the file formats for editors."""

import sys
from typing import Annotated, Literal

import typer

from kumkm_targets.messages import _


def schema(
    file: Annotated[
        Literal["plan", "realised"], typer.Argument(metavar="plan|realised", help=_("Which of the files."))
    ],
) -> None:
    """Print the JSON Schema of plan.toml or of realised/YEAR.toml."""
    from kumkm_targets.reporting.schema.json_schema import plan_schema, realised_schema

    sys.stdout.write(plan_schema() if file == "plan" else realised_schema())
