"""Courses to draw, and what a picture holds once it is drawn."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.course import Course, course, standing_year
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.reporting.charts.frame import Box
from kumkm_targets.reporting.charts.text_width import text_width
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import TODAY
from tests.evaluation.builders import indicator, plan, rows, years

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.78, 0.22


def course_in(declared: Plan, name: str, realised: Mapping[int, RealisedYear], today: date = TODAY) -> Course:
    appraisal = appraise(declared, realised, standing_year(declared, name, realised, today), today)
    return course(appraisal, rows(appraisal)[name], realised, today)


def courses_of(folder: Path) -> list[Course]:
    reading = read_plan(folder)
    assert reading.plan is not None
    return [course_in(reading.plan, name, reading.realised) for name in reading.plan.indicators]


def course_of(folder: Path, name: str) -> Course:
    return next(found for found in courses_of(folder) if found.row.id == name)


def small(fields: Mapping[str, Any], figures: Mapping[int, str | RealisedFigure], **fields_of_plan: Any) -> Course:
    """The course of a plan's only indicator."""
    realised = years({year: {"a": figure} for year, figure in figures.items()})
    return course_in(plan({"a": indicator(**fields)}, **fields_of_plan), "a", realised)


def texts(svg: str) -> Iterator[tuple[str, Box]]:
    """Every text that is drawn, and where."""
    for found in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        yield found.text or "", _box(found)


def titles(svg: str) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(svg).iter(f"{SVG}title")]


def paper(svg: str) -> Box:
    root = ElementTree.fromstring(svg)
    return Box(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))


def _box(found: Element) -> Box:
    size, x, y = (float(found.attrib[name]) for name in ("font-size", "x", "y"))
    width = text_width(found.text or "", size, bold="font-weight" in found.attrib)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[found.get("text-anchor", "start")] * width
    return Box(left, y - ASCENT * size, left + width, y + DESCENT * size)
