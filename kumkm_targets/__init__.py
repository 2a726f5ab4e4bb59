"""Targets and realised figures of Indonesian cooperatives-and-MSME (KUMKM) plans.

`load_plan` and `appraise` are the Python API; they load on first use, lest `kumkm --version` wait for them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kumkm_targets.api import appraise, load_plan

__all__ = ["__version__", "appraise", "load_plan"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in __all__:
        from kumkm_targets import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
