"""`python -m kumkm_targets` is the `kumkm` command."""

import sys

from kumkm_targets.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
