"""Archives that are the same bytes for the same content, whenever they are packed."""

import zipfile
from io import BytesIO
from typing import Final

_PACKED: Final = (2000, 1, 1, 0, 0, 0)


def undated(content: bytes) -> bytes:
    """The zip archive with the same files in the same order, of which none says when it was packed."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as anew:
        for name in archive.namelist():
            anew.writestr(zipfile.ZipInfo(name, _PACKED), archive.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
