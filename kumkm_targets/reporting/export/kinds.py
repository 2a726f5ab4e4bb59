"""Which kinds of figure there are. The list lasts: a kind is never renamed, and means the same for good."""

from typing import Final

from kumkm_targets.messages import N_

KINDS: Final[dict[str, str]] = {
    "baseline": N_("value before the plan, with its own year"),
    "original_target": N_("target of the year as first declared"),
    "target": N_("target in force at the end of the year; of a quarter or a kabupaten/kota: as declared"),
    "original_final_target": N_("target for the end of the plan that the plan declares beside those of the years"),
    "amended_from": N_("target that an amendment replaces; the last part of id is the amendment's number"),
    "amended_to": N_("target that an amendment puts in its place"),
    "realised": N_("realised figure as it counts; origin says whether it was recorded or reckoned"),
    "realised_so_far": N_("what is known of a figure that is not whole yet, and so not judged"),
    "recorded": N_("figure that was recorded but does not count: a formula goes before it, or nothing declares it"),
    "gap": N_("realised minus target; from a range, the distance to the bound that was crossed"),
    "achievement": N_("achievement in percent of the target; without a value, reason says why"),
    "final_target": N_("what the plan promises for its end, by the targets in force at the end of the year"),
    "final_achievement": N_("what is known so far in percent of final_target"),
    "so_far": N_("figures of the plan's years up to now, added or averaged"),
    "so_far_target": N_("targets of these same years together"),
    "so_far_achievement": N_("so_far in percent of so_far_target"),
    "required_pace": N_("what each remaining year must bring, in the unit per year"),
    "observed_pace": N_("what a year has brought so far, in the unit per year"),
    "projected": N_("figure at the end of the plan if the observed pace goes on"),
    "outlook_share": N_(
        "share of the promised change that this pace leads to, 1 is all of it; outlook says it in a word"
    ),
    "budget": N_("budget of a programme for the year"),
    "spent": N_("what the programme has spent in the year"),
    "absorption": N_("spent in percent of the budget; without a value, reason says why"),
    "average": N_("average achievement of the plan's indicators"),
    "computed": N_("number of indicators in the average"),
    "of": N_("number of indicators with targets"),
}
"""Each kind, and what it is."""
