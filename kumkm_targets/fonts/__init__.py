"""The letters of pictures and pages on paper: Inter 4.1, regular, bold and italic.

Cut to Latin, Greek, Cyrillic and the signs our reports use; without hinting, and of its features
with kerning, marks and figures of one width (`tnum`) alone. Its licence is `OFL.txt` beside it.
"""

from pathlib import Path
from typing import Final

FAMILY: Final = "Inter"
FOLDER: Final = Path(__file__).parent
"""Where the font's files are."""
