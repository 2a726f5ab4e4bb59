"""The long run: documents derived from good ones by mutation, and raw bytes, over all cores.

    nice python -m tests.fuzz --cases 100000 --keep found

Every case is read, checked and reported in all formats. One that raises, prints what could steer a
terminal, points outside its file, takes too long or brings its process down is kept with the reason,
and the run goes on. A case is known by its number: `--first 4711 --cases 1` makes it again.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Final

from tests.fuzz.run import fuzz

_TELL_EVERY: Final = 10


def main() -> int:
    """Run the cases; 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="where the folders that failed are kept")
    wanted = parser.parse_args()
    done = failed = 0
    started = told = time.monotonic()
    for done, failed in fuzz(range(wanted.first, wanted.first + wanted.cases), wanted.seed, wanted.cores, wanted.keep):
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            print(f"{done} cases in {told - started:.0f} s, {failed} failed", file=sys.stderr)
    print(f"{done} cases in {time.monotonic() - started:.0f} s, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
