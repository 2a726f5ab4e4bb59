"""What every command needs: the workspace, an opened plan, the screen, and today."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from kumkm_targets.checks.rule import Finding
    from kumkm_targets.model.plan import Indicator, Plan, Programme
    from kumkm_targets.storage.plan_files import PlanReading

_SHOWN_FINDINGS: Final = 5


@dataclass(frozen=True)
class OpenPlan:
    """A plan folder that is valid, as read."""

    reading: "PlanReading"
    plan: "Plan"

    def indicator(self, indicator_id: str) -> "Indicator":
        """The indicator with that id. Raises UsageError with the nearest id there is."""
        from kumkm_targets.errors import UsageError
        from kumkm_targets.messages import _
        from kumkm_targets.storage.nearest import nearest

        found = self.plan.indicators.get(indicator_id)
        if found is not None:
            return found
        near = nearest(indicator_id, self.plan.indicators)
        raise UsageError(
            _("the plan {plan} has no indicator “{name}”").format(plan=self.plan.id, name=indicator_id),
            _("Did you mean `{nearest}`?").format(nearest=near)
            if near
            else _("Its indicators: {names}.").format(names=", ".join(self.plan.indicators) or "–"),
        )

    def digest_of_source(self, source: str | None) -> str | None:
        """The digest of the evidence that `source` names; None for other sources. Raises RefusedError."""
        from kumkm_targets.model.evidence import evidence_of

        path = evidence_of(source, self.plan.sources)
        if path is None:
            return None
        from kumkm_targets.storage.evidence import kept_digest

        return kept_digest(self.reading.folder, path)

    def programme(self, programme_id: str) -> "Programme":
        """The programme with that id. Raises UsageError with the nearest id there is."""
        from kumkm_targets.errors import UsageError
        from kumkm_targets.messages import _
        from kumkm_targets.storage.nearest import nearest

        programmes = self.plan.programmes
        if programme_id in programmes:
            return programmes[programme_id]
        near = nearest(programme_id, programmes)
        raise UsageError(
            _("the plan {plan} has no programme “{name}”").format(plan=self.plan.id, name=programme_id),
            _("Did you mean `{nearest}`?").format(nearest=near)
            if near
            else _("Its programmes: {names}.").format(names=", ".join(programmes) or "–"),
        )


@dataclass(frozen=True)
class OpenPlans:
    """Several plans: those that are valid, and the ids of those that are not."""

    valid: list[OpenPlan]
    broken: list[str]

    def refuse_broken(self) -> None:
        """Say in the end that not everything was shown. Raises UnreadableError."""
        from kumkm_targets.errors import UnreadableError
        from kumkm_targets.messages import _

        if self.broken:
            raise UnreadableError(
                _("not valid: {plans}").format(plans=", ".join(self.broken)), _("`kumkm check` shows what is wrong.")
            )


@dataclass(frozen=True)
class Session:
    """The global options of one run."""

    plans: Path | None
    color: bool | None

    @property
    def today(self) -> date:
        """The day on which the command runs."""
        return date.today()  # noqa: DTZ011 - the officer's own day

    @property
    def workspace(self) -> Path:
        """The folder of plan folders, relative where it lies below. Raises UsageError where there is none."""
        from kumkm_targets.storage.workspace import find_workspace

        here = Path.cwd()
        found = find_workspace(self.plans, os.environ, here)
        return found.relative_to(here) if found.is_relative_to(here) else found

    def open(self, plan_id: str) -> OpenPlan:
        """The plan with that id. Raises UsageError or UnreadableError; findings go to standard error."""
        from kumkm_targets.storage.plan_files import read_plan
        from kumkm_targets.storage.workspace import plan_folder

        return self.opened(read_plan(plan_folder(self.workspace, plan_id)))

    def open_all(self, plan_ids: Sequence[str] = ()) -> OpenPlans:
        """The plans that are named, once each, all of which must be valid; none named: those of the workspace."""
        from kumkm_targets.storage.plan_files import read_plan
        from kumkm_targets.storage.workspace import plan_folders

        if plan_ids:
            return OpenPlans([self.open(plan_id) for plan_id in dict.fromkeys(plan_ids)], [])
        found = OpenPlans([], [])
        for folder in plan_folders(self.workspace):
            reading = read_plan(folder)
            if reading.plan is None or reading.all_flaws:
                found.broken.append(reading.id)
            else:
                found.valid.append(OpenPlan(reading, reading.plan))
        return found

    def opened(self, reading: "PlanReading") -> OpenPlan:
        """`reading` as a plan that can be used. Raises UnreadableError if it has any flaw."""
        from kumkm_targets.errors import UnreadableError
        from kumkm_targets.messages import _

        if reading.plan is not None and not reading.all_flaws:
            return OpenPlan(reading, reading.plan)
        from kumkm_targets.checks.engine import format_findings

        self.show_findings(reading, format_findings(reading))
        raise UnreadableError(
            _("{plan} is not a valid plan").format(plan=reading.id),
            _("Mend what is shown above; `kumkm check {folder}` shows everything.").format(
                folder=reading.folder.as_posix()
            ),
        )

    def screen(self, *, errors: bool = False) -> "Console":
        """A console on standard output, or on standard error."""
        from kumkm_targets.reporting.screen import console

        return console(self.color, sys.stderr if errors else sys.stdout)

    def show_findings(self, reading: "PlanReading", findings: "Sequence[Finding]") -> None:
        """The first few of them, to standard error."""
        from kumkm_targets.reporting.findings.text import finding_text

        screen = self.screen(errors=True)
        for finding in findings[:_SHOWN_FINDINGS]:
            screen.print(finding_text(finding, reading.lines_of), soft_wrap=True)


def session_of(context: typer.Context) -> Session:
    """The session that the global options have made."""
    session = context.find_root().obj
    assert isinstance(session, Session)
    return session
