"""Text made safe inside Markdown: it stays text, whatever it holds."""

import re
from typing import Final

from kumkm_targets.reporting.plain import one_line

# Every sign that means something within a line of GitHub's Markdown, and in its tables. A colon or a
# dot does so only in an address, which is made a link unasked.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>&|~$#]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def markdown_text(text: str) -> str:
    """`text` on one line, shown as it is: no markup, no HTML, no link, no further cell of a table."""
    return _SIGNS.sub(r"\\\g<0>", one_line(text))
