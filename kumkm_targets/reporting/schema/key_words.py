"""What every key of the two file formats means: the words that an editor shows while a file is written."""

from typing import Any, Final

from kumkm_targets.messages import N_
from kumkm_targets.model import notes, plan, realised, report
from kumkm_targets.model.fields import Better, Formula, OverTime, PaceMethod, PlanKind, Status
from kumkm_targets.reporting.words import BETTER, FORMULAS, STATUSES

_SOURCE: Final = N_("Where the figure comes from: an id of `[sources]`, or free words.")
_SOURCE_DIGEST: Final = N_("The digest of the file in `evidence/` that the source names; `kumkm` writes this.")
_NOTE: Final = N_("A note of your own.")
_VERSION: Final = N_("The version of the file format: always 1.")

RECORDS: Final[dict[type, str]] = {
    plan.PlanFile: N_("A plan: what was promised, by whom and for when."),
    plan.Indicator: N_("An indicator: what is measured, in which unit and direction, and what was promised."),
    report.Signer: N_("Who signs a report."),
    plan.Source: N_("A source that is cited by its id."),
    plan.Objective: N_("An objective (sasaran) that indicators belong to."),
    plan.Programme: N_("A programme with its budget."),
    plan.RatingScale: N_("A rating scale (predikat) of this plan's own."),
    plan.Relation: N_("A relation that the realised figures of every year must keep."),
    plan.Amendment: N_("A formal revision of targets (perubahan)."),
    plan.Change: N_("A target before and after the amendment."),
    plan.Grade: N_("One grade of the scale; the best comes first."),
    realised.RealisedYear: N_("The realised figures of one year."),
    realised.RealisedFigure: N_("What is known of this indicator in the year."),
    realised.Superseded: N_("An entry that another has replaced."),
    realised.Spending: N_("What this programme has spent in the year."),
    realised.SupersededExpense: N_("A statement that another has replaced."),
    notes.Remarks: N_("Texts that others have replaced."),
}
"""What the tables are that have no key of their own name: files, items of lists, and tables under an id."""

KEYS: Final[dict[type, dict[str, str]]] = {
    plan.PlanFile: {
        "format": _VERSION,
        "plan": N_("The document: its title, kind, region and period."),
        "report": N_("How the official forms of this plan are headed and signed."),
        "sources": N_("Sources that are cited by id wherever `source` stands, as `[sources.ID]`."),
        "parts": N_("The kabupaten and kota whose figures make up the whole: their names by region code."),
        "objectives": N_("The objectives (sasaran), as `[objectives.ID]`."),
        "programmes": N_("The programmes with their budgets, as `[programmes.ID]`."),
        "indicators": N_("The indicators with their targets, as `[indicators.ID]`."),
        "rules": N_("Relations that the realised figures of every year must keep, as `[[rules]]`."),
        "amendments": N_("Formal revisions of targets (perubahan), as `[[amendments]]`."),
        "rating_scales": N_("Rating scales (predikat) of this plan's own, as `[rating_scales.ID]`."),
        "check": N_("What `kumkm check` heeds for this plan."),
    },
    plan.Header: {
        "title": N_("The title of the document."),
        "kind": N_("The kind of document."),
        "region": N_("The code and the name of the region."),
        "organisation": N_("The office whose plan it is."),
        "period": N_("The first and the last year, both included."),
        "basis": N_("The legal basis."),
        "rating_scale": N_("The id of the rating scale (predikat): a built-in one, or one of `[rating_scales]`."),
        "average_cap": N_("The most that one achievement may add to the average, in percent. Without it, no cap."),
        "vision": N_("The vision."),
        "missions": N_("The missions, a list of texts."),
        "strategies": N_("The strategies, a list of texts."),
    },
    plan.Region: {
        "code": N_("The region's Kemendagri code: two digits for a province, four with a dot for a kabupaten or kota."),
        "name": N_("The name of the region."),
    },
    report.ReportSettings: {
        "level": N_("The word that headings have for the region's level: Provinsi, Kabupaten or Kota."),
        "place": N_("Where reports are signed."),
        "forms": N_('The number that an official form goes by here, under its name: { rpjmd = "E.17" }.'),
        "signers": N_("Who signs, from left to right: role, name and NIP of each."),
    },
    report.FormNumbers: {
        "status": N_("The number of the progress table."),
        "ringkasan": N_("The number of the summary for the head of office."),
        "lkjip": N_("The number of the performance report (LKjIP)."),
        "rpjmd": N_("The number of the evaluation of RPJMD. Without it, E.17 for a province and E.58 below it."),
        "rkpd": N_("The number of the evaluation of RKPD. Without it, E.19 for a province and E.60 below it."),
        "renstra": N_("The number of the evaluation of Renstra. Without it, E.54 for a province and E.80 below it."),
        "renja": N_("The number of the evaluation of Renja. Without it, E.55 for a province and E.81 below it."),
        "rakortek": N_("The number of the table of agreements and alignment."),
    },
    report.Signer: {
        "role": N_("The office of the signer."),
        "name": N_("The name of the signer."),
        "nip": N_("The NIP of the signer, as it is printed."),
    },
    plan.Period: {"start": N_("The first year of the plan."), "end": N_("The last year of the plan.")},
    plan.Source: {
        "title": N_("The title of the publication or data set."),
        "publisher": N_("Who published it."),
        "date": N_("The day of publication, without quotes: 2025-02-27."),
        "url": N_("Its address on the web."),
        "file": N_("The file that proves it, in the plan's folder: `evidence/` and its name. Its digest is kept."),
        "note": _NOTE,
    },
    plan.Objective: {"name": N_("The name of the objective.")},
    plan.Programme: {
        "name": N_("The name of the programme."),
        "code": N_("The code of the programme."),
        "objective": N_("The id of the objective it serves."),
        "budget": N_("The budget per year, in rupiah."),
    },
    plan.Indicator: {
        "name": N_("The name of the indicator."),
        "unit": N_("The unit. It decides how figures are read: what counts whole things has no decimals."),
        "better": N_("The direction: which figures are good. Needed where there is a target; it is never guessed."),
        "achievement": N_("The achievement formula, where it is not the usual one of the direction."),
        "over_time": N_("How the years of the period add up."),
        "pace": N_("How the pace goes on. Without it, compound for counts and money, linear for the rest."),
        "weight": N_("How much the indicator counts in averages. Without it, 1."),
        "decimals": N_("How many decimals are shown. Without it, as the figure was written."),
        "objective": N_("The id of the objective it belongs to."),
        "programme": N_("The id of the programme it belongs to."),
        "owner": N_("The unit of the office in charge of it."),
        "reference": N_("The reference code of the indicator."),
        "definition": N_("What exactly is measured."),
        "formula": N_("How it is derived from other indicators of this plan, by their ids."),
        "baseline": N_("The value before the plan (kondisi awal), with its own year."),
        "targets": N_("The target per year: a figure, a range or a bound."),
        "quarter_targets": N_("The target per year and quarter (triwulan)."),
        "part_targets": N_("The target per year and kabupaten or kota, by region code."),
        "final_target": N_("The target for the end of the period, where the document prints one."),
        "retired": N_("The last year in which the indicator is used."),
        "successor": N_("The id of the indicator that replaces it."),
        "source": N_("Where the targets come from: an id of `[sources]`, or free words."),
        "note": _NOTE,
    },
    plan.Baseline: {
        "year": N_("The year of the value, before the first year of the plan."),
        "value": N_("The value."),
        "source": _SOURCE,
        "note": _NOTE,
    },
    plan.Relation: {
        "that": N_("The relation, by the indicators' ids, with one of <=, <, >=, > and =."),
        "because": N_("Why it must hold; it is printed with the finding."),
        "tolerance": N_("The difference that is still accepted. Without it, none."),
    },
    plan.Amendment: {
        "effective": N_("The day it takes effect, without quotes: 2025-09-12."),
        "basis": N_("The legal basis of the amendment."),
        "reason": N_("Why the targets were changed."),
        "targets": N_("The targets that change, per indicator and year, each `from` the old one `to` the new one."),
    },
    plan.Change: {
        "from": N_("The target in force before the amendment."),
        "to": N_("The target in force from then on."),
    },
    plan.RatingScale: {
        "title": N_("The name of the scale; it is printed under the table."),
        "grades": N_("The grades, best first; the last one has no `floor`."),
    },
    plan.Grade: {
        "floor": N_("The least achievement that earns the grade, in percent."),
        "label": N_("The name of the grade (predikat)."),
    },
    plan.CheckSettings: {
        "ignore": N_("Findings to silence: the code of the check, and why. They are still printed, as silenced."),
    },
    realised.RealisedYear: {
        "format": _VERSION,
        "year": N_("The year of the figures; the same as in the file's name."),
        "closed": N_("The day on which the year was closed, without quotes; no more figures are recorded afterwards."),
        "closed_at": N_("The moment at which the year was closed; `kumkm close` writes this."),
        "closed_by": N_("Who closed the year; `kumkm close` writes this."),
        "closed_because": N_("Why it was closed although something was lacking; `kumkm close --with` writes this."),
        "seal": N_("The digest over targets and figures of a closed year; `kumkm close` writes this."),
        "sealed_targets": N_("The digest over the targets alone, to tell what was changed; `kumkm close` writes this."),
        "notes": N_("What the official forms say of the year in words; `kumkm note` writes this."),
        "figures": N_("The realised figures, as `[figures.ID]` with the indicator's id."),
        "programmes": N_("What the programmes have spent, as `[programmes.ID]` with the programme's id."),
    },
    realised.Entry: {
        "value": N_("The realised figure."),
        "unavailable": N_("Why there is no figure yet. This is never the same as zero."),
        "status": N_("How final the figure is."),
        "source": _SOURCE,
        "source_digest": _SOURCE_DIGEST,
        "as_of": N_("The day that the figure describes, without quotes: 2025-08-31."),
        "recorded_at": N_("When it was recorded; `kumkm record` writes this."),
        "recorded_by": N_("Who recorded it; `kumkm record` writes this."),
        "note": _NOTE,
    },
    realised.Superseded: {
        "quarter": N_("The quarter (triwulan) whose figure this was."),
        "part": N_("The region code of the kabupaten or kota whose figure this was."),
        "reason": N_("Why it was replaced."),
    },
    realised.RealisedFigure: {
        "quarters": N_("The figure per quarter (triwulan), 1 to 4."),
        "parts": N_("The figure per kabupaten or kota within the region, by region code."),
        "history": N_("The entries that were replaced, oldest first; `kumkm record` writes this."),
    },
    realised.Expense: {
        "spent": N_("What was spent, in rupiah."),
        "source": _SOURCE,
        "source_digest": _SOURCE_DIGEST,
        "as_of": N_("The day up to which it was spent, without quotes: 2025-12-31."),
        "recorded_at": N_("When it was recorded; `kumkm record-budget` writes this."),
        "recorded_by": N_("Who recorded it; `kumkm record-budget` writes this."),
        "note": _NOTE,
    },
    notes.Remarks: {
        "driving": N_("What helped to reach the targets."),
        "hindering": N_("What stood in the way."),
        "next_quarter": N_("What is to be done in the next quarter."),
        "next_rkpd": N_("What is to be done in the next RKPD or Renja."),
        "next_rpjmd": N_("What is to be done in the next RPJMD or Renstra."),
        "recorded_at": N_("When it was written; `kumkm note` writes this."),
        "recorded_by": N_("Who wrote it; `kumkm note` writes this."),
    },
    notes.YearNotes: {
        "history": N_("The texts that were replaced, oldest first; `kumkm note` writes this."),
    },
    realised.SupersededExpense: {"reason": N_("Why it was replaced.")},
    realised.Spending: {
        "history": N_("The statements that were replaced, oldest first; `kumkm record-budget` writes this.")
    },
}
"""What each key means, by the record that has it. A record also has the keys of those it builds on."""

FIGURE: Final = N_('A figure: text between quotes as the document prints it ("1.311", "3,84%"), or a TOML number.')
TARGET: Final = N_('A target: a figure, a range ("7-8"), a bound ("≥ 800"), or a table with `min` and `max`.')
LEAST: Final = N_("The lower end of the range.")
MOST: Final = N_("The upper end of the range.")
INDONESIAN_NAME: Final = N_("The name in Indonesian.")
ENGLISH_NAME: Final = N_("The name in English.")

VALUES: Final[dict[Any, dict[Any, str]]] = {
    Better: {**BETTER},
    Formula: {**FORMULAS},
    Status: {status: words for status, (_mark, words) in STATUSES.items()},
    OverTime: {
        "latest": N_("the latest year's figure stands for the period"),
        "sum": N_("the years are added up"),
        "average": N_("the average of the years"),
    },
    PaceMethod: {
        "linear": N_("the same amount is added every year"),
        "compound": N_("every year grows by the same percentage"),
    },
    PlanKind: {
        "rpjpd": "Rencana Pembangunan Jangka Panjang Daerah",
        "rpjmd": "Rencana Pembangunan Jangka Menengah Daerah",
        "rpd": "Rencana Pembangunan Daerah",
        "rkpd": "Rencana Kerja Pemerintah Daerah",
        "renstra": "Rencana Strategis",
        "renja": "Rencana Kerja",
        "rakortek": "Rapat Koordinasi Teknis Perencanaan Pembangunan",
        "other": N_("another document"),
    },
}
"""What each of a key's possible values means."""

EXAMPLES: Final[dict[type, dict[str, Any]]] = {
    plan.PlanFile: {"parts": {"62.01": "Kotawaringin Barat", "62.71": "Palangka Raya"}},
    plan.Header: {
        "title": "Renstra 2025–2030",
        "region": {"code": "62", "name": "Kalimantan Tengah"},
        "period": {"start": 2025, "end": 2030},
        "average_cap": 100,
        "missions": ["Menumbuhkan wirausaha"],
    },
    plan.Region: {"code": "62.71"},
    plan.Programme: {"budget": {"2025": "Rp1,2 miliar", "2026": 1350000000}},
    plan.Indicator: {
        "name": "Rasio kewirausahaan",
        "unit": "%",
        "formula": "100 * koperasi_aktif / jumlah_koperasi",
        "baseline": {"year": 2024, "value": "3,70"},
        "targets": {"2025": "3,75", "2026": "3,81"},
        "quarter_targets": {"2025": {"1": 200, "2": 400}},
        "part_targets": {"2025": {"62.01": 40, "62.71": 55}},
        "final_target": "3.900",
    },
    plan.Relation: {
        "that": "koperasi_aktif <= jumlah_koperasi",
        "because": "bagian tidak lebih besar dari keseluruhan",
        "tolerance": "0,01",
    },
    plan.Amendment: {"targets": {"rasio": {"2026": {"from": "3,81", "to": "3,78"}}}},
    plan.RatingScale: {"grades": [{"floor": 85, "label": "Sangat Baik"}, {"label": "Kurang"}]},
    realised.Entry: {"value": "3,72", "unavailable": "menunggu Sakernas Agustus", "source": "lkjip-2025"},
    realised.RealisedFigure: {"quarters": {"1": 180, "2": 410}, "parts": {"62.01": "3,4"}},
    realised.Expense: {"spent": "Rp1,1 miliar"},
}
"""How it is written, for keys whose form does not go without saying."""
