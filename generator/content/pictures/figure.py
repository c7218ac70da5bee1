"""The SVG file of a figure -> a Figure, ready to stand in a page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from fields.errors import ContentError, Problem, did_you_mean, one_of
from fields.signs import shorten
from fields.text import conflict_line
from generator.content.pictures.allowed import find_text_problem, number, paints, shapes, texts
from generator.content.pictures.kinds import kind_of
from generator.content.pictures.parts import Drawing, Note, Part, Words
from generator.content.pictures.reader import FigureReader
from generator.content.pictures.references import check_cost, everything, point_to_parts
from generator.content.pictures.styles import apply_styles
from generator.content.pictures.writing import write_drawing
from generator.content.sources import figure_names, phase_names, split_figure_name
from generator.model import Figure, people

largest_file = 500_000
"""Ours have up to 20 kB. A page carries up to five of them, and a phone pays for each."""
sides = ("left", "right", "both")
motions = ("ease", "circle", "roll", "walk", "swing")
drawn = shapes | texts
no_numbers = str.maketrans("", "", "0123456789.-")
movable = re.compile(
    r" ?(?:[MmLlHhVvCcSsQqTtAaZz]+(?: -?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))*(?: |$))+"
)
"""A path whose numbers a page can find: `bend` in static/js/figure.js. Python before 3.11.5 matches
groups that give nothing back wrongly; none is needed, since each sign has one place here."""
nought = re.compile(r"0\.(?<!\d0\.)")
smallest_side, largest_side, longest_shape = 1.0, 100_000.0, 20.0
"""Some programs count in hundredths of a millimetre."""
# CSS Values and Units Level 3, 5.2: an inch is 96 pixels.
units = {"": 1.0, "px": 1.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pt": 4 / 3, "pc": 16.0}


def read_figure(path: PurePosixPath, data: bytes) -> Figure:
    """Return the figure in a file.

    Raises ContentError with everything that is wrong with it.
    """
    if kind := kind_of(data):
        message = f"this is a {kind} picture, and a figure is an SVG; draw it anew, or trace it"
        raise ContentError([Problem(path, 0, message)])
    if line := conflict_line(data):
        message = "a merge has left two versions in this file; keep one of them, or delete the file"
        message += " and let `build.py draw` draw it anew"
        raise ContentError([Problem(path, line, message)])
    if len(data) > largest_file:
        message = f"this figure has {len(data) // 1000} kB; at most {largest_file // 1000} are "
        message += "allowed; draw it with fewer points (in Inkscape: Path > Simplify)"
        raise ContentError([Problem(path, 0, message)])
    reader = FigureReader(path)
    if reader.read(data):
        raise ContentError(reader.problems)
    figure = make_figure(path, reader.drawing, reader.note)
    if reader.problems:
        raise ContentError(reader.problems)
    return figure


def make_figure(path: PurePosixPath, drawing: Drawing, note: Note) -> Figure:
    """Return the figure that a drawing makes; note what is wrong with it."""
    root, settings = drawing.parts[0], drawing.settings
    own = drawing.foreign or not settings.get("data-pose")
    apply_styles(drawing, own, note)
    colour_by_roles(drawing.parts)
    check_copies(drawing.parts, note)
    check_motion(drawing.parts, settings.get("data-motion", ""), note)
    if asking := point_to_parts(drawing.parts, note):
        check_cost(root, asking, note)
    title, mirrored_title = find_words(drawing, "title", "the title", note)
    description, mirrored_description = find_words(drawing, "desc", "the description", note)
    left, top, width, height = find_box(settings, root.line, note)
    return Figure(
        source=path,
        name=find_name(path, note),
        title=title,
        description=description,
        mirrored_title=mirrored_title,
        mirrored_description=mirrored_description,
        width=round(width, 4),
        height=round(height, 4),
        side=find_setting(drawing, "data-side", sides, note),
        motion=find_setting(drawing, "data-motion", motions, note),
        phase=find_phase(drawing, note),
        person=find_setting(drawing, "data-person", people, note),
        pose="" if own else settings["data-pose"],
        code="" if own else settings.get("data-code", ""),
        own=own,
        coloured=any(part.tag in drawn and not part.has_role for part in drawing.parts),
        markup=write_drawing(root, left, top),
    )


def colour_by_roles(parts: list[Part]) -> None:
    """Leave the colours of whatever has a role to the page, which knows it by its class."""
    for part in parts:
        if part.has_role and not paints.isdisjoint(part.attributes):
            kept = {key: text for key, text in part.attributes.items() if key not in paints}
            part.attributes = kept
        if part.roles:
            part.attributes = {"class": " ".join(part.roles), **part.attributes}


def check_copies(parts: list[Part], note: Note) -> None:
    """Note copies of what has a role, and markers that whole groups hand down.

    A page's classes don't reach into a copy, and such markers would stand at uncounted places.
    """
    named = (part for part in parts if part.id)
    roled = {part.id for part in named if any(each.roles for each in everything(part))}
    for part in parts:
        if part.tag == "use" and part.attributes.get("href", "#")[1:] in roled:
            message = "a copy of a part with a role has no colours; make it a part of its own"
            note(part.line, f"{message} (in Inkscape: Edit > Clone > Unlink Clone)")
        if part.tag in ("g", "svg", "use"):
            for key in ("marker-start", "marker-mid", "marker-end"):
                if part.attributes.get(key, "none") != "none":
                    note(part.line, f"{key} of a whole group is not allowed; put it on each line")


def find_name(path: PurePosixPath, note: Note) -> str:
    """Return which picture of its exercise this is, by the end of its file name."""
    stem, name = split_figure_name(path.stem)
    if stem:
        return name
    shown = (each for each in figure_names if each not in phase_names[1:])
    message = "the file's name must be that of the exercise and one of "
    message += one_of(f"-{each}" for each in shown)
    note(0, f"{message}, such as toe-walking-hold.svg")
    return ""


def find_words(drawing: Drawing, name: str, what: str, note: Note) -> tuple[str, str]:
    """Return the title or the description, and the same for the mirrored picture.

    Inkscape's own fields count where the drawing itself says nothing.
    """
    words = drawing.words.get(name, Words("", 0))
    if not words.text().strip():
        words = drawing.words.get(f"dc:{name}", words)
    text = " ".join(words.text().split())
    mirrored = " ".join(words.mirrored.split()) or text
    for said, place in {mirrored: f"data-mirrored of {what}", text: what}.items():
        if problem := find_text_problem(place, said):
            note(words.line, problem)
    return text, mirrored


def find_setting(drawing: Drawing, key: str, known: tuple[str, ...], note: Note) -> str:
    """Return a word that the outermost element gives, or nothing."""
    word = drawing.settings.get(key, "")
    if word and word not in known:
        message = f'{key} must be {one_of(known)}, not "{shorten(word)}"'
        note(drawing.parts[0].line, message + did_you_mean(word, known))
    return word


def find_phase(drawing: Drawing, note: Note) -> str:
    """Return the label of the phase that a figure shows, or nothing."""
    label = " ".join(drawing.settings.get("data-phase", "").split())
    if problem := find_text_problem("data-phase", label):
        note(drawing.parts[0].line, problem)
    return label


def check_motion(parts: Iterable[Part], motion: str, note: Note) -> None:
    """Note frames that a page can't move between; frames become ways."""
    for part in parts:
        if "data-turns" in part.attributes and "transform" in part.attributes:
            note(part.line, "a part with data-turns has no transform; put it in a group with one")
        frames = part.attributes.get("data-frames")
        if frames is None:
            continue
        path = part.attributes.get("d", "")
        if fits(path, frames.split("|")):
            del part.attributes["data-frames"]
            part.attributes["data-ways"] = "|".join(ways(path, one) for one in frames.split("|"))
        else:
            message = "data-frames must be paths with the same letters as d and as many numbers, "
            message += "with | between the paths and one blank between letters and numbers, "
            note(part.line, f"{message}such as M 1 2 l 3 4")
        if not motion:
            note(part.line, f"data-frames needs data-motion on <svg>: {one_of(motions)}")


def ways(path: str, frame: str) -> str:
    """Return how far the numbers of a frame are from those of its path, which packs better: what
    only goes elsewhere has hardly any other number than 0."""
    far = [
        # What is written the same needs no counting; that is most of it.
        "0" if there == here else f"{round(float(there) - float(here), 2):g}"
        for here, there in zip(path.split(), frame.split(), strict=True)
        if not here.isalpha()
    ]
    return nought.sub(".", " ".join(far))


def fits(path: str, frames: Iterable[str]) -> bool:
    """Tell whether a page can move along some frames to a path.

    Without its numbers each must look the same, letter for letter and blank for blank.
    """
    plain = path.translate(no_numbers)
    return all(
        movable.fullmatch(each) and each.translate(no_numbers) == plain for each in (path, *frames)
    )


def find_box(settings: Mapping[str, str], line: int, note: Note) -> list[float]:
    """Return the left, top, width and height of the view box, or else of the written size."""
    text, width, height = (settings.get(key, "") for key in ("viewBox", "width", "height"))
    if words := text.replace(",", " ").split():
        found = f'viewBox is "{shorten(text)}"'
        box = [float(word) if number.fullmatch(word) else math.nan for word in words]
    else:
        found = f'there is no viewBox, width is "{shorten(width)}", height "{shorten(height)}"'
        box = [0.0, 0.0, measure(width), measure(height)]
    if len(box) == 4 and all(map(math.isfinite, box)):
        small, large = sorted(box[2:])
        if smallest_side <= small and large <= min(largest_side, longest_shape * small):
            return box
    message = f"{found}; allowed are four numbers: left, top, width and height, the last two "
    message += f"from {smallest_side:g} to {largest_side:g}, one at most {longest_shape:g} "
    note(line, f"{message}times the other, such as 0 0 120 90")
    return [0.0, 0.0, 1.0, 1.0]


def measure(text: str) -> float:
    """Return a width or height in pixels; 0 if it says nothing of the size."""
    match = re.fullmatch(rf"\s*+({number.pattern})({'|'.join(units)})\s*", text)
    return float(match[1]) * units[match[2]] if match else 0.0
