"""The fields of a pose file, and of each of its blocks.

docs/pose-format.md explains the words and angles in full; here stands what an editor shows.
"""

from __future__ import annotations

from dataclasses import replace

from fields.table import Field, Table, any_name, words
from figures.body.people import people, usual
from figures.words import terms

senses = {
    "trunk": "above 0 the pelvis and all above it lean forwards, below 0 they lean back",
    "back": "above 0 rounded, below 0 arched",
    "side bend": "above 0 bent to the left, below 0 to the right",
    "twist": "above 0 chest turned to the left, below 0 to the right",
    "pelvis tilt": "above 0 tipped forwards, below 0 tipped back",
    "neck": "above 0 chin to chest, below 0 looking up",
    "neck turn": "above 0 face to the left, below 0 to the right",
    "neck bend": "above 0 left ear to left shoulder, below 0 right ear to right shoulder",
    "neck glide": "centimetres: above 0 the head glides ahead, below 0 it glides back",
    "hip": "above 0 flexion, below 0 extension",
    "hip out": "above 0 led outwards, below 0 led across",
    "hip turn": "above 0 turned outwards, below 0 turned inwards",
    "knee": "0 is straight",
    "ankle": "above 0 dorsiflexion, toes to the shin; below 0 pointed",
    "foot turn": "above 0 toes out, below 0 toes in",
    "foot roll": "above 0 sole turned inwards, below 0 turned outwards",
    "toes": "above 0 bent up at the base, below 0 bent down",
    "big toe": "above 0 bent up alone, below 0 bent down alone",
    "toe curl": "their small joints bend, as round a pen",
    "toe spread": "fanned out",
    "shoulder": "above 0 arm forwards, below 0 arm back",
    "shoulder out": "above 0 led away, below 0 led across",
    "shoulder turn": "above 0 turned outwards, below 0 turned inwards",
    "elbow": "0 is straight",
    "forearm turn": "above 0 pronation, below 0 supination",
    "wrist": "above 0 extension, below 0 the palm to the forearm",
}


def angle_field(name: str) -> Field:
    """Return the field of an angle, in degrees unless it says otherwise."""
    least, most = terms.ranges[name]
    sense = senses[name] if "centimetres" in senses[name] else f"degrees: {senses[name]}"
    return Field(name, "decimal", sense, least=least, most=most)


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
    "person", "choice", "whom the pictures show", allowed=words(*people), default=usual,
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
