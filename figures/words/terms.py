"""The words of a pose file, and how far the joints of a body go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Side = Literal["left", "right"]
sides: tuple[Side, Side] = ("left", "right")

positions = (
    "standing", "sitting", "sitting on the floor", "lying", "lying on the left side",
    "lying on the right side", "lying on the front", "bridge", "kneeling", "all-fours",
)  # fmt: skip
called = {
    "sitting": "chair, seated, sitting on a chair",
    "sitting on the floor": "floor, long sitting",
    "lying": "supine, on the back, lying on the back, crook lying",
    "lying on the front": "prone, on the front, face down",
    "lying on the left side": "side-lying, side lying, on the side, lying on the side, "
    "left side-lying",
    "lying on the right side": "right side-lying",
    "bridge": "bridging, shoulder bridge, glute bridge",
    "kneeling": "on both knees, tall kneeling",
    "all-fours": "on all fours, hands and knees, on hands and knees, four-point kneeling, "
    "quadruped",
}
"""What people who pose call the positions, an exercise's own words among them; it is asked back."""
meant_positions = {word: position for position in called for word in called[position].split(", ")}

views = (
    "side", "exact side", "from above", "from high up", "three-quarter", "front", "behind",
    "three-quarter behind", "overhead",
)  # fmt: skip
meant_views = {
    "above": "from above", "top": "overhead", "back": "behind", "from behind": "behind",
    "rear": "behind", "three-quarter back": "three-quarter behind",
}  # fmt: skip
shows = ("whole", "legs", "lap", "feet")
motions = ("ease", "circle", "roll", "walk", "swing", "none")
arches = ("relaxed", "lifted")

trunk_ranges = {
    "trunk": (-120, 120), "back": (-25, 60), "side bend": (-35, 35), "twist": (-45, 45),
    "pelvis tilt": (-20, 20), "neck": (-45, 50), "neck turn": (-80, 80), "neck bend": (-45, 45),
    "neck glide": (-4, 4),
}  # fmt: skip
limb_ranges = {
    "hip": (-25, 135), "hip out": (-30, 70), "hip turn": (-45, 80), "knee": (0, 145),
    "ankle": (-50, 30), "foot turn": (-30, 35), "foot roll": (-20, 30), "toes": (-45, 75),
    "big toe": (-45, 75), "toe curl": (0, 90), "toe spread": (0, 15), "shoulder": (-65, 180),
    "shoulder out": (-60, 170), "shoulder turn": (-180, 180), "elbow": (0, 150),
    "forearm turn": (-90, 90), "wrist": (-80, 80),
}  # fmt: skip
ranges: Mapping[str, tuple[float, float]] = trunk_ranges | limb_ranges
"""The least and the most that a pose file may say: degrees, but centimetres for the neck's glide.

Left is above 0 where a trunk or a neck turns or bends.
"""
trunk_angles, limb_angles = tuple(trunk_ranges), tuple(limb_ranges)

foot_rests = (
    "flat", "on tiptoe", "on the heel", "top down", "on the other thigh", "against the other leg",
    "free",
)  # fmt: skip
hand_hows = ("on", "behind", "holding")
prop_hows = ("under", "over", "round", "in", "on", "between")
foot_places = ("foot", "ball of the foot", "toes")


class Touch(NamedTuple):
    """How a hand touches a thing, and how many centimetres above the floor it lies on that."""

    hows: str
    high: float | None = None


@dataclass(frozen=True, slots=True)
class PropKind:
    """What a thing is to a body; lengths in centimetres.

    *hands* are the words for what a hand touches of it. *hows* and *parts* tell how and at which
    parts of the body it can be; without parts, at any. It stands *ahead* of the hips unless the
    pose says how far. It is *thick* under hips, which it raises; and it lifts the foot that it is
    under by *lift*, or as high as the pose says: but a flight of *steps*, each so high and *deep*,
    only to one of these.
    """

    hands: Mapping[str, Touch] = field(default_factory=dict)
    hows: tuple[str, ...] = prop_hows
    parts: tuple[str, ...] = ()
    ahead: float = 0.0
    thick: float = 0.0
    lift: float = 0.0
    steps: int = 0
    deep: float = 0.0

    @property
    def heights(self) -> tuple[float, ...]:
        """How high the steps of a flight are, the lowest first."""
        return tuple(self.lift * number for number in range(1, self.steps + 1))

    def before(self, high: float) -> float:
        """Return how deep a flight is up to the step that is so high."""
        return self.deep * (round(high / self.lift) - 1)


seat_height, worktop_height = 38.0, 90.0
back_height, back_edge = 86.0, -26.0  # of a chair's back rest; from the middle of the seat
seat = Touch("on holding", seat_height)
prop_kinds: Mapping[str, PropKind] = {
    "chair": PropKind({"seat": seat, "chair back": Touch("on holding", back_height)}),
    "turned chair": PropKind({"seat": seat}, ahead=66.0),
    "wall": PropKind({"wall": Touch("on")}, ahead=58.0),
    "worktop": PropKind({"worktop": Touch("on holding", worktop_height)}),
    "counter": PropKind({"counter": Touch("on holding", worktop_height)}, ahead=13.0),
    "mat": PropKind(),
    "cushion": PropKind(),
    "pillow": PropKind(),
    "folded towel": PropKind(thick=4.0),
    "rolled towel": PropKind(),
    "strap": PropKind({"strap": Touch("holding")}, ("round",), foot_places),
    "band": PropKind({"band": Touch("holding")}),
    "ball": PropKind(
        {"ball": Touch("holding on")}, ("under",), (*foot_places, "arch", "sole", "heel", "hand")
    ),
    "pen": PropKind({"pen": Touch("holding")}, ("under", "in"), ("toes",)),
    "table leg": PropKind(ahead=124.0),
    "step": PropKind({"step": Touch("on", 15.0)}, lift=15.0),
    # As steep as stairs in houses are. Ahead of it there is just room for the toes.
    "stair": PropKind(
        hows=("under",), parts=foot_places, ahead=22.0, lift=17.0, steps=3, deep=28.0
    ),
    "shoe": PropKind(),
}
"""Every thing that can be in a picture; `figures.picture` has a drawer for each."""
hand_rests = {
    **{word: touch.hows for kind in prop_kinds.values() for word, touch in kind.hands.items()},
    "floor": "on", "towel": "holding on",
    "head": "behind on", "chest": "on", "hip": "on", "thigh": "on behind holding",
    "knee": "on behind holding", "shin": "on holding", "calf": "on behind holding",
    "ankle": "on holding", "heel": "holding on", "foot": "holding on", "toes": "holding on",
    "big toe": "holding on", "hand": "holding on",
}  # fmt: skip
"""What a hand touches, and how: things, then parts of the body."""

arrow_kinds = ("move", "circle", "to and fro", "press")
pair_ways = ("apart", "together")
arrow_ways = (
    "up", "down", "ahead", "back", "left", "right", "inwards", "outwards", "round to the left",
    "round to the right", "towards the shin", "towards the head", "from the hips", *pair_ways,
)  # fmt: skip

middle_parts = (
    "hips", "back", "upper back", "lower back", "chest", "head", "neck", "chin",
)  # fmt: skip
paired_parts = (
    "shoulder", "shoulder blade", "elbow", "wrist", "hand", "buttock", "hip", "thigh", "hamstrings",
    "knee", "calf", "shin", "ankle", "heel", "arch", "sole", "foot", "ball of the foot", "toes",
    "big toe",
)  # fmt: skip
body_parts = (*middle_parts, *paired_parts)
odd_plurals = {
    "calf": "calves", "arch": "arches", "foot": "feet", "ball of the foot": "balls of the feet",
}  # fmt: skip
singular = {
    odd_plurals.get(part, f"{part}s"): part
    for part in paired_parts
    if part not in ("hip", "hamstrings", "toes")  # "hips" is a part of its own
}
"""The words for both, each with that for one of them."""
meant_parts = {
    "glutes": "buttock", "bottom": "buttock", "quadriceps": "thigh",
    "front of the thigh": "thigh", "back of the thigh": "hamstrings", "low back": "lower back",
    "pelvis": "hips", "spine": "back", "face": "head", "fingers": "hand",
    "achilles tendon": "heel",
}  # fmt: skip
"""What people call parts of the body; it is asked back."""

opposite_ways = (
    {"inner side", "outer side"}, {"left side", "right side"}, {"front", "behind"},
    {"above", "below"},
)  # fmt: skip
look_ways = {way: way for pair in opposite_ways for way in sorted(pair)} | {
    "left": "left side", "right": "right side", "in front": "front", "back": "behind",
}  # fmt: skip
"""From where a close-up is seen, each with the one word for it."""
