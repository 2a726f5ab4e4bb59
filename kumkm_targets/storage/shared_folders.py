r"""Whether the locks of a folder hold for other computers too, as far as Linux tells.

Over NFS (since Linux 2.6.12) and SMB (since 5.5) a lock is taken on the server, see flock(2). Mount options can keep
it on this computer, see nfs(5) and mount.cifs(8), and so do file systems of user space that do not know locks.
"""

import os
import re
from pathlib import Path, PurePosixPath
from typing import Final

_MOUNTS: Final = Path("/proc/self/mountinfo")
_LOCAL_OPTIONS: Final = {
    "nfs": ("nolock", "local_lock=all", "local_lock=flock"),
    "nfs4": ("nolock", "local_lock=all", "local_lock=flock"),
    "cifs": ("nobrl",),
    "smb3": ("nobrl",),
}
_WITHOUT_LOCKS: Final = frozenset({"fuse.sshfs", "fuse.afpfs", "fuse.curlftpfs", "fuse.rclone"})
_SMB: Final = frozenset({"cifs", "smb3"})
_SMB_SINCE: Final = (5, 5)


def what_keeps_locks_local(folder: Path) -> str:
    """The mount option or file system because of which other computers do not see a lock in `folder`; mostly empty."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        release = os.uname().release
    except (OSError, AttributeError):
        return ""
    return local_lock(mounts, PurePosixPath(folder.resolve()), release)


def local_lock(mounts: str, path: PurePosixPath, release: str) -> str:
    """The same by the text of /proc/self/mountinfo, for a path without links and the release of the kernel."""
    kind, options = "", ""
    longest = -1
    for line in mounts.splitlines():
        place, _dash, system = line.partition(" - ")
        fields, about = place.split(" "), system.split(" ")
        if len(fields) < 5 or len(about) < 3:
            continue
        point = PurePosixPath(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4]))
        if path.is_relative_to(point) and len(point.parts) >= longest:
            longest, kind, options = len(point.parts), about[0], about[2]
    if kind in _WITHOUT_LOCKS:
        return kind
    named = next((option for option in _LOCAL_OPTIONS.get(kind, ()) if option in options.split(",")), "")
    if not named and kind in _SMB and _version(release) < _SMB_SINCE:
        return f"{kind}, Linux {release}"
    return named


def _version(release: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", release)[:2])
