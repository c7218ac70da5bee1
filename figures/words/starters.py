"""The first poses of a new exercise: a body in its position, and one plain movement.

They are there to be replaced. Each stands under the word that an exercise has for the position.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fields.explained import new_lines
from figures.words.blocks import pose_file_fields

notes = """\
# Only a starter: it shows the position and one plain movement, not your exercise.
# Write each title and description anew, and change the numbers until the picture is right.
# docs/pose-format.md has all words, angles and ranges. Text after # is a note for you.
"""
shared = ("position", "view", "facing", "props")
"""What the hold takes from the start."""
starters: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "standing": {
        "start": {
            "title": "Stand tall",
            "description": "A person stands tall with both feet flat and the arms at the sides.",
            "position": "standing",
            "view": "three-quarter",
            "feet": "flat",
        },
        "hold": {
            "title": "Raise both arms",
            "description": "The person stands tall with both arms straight ahead.",
            "shoulder": "90",
            "feet": "flat",
            "arrows": "[move right hand up]",
        },
    },
    "chair": {
        "start": {
            "title": "Sit tall",
            "description": "A person sits tall on a chair with both feet flat.",
            "position": "sitting",
            "view": "side",
            "feet": "flat",
            "hands": "{left: on the left thigh, right: on the right thigh}",
            "props": "[chair]",
        },
        "hold": {
            "title": "Straighten one knee",
            "description": "The right knee is straight and its foot is in the air.",
            "hip": "{right: 88}",
            "knee": "{right: 5}",
            "ankle": "{right: 5}",
            "hands": "{left: on the left thigh, right: on the right thigh}",
            "arrows": "[move right foot up]",
        },
    },
    "floor": {
        "start": {
            "title": "Sit with both legs straight",
            "description": "A person sits on a mat with both legs straight and the hands on the "
            "thighs.",
            "position": "sitting on the floor",
            "view": "from above",
            "trunk": "-6",
            "hands": "{left: on the left thigh, right: on the right thigh}",
            "props": "[mat]",
        },
        "hold": {
            "title": "Toes to the shins",
            "description": "Both feet are bent up, the toes towards the shins, the heels down.",
            "trunk": "-6",
            "ankle": "15",
            "feet": "on the heel",
            "hands": "{left: on the left thigh, right: on the right thigh}",
            "arrows": "[move right toes towards the shin]",
        },
    },
    "lying": {
        "start": {
            "title": "Lie with both knees bent",
            "description": "A person lies on the back on a mat, with both knees bent, both feet "
            "flat and the head on a cushion.",
            "position": "lying",
            "view": "from above",
            "neck": "10",
            "feet": "flat",
            "hands": "{both: on the floor}",
            "props": "[mat, cushion under the head]",
        },
        "hold": {
            "title": "Lift one foot",
            "description": "The right knee is above the hip, and its foot is in the air.",
            "neck": "10",
            "hip": "{right: 90}",
            "knee": "{right: 90}",
            "hands": "{both: on the floor}",
            "arrows": "[move right knee up]",
        },
    },
    "side-lying": {
        "start": {
            "title": "Lie on one side",
            "description": "A person lies on the left side on a mat, the legs one upon the other, "
            "the head on a cushion.",
            "position": "lying on the left side",
            "view": "from above",
            "props": "[mat, cushion under the head]",
        },
        "hold": {
            "title": "Lift the upper leg",
            "description": "The right leg is lifted, straight.",
            "hip out": "{right: 25}",
            "arrows": "[move right foot up]",
        },
    },
    "prone": {
        "start": {
            "title": "Lie face down",
            "description": "A person lies face down on a mat with both legs straight.",
            "position": "lying on the front",
            "view": "from above",
            "props": "[mat]",
        },
        "hold": {
            "title": "Bend one knee",
            "description": "The right knee is bent, and its foot is in the air.",
            "hip": "{right: 0}",
            "knee": "{right: 80}",
            "arrows": "[move right foot up]",
        },
    },
    "kneeling": {
        "start": {
            "title": "Kneel upright",
            "description": "A person kneels upright on a mat, with the arms at the sides.",
            "position": "kneeling",
            "view": "three-quarter",
            "props": "[mat]",
        },
        "hold": {
            "title": "Raise both arms",
            "description": "The person kneels upright with both arms straight ahead.",
            "shoulder": "90",
            "arrows": "[move right hand up]",
        },
    },
    "all-fours": {
        "start": {
            "title": "Hands below the shoulders",
            "description": "A person is on hands and knees on a mat, the back level.",
            "position": "all-fours",
            "view": "side",
            "props": "[mat]",
        },
        "hold": {
            "title": "Round the back",
            "description": "The back is rounded, and the head hangs.",
            "back": "30",
            "neck": "20",
            "arrows": "[move upper back up]",
        },
    },
}


def write_starter(position: str) -> str:
    """Return the text of a pose file for an exercise in a position; it draws as it is."""
    start, hold = starters[position]["start"], starters[position]["hold"]
    own = {name: value for name, value in start.items() if name in shared}
    blocks = {"start": start, "hold": {**own, **hold}}
    return notes + "".join(write_blocks(blocks))


def write_blocks(blocks: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of blocks; what a field is stands where it is first."""
    said: set[str] = set()
    tables = {field.name: field.fields for field in pose_file_fields}
    for name, values in blocks.items():
        yield f"{name}:\n"
        for field in (each for each in tables[name] if each.name in values):
            value = values[field.name]
            if field.name == "title":
                value = f'"Starter: {value[0].lower()}{value[1:]}"'
            if field.name in said:
                yield f"  {field.name}: {value}\n"
            else:
                yield new_lines(replace(field, new=value), "  ")
            said.add(field.name)
