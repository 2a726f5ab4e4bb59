"""Asking Git, in a process of its own: what changed in a folder since a revision, what stood there, how it is set up.

Git is kept from starting the programs that diffs and file-system monitors may name. The repository is
the one that holds the folder, whatever a hook says of the one it runs in.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Final

from kumkm_targets.errors import NotWrittenError, UnreadableError, UsageError
from kumkm_targets.messages import _

_OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"})
_QUIET: Final = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
_DIFF: Final = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
_UNKNOWN: Final = 1
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder in a Git repository. Paths are relative to it, with slashes; commits and blobs are hashes.

    Every method raises UsageError where there is no Git or no repository, and UnreadableError where
    Git cannot read it.
    """

    folder: Path

    def commit(self, revision: str) -> str:
        """The commit that `revision` names. What looks like an option, or says ^not, is none. Raises UsageError."""
        if not revision.startswith(("-", "^")):
            named = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if not named.returncode:
                return os.fsdecode(named.stdout).strip()
            if named.returncode != _UNKNOWN:
                raise self._trouble(named.stderr)
        raise UsageError(
            _("“{revision}” is no revision that Git knows in {path}").format(revision=revision, path=self.folder),
            self._completing() or _("Name a branch, a tag or a commit; `git fetch` brings what is new elsewhere."),
        )

    def base(self, revision: str) -> str:
        """The last commit that `revision` and the present branch have in common, as in `git diff REVISION...`.

        Raises UsageError where there is none, or no such revision.
        """
        named = self.commit(revision)
        common = self._run("merge-base", named, "HEAD")
        if common.returncode:
            raise UsageError(
                _("“{revision}” and the present branch have no commit in common").format(revision=revision),
                self._completing() or _("Name the branch that this one left, such as origin/main."),
            )
        return os.fsdecode(common.stdout).strip()

    def last_by(self, day: date) -> str:
        """The last commit of the present branch before the end of `day`, as its clock says.

        Raises UsageError where there is none.
        """
        found = self._ask("rev-list", "-1", "--first-parent", f"--before={day.isoformat()}T23:59:59", "HEAD", "--")
        if not found:
            raise UsageError(
                _("the present branch has no commit up to {day}").format(day=day.isoformat()),
                self._completing() or _("Name a later day, or a branch, a tag or a commit."),
            )
        return found.strip()

    def changed(self, commit: str) -> list[str]:
        """The files that are not as in `commit`: committed, staged or only saved since, or unknown to Git."""
        known = self._ask("diff", *_DIFF, "--ignore-submodules", commit, "--", ".")
        unknown = self._ask("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        return [name for name in f"{known}{unknown}".split("\0") if name]

    def files(self, commit: str) -> dict[str, str]:
        """The blob of every file that `commit` has in the folder; links and other repositories left out."""
        listing = (entry.partition("\t") for entry in self._ask("ls-tree", "-r", "-z", commit).split("\0"))
        return {path: facts.split(" ")[2] for facts, _tab, path in listing if facts.startswith("100")}

    def top(self) -> Path:
        """The folder of the working tree that holds this one. Raises UsageError where there is none."""
        found = self._run("rev-parse", "--show-toplevel")
        if found.returncode and b"not a git repository" in found.stderr:
            raise UsageError(
                _("{path} is in no Git repository").format(path=self.folder),
                _("`git init` makes one, `git clone` brings one from elsewhere."),
            )
        if found.returncode:
            raise self._trouble(found.stderr)
        return Path(os.fsdecode(found.stdout).rstrip("\r\n"))

    def setting(self, key: str) -> str | None:
        """What this clone's own configuration has for `key`, if anything."""
        found = self._run("config", "--local", "--get", key)
        return None if found.returncode else os.fsdecode(found.stdout).rstrip("\r\n")

    def set(self, key: str, value: str) -> None:
        """Put `value` for `key` into this clone's own configuration. Raises NotWrittenError."""
        done = self._run("config", "--local", "--replace-all", key, value)
        if done.returncode:
            raise NotWrittenError(
                _("Git could not keep the setting {key}: {reason}").format(key=key, reason=_first_line(done.stderr))
            )

    def attribute(self, name: str, path: str) -> str:
        """What the .gitattributes in force say of `name` for `path`; "unspecified" where they do not."""
        return self._ask("check-attr", "-z", name, "--", path).split("\0")[2]

    @contextmanager
    def blobs(self) -> Iterator["Blobs"]:
        """The blobs of the repository, from one process for all of them."""
        try:
            with subprocess.Popen(  # noqa: S603 - a list and no shell
                self._command("cat-file", "--batch"),
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as git:
                assert git.stdin is not None
                assert git.stdout is not None
                yield Blobs(git.stdin, git.stdout)
        except BrokenPipeError as error:
            raise _lost() from error

    def _completing(self) -> str:
        """How to get the history that a shallow clone lacks; empty for a whole one."""
        if self._run("rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
            return ""
        return _(
            "This clone has only the end of the history. Fetch all of it: `fetch-depth: 0` for "
            "actions/checkout, `GIT_DEPTH: 0` in GitLab, `git fetch --unshallow` by hand."
        )

    def _ask(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            raise self._trouble(done.stderr)
        return os.fsdecode(done.stdout)

    def _trouble(self, complaint: bytes) -> UsageError | UnreadableError:
        if b"not a git repository" in complaint:
            return UsageError(
                _("{path} is in no Git repository").format(path=self.folder),
                _("Only Git knows earlier versions; `check` without --changed-since needs none."),
            )
        reason = _first_line(complaint)
        return UnreadableError(
            _("Git cannot read {path}: {reason}").format(path=self.folder, reason=reason),
            _("`git status` there says more."),
        )

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - a list and no shell
            self._command(*arguments), env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
        )

    def _command(self, *arguments: str) -> list[str]:
        return [git_program(), "-C", str(self.folder), "--no-pager", "-c", "core.fsmonitor=false", *arguments]


@dataclass(frozen=True, slots=True)
class Blobs:
    """A running `git cat-file`, which answers one request after another."""

    requests: IO[bytes]
    answers: IO[bytes]

    def copy(self, blob: str, target: Path) -> None:
        """Write the content of `blob` to `target`. Raises UnreadableError where Git has lost it."""
        self.requests.write(f"{blob}\n".encode())
        self.requests.flush()
        facts = self.answers.readline().split()
        if len(facts) != 3:
            raise _lost()
        left = int(facts[2])
        with target.open("wb") as file:
            while left:
                chunk = self.answers.read(min(left, _CHUNK))
                if not chunk:
                    raise _lost()
                left -= file.write(chunk)
        self.answers.read(1)  # the end of line after each answer


def _first_line(complaint: bytes) -> str:
    return complaint.decode("utf-8", "replace").partition("\n")[0].removeprefix("fatal: ").removeprefix("error: ")


def _lost() -> UnreadableError:
    return UnreadableError(
        _("Git has lost an old version of a plan file"), _("`git fsck` says what the repository lacks.")
    )


def git_program() -> str:
    """Where Git is. Raises UsageError where it is not, or where only the current folder has it.

    Windows looks there first, and a folder that came from elsewhere is no place for programs.
    """
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        raise UsageError(
            _("this needs Git, which is not installed here"),
            _("Install it from git-scm.com. Without --changed-since, `kumkm check` needs no Git."),
        )
    return found


def _environment() -> dict[str, str]:
    """Ours, with what a hook says of its own repository left out, plain English, and no questions."""
    return {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK} | _QUIET
