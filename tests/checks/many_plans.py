"""Plans in numbers, for the tests of runs over many of them."""

from pathlib import Path

from tests.checks.cases import PLAN, write_plan, year_text

MORE_INDICATORS = "".join(
    f'\n[indicators.r{number}]\nname = "R{number}"\nunit = "%"\nbetter = "higher"\ntargets = {{ 2025 = 3 }}\n'
    for number in range(150)
)


def write_plans(workspace: Path, count: int, *, heavy: bool = False) -> list[Path]:
    """Plans of an office each, so that no two are the same document; some have a finding.

    heavy: with so many indicators that each plan takes a while.
    """
    folders = []
    for number in range(count):
        plan = PLAN.replace('kind = "renstra"', f'kind = "renstra"\norganisation = "Dinas {number}"')
        if number % 3 == 1:
            plan = plan.replace('"3,81"', '"3,70"')
        if number % 15 == 2:
            plan = plan.replace("targets", "targts")
        realised: dict[str, str | bytes] = {"2025": year_text(2025)} if number % 2 else {}
        folders.append(write_plan(workspace / f"r{number:04}", plan + MORE_INDICATORS if heavy else plan, realised))
    return folders
