"""Where links lead."""

import errno
import os
from pathlib import Path


def behind_links(path: Path) -> Path:
    """`path` without links. Raises OSError, also for links in a circle, which Python up to 3.12 tells otherwise."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
