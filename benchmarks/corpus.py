"""Make a workspace of made-up plans as large as the country, to measure and to try things on:

    python benchmarks/corpus.py DIR --governments 552 --plans 10 --indicators 40 --years 5 --realised

Every plan differs, none has a finding, and the same seed gives the same bytes. With --mistakes, some
plans get one known mistake each, and DIR/mistakes.json tells which.
"""

import argparse
import json
from itertools import islice
from pathlib import Path
from random import Random

from synthetic.documents import Document, documents
from synthetic.draft import draft
from synthetic.governments import governments
from synthetic.mistakes import seed_mistakes
from synthetic.plan_file import plan_text


def main() -> None:
    """Write the plan folders below DIR/plans."""
    wanted = _arguments()
    for turn, government in enumerate(islice(governments(), wanted.governments)):
        for document in documents(government, wanted.plans, wanted.years, turn):
            write(document, wanted)
    if wanted.mistakes:
        rng = Random(wanted.seed)
        found = list(seed_mistakes(wanted.folder / "plans", wanted.mistakes, rng))
        (wanted.folder / "mistakes.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def write(document: Document, wanted: argparse.Namespace) -> None:
    """Write one plan folder."""
    rng = Random(f"{wanted.seed} {document.folder}")
    folder = wanted.folder / "plans" / document.folder
    folder.mkdir(parents=True, exist_ok=True)
    plan = draft(document, rng, wanted.indicators, wanted.years)
    (folder / "plan.toml").write_text(plan_text(plan, rng), encoding="utf-8", newline="\n")
    if wanted.realised:
        from synthetic.realised_files import realised_texts

        (folder / "realised").mkdir(exist_ok=True)
        for year, text in realised_texts(plan, rng):
            (folder / "realised" / f"{year}.toml").write_text(text, encoding="utf-8", newline="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--governments", type=int, default=552)
    parser.add_argument("--plans", type=int, default=10, help="plans of each government")
    parser.add_argument("--indicators", type=int, default=40)
    parser.add_argument("--years", type=int, default=5, choices=range(2, 7), help="target years of a plan")
    parser.add_argument("--realised", action="store_true", help="realised files too")
    parser.add_argument("--mistakes", type=int, default=0, help="how many plans get one")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
