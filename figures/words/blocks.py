"""The fields of a pose file, and of each of its blocks.

docs/pose-format.md explains the words in full; here stands what an editor shows of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fields.table import Field, Table, any_name, words
from figures.words import terms
from figures.words.people import people, usual

senses: Mapping[str, tuple[str, str, str]] = {
    "trunk": ("upright", "the pelvis and all above it lean forwards", "lean back"),
    "back": ("long", "rounded", "arched"),
    "side bend": ("straight", "bent to the left", "bent to the right"),
    "twist": ("chest ahead like the pelvis", "chest turned to the left", "turned to the right"),
    "pelvis tilt": (
        "as somebody stands", "tipped forwards: a hollow lower back",
        "tipped back: a flat lower back",
    ),
    "neck": ("in line", "chin to chest", "looking up"),
    "neck turn": ("face ahead like the chest", "face to the left", "face to the right"),
    "neck bend": ("straight", "left ear to left shoulder", "right ear to right shoulder"),
    "neck glide": (
        "head above the shoulders", "centimetres that the head glides ahead",
        "glides back: a chin tuck",
    ),
    "hip": ("thigh in line with the trunk", "flexion", "extension"),
    "hip out": ("straight ahead", "led outwards", "led across"),
    "hip turn": ("knee ahead", "turned outwards", "turned inwards"),
    "knee": ("straight", "bent", ""),
    "ankle": ("foot square to the shin", "dorsiflexion: toes to the shin", "pointed"),
    "foot turn": ("foot straight", "toes out", "toes in"),
    "foot roll": (
        "sole level", "sole turned inwards: on to the outer edge",
        "sole turned outwards",
    ),
    "toes": ("in line with the sole", "bent up at the base", "bent down at the base"),
    "big toe": (
        "in line with the sole; left out, it goes with the toes", "bent up alone",
        "bent down alone",
    ),
    "toe curl": ("toes straight", "their small joints bend, as round a pen", ""),
    "toe spread": ("side by side", "fanned out", ""),
    "shoulder": ("arm hangs down", "arm forwards", "arm back"),
    "shoulder out": ("beside the body", "led away", "led across"),
    "shoulder turn": ("elbow points back", "turned outwards", "turned inwards"),
    "elbow": ("straight", "bent", ""),
    "forearm turn": (
        "thumb ahead, arm hanging", "pronation: palm turned back, or down",
        "supination: palm turned ahead, or up",
    ),
    "wrist": ("in line", "extension: back of the hand to the forearm", "palm to the forearm"),
}  # fmt: skip
"""What 0, more and less of each angle mean."""


def angle_field(name: str) -> Field:
    """Return the field of an angle: degrees, or, where the neck glides, centimetres."""
    zero, above, below = senses[name]
    least, most = terms.ranges[name]
    help = f"0 is {zero}; above 0 {above}" + (f"; below 0 {below}" if below else "")
    return Field(name, "decimal", help, least=least, most=most)


def write_angle_rows(names: Iterable[str]) -> str:
    """Return the table of the docs that explains angles."""
    rows = ["| field | 0 is | above 0 | below 0 | range |", "| --- | --- | --- | --- | --- |"]
    for name in names:
        least, most = terms.ranges[name]
        rows.append(f"| `{name}` | {' | '.join(senses[name])} | {least:g} to {most:g} |")
    return "\n".join(rows)


def each_side(field: Field) -> Field:
    """Return a field that holds one thing for both sides, or each side's own."""
    own = tuple(replace(field, name=side, help="") for side in ("both", *terms.sides))
    return replace(field, fields=own)


look_field = Field(
    "look", "sentence", "for a picture from near: what it shows and from where, in place of `view`",
    example="right foot, from the inner side",
)  # fmt: skip
position_field = Field(
    "position", "choice", "how the body is carried", required=True,
    allowed=words(*terms.positions), meant=terms.meant_positions,
)  # fmt: skip
motion_field = Field(
    "motion", "choice", "how the figure moves", default="ease", allowed=words(*terms.motions)
)
block_fields: Table = (
    Field("title", "text", "a few words under the picture", required=True),
    Field(
        "description", "text", "one to three sentences for somebody who can't see the picture: who "
        "is where, what touches what, what is marked", required=True,
    ),
    position_field,
    Field(
        "view", "choice", "from where the whole person is seen", default="side",
        allowed=words(*terms.views), meant=terms.meant_views, not_with=("look",),
    ),
    Field(
        "show", "choice", "how much of the person is shown", default="whole",
        allowed={
            "whole": "all of it", "legs": "from the waist down",
            "lap": "from the elbows to the knees of somebody who sits",
            "feet": "from the shins down",
        },
    ),
    Field(
        "facing", "choice", "where the person looks", default="right",
        allowed=words("right", "left"),
    ),
    look_field,
    *(angle_field(name) for name in terms.trunk_angles),
    *(each_side(angle_field(name)) for name in terms.limb_angles),
    each_side(
        Field("arch", "choice", "of the foot", default="relaxed", allowed=words(*terms.arches))
    ),
    each_side(Field("feet", "sentence", "how a foot rests", example="flat, 29 behind")),
    each_side(Field("hands", "sentence", "what a hand does", example="on the wall, 126 high")),
    Field(
        "props", "texts", "the things in the picture",
        example="[chair, strap round the right foot]",
    ),
    Field("arrows", "texts", "how to move", example="[move hips ahead]"),
    Field("works", "texts", "where it is felt: a marked patch", example="[left calf]"),
    Field("fault", "texts", "in `wrong`: a broken ring round what is wrong", example="[left heel]"),
    Field(
        "touching", "texts", "what must be down on the floor; checked, not drawn",
        example="[left heel]",
    ),
    Field(
        "side", "choice", "which side works, where the other words don't tell",
        allowed=words("left", "right", "both"), usual="as the other words tell",
    ),
    Field("mirrored", "text", "the description for the picture turned round, left for right"),
    Field("mirrored title", "text", "the title for the picture turned round"),
)  # fmt: skip


def changed(**changes: Field) -> Table:
    """Return the fields of a block with some of them replaced, under their own names."""
    return tuple(changes.get(field.name, field) for field in block_fields)


taken_field = replace(position_field, required=False, usual="as in the hold")
taken_fields = changed(position=taken_field)
person_field = Field(
    "person", "choice", "whom the pictures show", allowed=words(*sorted(people)), default=usual,
    usual="the `person` of `site.yaml`",
)  # fmt: skip
pose_file_fields: Table = (
    person_field,
    Field("start", "group", "how the exercise begins", required=True, fields=block_fields),
    Field(
        "hold", "group", "the position to hold, with arrows; it moves with the timer",
        fields=(*block_fields, motion_field),
    ),
    Field(
        "phases", "group", "a picture for each phase of the exercise, by its name there",
        fields=(Field(any_name, "group", "what differs from the hold", fields=taken_fields),),
    ),
    Field(
        "close-up", "group", "the hold again, seen from near",
        fields=changed(position=taken_field, look=replace(look_field, required=True)),
    ),
    Field(
        "wrong", "group", "the most harmful mistake; it gets a cross by itself",
        fields=changed(position=replace(position_field, unless=("look",))),
    ),
)  # fmt: skip
