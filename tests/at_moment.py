"""`kumkm` at another moment: `python -m tests.at_moment 2026-01-12T09:05:00 record …`.

The two places that ask the machine for the time are given another clock; its zone is that of the environment (TZ).
"""

import sys
from datetime import date, datetime

from kumkm_targets.cli import recording, session
from kumkm_targets.cli.main import main


def _run(moment: datetime, arguments: list[str]) -> int:
    class Moment(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    class Day(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return moment.date()

    recording.datetime = Moment  # type: ignore[misc]
    session.date = Day  # type: ignore[misc]
    return main(arguments)


if __name__ == "__main__":
    sys.argv[0] = "kumkm"
    sys.exit(_run(datetime.fromisoformat(sys.argv[1]), sys.argv[2:]))
