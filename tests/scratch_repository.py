"""A Git repository for one test, with nothing of the user's own settings in it."""

import os
import subprocess
from pathlib import Path

_NOBODY = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
    ("NAME", "Uji Coba"), ("EMAIL", "uji@example.org"), ("DATE", "2026-01-15T09:30:00+07:00")
)}  # fmt: skip


class ScratchRepository:
    """The repository in `folder`, made by the first call; its branch is `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / ".git").exists():
            folder.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch=main")
            self.git("config", "core.autocrlf", "false")

    def git(self, *arguments: str) -> str:
        """Run Git, which must succeed; what it prints."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        settings = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            env=own | settings | _NOBODY,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file of the working tree."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def commit(self) -> str:
        """Commit everything there is; the hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=uji")
        return self.git("rev-parse", "HEAD")
