"""The words of a pose file, and how far the joints of a body go."""

from __future__ import annotations

from typing import Literal

Side = Literal["left", "right"]
sides: tuple[Side, Side] = ("left", "right")

positions = (
    "standing", "sitting", "sitting on the floor", "lying", "lying on the left side",
    "lying on the right side", "lying on the front", "bridge", "kneeling", "all-fours",
)  # fmt: skip
meant_positions = {
    "chair": "sitting",
    "seated": "sitting",
    "sitting on a chair": "sitting",
    "floor": "sitting on the floor",
    "long sitting": "sitting on the floor",
    "supine": "lying",
    "on the back": "lying",
    "lying on the back": "lying",
    "crook lying": "lying",
    "prone": "lying on the front",
    "on the front": "lying on the front",
    "face down": "lying on the front",
    "side-lying": "lying on the left side",
    "side lying": "lying on the left side",
    "on the side": "lying on the left side",
    "lying on the side": "lying on the left side",
    "left side-lying": "lying on the left side",
    "right side-lying": "lying on the right side",
    "bridging": "bridge",
    "shoulder bridge": "bridge",
    "glute bridge": "bridge",
    "on both knees": "kneeling",
    "tall kneeling": "kneeling",
    "on all fours": "all-fours",
    "hands and knees": "all-fours",
    "on hands and knees": "all-fours",
    "four-point kneeling": "all-fours",
    "quadruped": "all-fours",
}
"""What people who pose call the positions, an exercise's own words among them; it is asked back."""

views = (
    "side", "exact side", "from above", "three-quarter", "front", "behind", "three-quarter behind",
    "overhead",
)  # fmt: skip
meant_views = {
    "above": "from above",
    "back": "behind",
    "from behind": "behind",
    "rear": "behind",
    "top": "overhead",
    "three-quarter back": "three-quarter behind",
}
motions = ("ease", "circle", "roll", "walk", "swing", "none")

ranges: dict[str, tuple[float, float]] = {
    "trunk": (-120, 120),
    "back": (-25, 60),
    "side bend": (-35, 35),
    "twist": (-45, 45),
    "pelvis tilt": (-20, 20),
    "neck": (-45, 50),
    "neck turn": (-80, 80),
    "neck bend": (-45, 45),
    "neck glide": (-4, 4),
    "hip": (-25, 135),
    "hip out": (-30, 70),
    "hip turn": (-45, 80),
    "knee": (0, 145),
    "ankle": (-50, 30),
    "foot turn": (-30, 35),
    "foot roll": (-20, 30),
    "toes": (-45, 75),
    "big toe": (-45, 75),
    "toe curl": (0, 90),
    "toe spread": (0, 15),
    "shoulder": (-65, 180),
    "shoulder out": (-60, 170),
    "shoulder turn": (-180, 180),
    "elbow": (0, 150),
    "forearm turn": (-90, 90),
    "wrist": (-80, 80),
}
"""The least and the most that a pose file may say: degrees, but centimetres for the neck's glide.

Left is above 0 where a trunk or a neck turns or bends.
"""
trunk_angles = tuple(ranges)[:9]
limb_angles = tuple(ranges)[9:]
arches = ("relaxed", "lifted")

foot_rests = (
    "flat",
    "on tiptoe",
    "on the heel",
    "top down",
    "on the other thigh",
    "against the other leg",
    "free",
)
hand_hows = ("on", "behind", "holding", "free")
hand_rooms = {
    "wall": ("on",),
    "worktop": ("on", "holding"),
    "floor": ("on",),
    "seat": ("on", "holding"),
    "chair back": ("on", "holding"),
    "step": ("on",),
    "strap": ("holding",),
    "band": ("holding",),
    "towel": ("holding", "on"),
    "ball": ("holding", "on"),
    "pen": ("holding",),
}
"""The things that a hand touches, and how."""
hand_parts = {
    "head": ("behind", "on"),
    "chest": ("on",),
    "hip": ("on",),
    "thigh": ("on", "behind", "holding"),
    "knee": ("on", "behind", "holding"),
    "shin": ("on", "holding"),
    "calf": ("on", "behind", "holding"),
    "ankle": ("on", "holding"),
    "heel": ("holding", "on"),
    "foot": ("holding", "on"),
    "toes": ("holding", "on"),
    "big toe": ("holding", "on"),
    "hand": ("holding", "on"),
}
"""The parts of the body that a hand touches, and how."""
hand_things = (*hand_rooms, *hand_parts)

prop_things = (
    "chair", "wall", "worktop", "mat", "cushion", "pillow", "folded towel", "rolled towel", "strap",
    "band", "ball", "pen", "table leg", "step", "shoe",
)  # fmt: skip
foot_places = ("foot", "ball of the foot", "toes")
places: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "strap": (("round",), foot_places),
    "ball": (("under",), (*foot_places, "arch", "sole", "heel", "hand")),
    "pen": (("under", "in"), ("toes",)),
}
"""Where on the body a thing can be: how, and at which part. The others go anywhere."""
prop_hows = ("under", "over", "round", "in", "on", "between")

arrow_kinds = ("move", "circle", "to and fro", "press")
pair_ways = ("apart", "together")
arrow_ways = (
    "up",
    "down",
    "ahead",
    "back",
    "left",
    "right",
    "inwards",
    "outwards",
    "round to the left",
    "round to the right",
    "towards the shin",
    "towards the head",
    "from the hips",
    *pair_ways,
)

middle_parts = (
    "hips", "back", "upper back", "lower back", "chest", "head", "neck", "chin",
)  # fmt: skip
plurals = {
    "shoulder": "shoulders",
    "shoulder blade": "shoulder blades",
    "elbow": "elbows",
    "wrist": "wrists",
    "hand": "hands",
    "buttock": "buttocks",
    "hip": "",  # "hips" is a part of its own
    "thigh": "thighs",
    "hamstrings": "",
    "knee": "knees",
    "calf": "calves",
    "shin": "shins",
    "ankle": "ankles",
    "heel": "heels",
    "arch": "arches",
    "sole": "soles",
    "foot": "feet",
    "ball of the foot": "balls of the feet",
    "toes": "",
    "big toe": "big toes",
}
paired_parts = tuple(plurals)
"""The parts that there are two of, each with the word for both."""
body_parts = (*middle_parts, *paired_parts)
singular = {plural: part for part, plural in plurals.items() if plural}

look_ways = {
    "inner side": "inner side",
    "outer side": "outer side",
    "left side": "left side",
    "right side": "right side",
    "left": "left side",
    "right": "right side",
    "front": "front",
    "in front": "front",
    "back": "behind",
    "behind": "behind",
    "above": "above",
    "below": "below",
}
"""From where a close-up is seen, each with the one word for it."""
opposite_ways = (
    {"inner side", "outer side"},
    {"left side", "right side"},
    {"front", "behind"},
    {"above", "below"},
)
