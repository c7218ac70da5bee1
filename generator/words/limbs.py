"""Which limb, on which side: each a phrase of its own, because a word in a sentence has a gender,
a case and a plural in other languages.

By the dose's limb, then by its sides. To do something on both sides at once needs no words.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.words.catalogue import message

in_sentence: Mapping[str, Mapping[str, str]] = {
    "side": {
        "each": message("on each side"),
        "one": message("on one side only"),
        "left": message("on the left side only"),
        "right": message("on the right side only"),
    },
    "foot": {
        "each": message("with each foot"),
        "both": message("with both feet at once"),
        "one": message("with one foot only"),
        "left": message("with the left foot only"),
        "right": message("with the right foot only"),
    },
    "leg": {
        "each": message("with each leg"),
        "both": message("with both legs at once"),
        "one": message("with one leg only"),
        "left": message("with the left leg only"),
        "right": message("with the right leg only"),
    },
    "knee": {
        "each": message("with each knee"),
        "both": message("with both knees at once"),
        "one": message("with one knee only"),
        "left": message("with the left knee only"),
        "right": message("with the right knee only"),
    },
    "hip": {
        "each": message("with each hip"),
        "both": message("with both hips at once"),
        "one": message("with one hip only"),
        "left": message("with the left hip only"),
        "right": message("with the right hip only"),
    },
    "hand": {
        "each": message("with each hand"),
        "both": message("with both hands at once"),
        "one": message("with one hand only"),
        "left": message("with the left hand only"),
        "right": message("with the right hand only"),
    },
    "arm": {
        "each": message("with each arm"),
        "both": message("with both arms at once"),
        "one": message("with one arm only"),
        "left": message("with the left arm only"),
        "right": message("with the right arm only"),
    },
    "shoulder": {
        "each": message("with each shoulder"),
        "both": message("with both shoulders at once"),
        "one": message("with one shoulder only"),
        "left": message("with the left shoulder only"),
        "right": message("with the right shoulder only"),
    },
}
"""Behind "Do this 3 times"."""

in_line: Mapping[str, Mapping[str, str]] = {
    "side": {
        "each": message("each side"),
        "one": message("one side only"),
        "left": message("left side only"),
        "right": message("right side only"),
    },
    "foot": {
        "each": message("each foot"),
        "both": message("both feet"),
        "one": message("one foot only"),
        "left": message("left foot only"),
        "right": message("right foot only"),
    },
    "leg": {
        "each": message("each leg"),
        "both": message("both legs"),
        "one": message("one leg only"),
        "left": message("left leg only"),
        "right": message("right leg only"),
    },
    "knee": {
        "each": message("each knee"),
        "both": message("both knees"),
        "one": message("one knee only"),
        "left": message("left knee only"),
        "right": message("right knee only"),
    },
    "hip": {
        "each": message("each hip"),
        "both": message("both hips"),
        "one": message("one hip only"),
        "left": message("left hip only"),
        "right": message("right hip only"),
    },
    "hand": {
        "each": message("each hand"),
        "both": message("both hands"),
        "one": message("one hand only"),
        "left": message("left hand only"),
        "right": message("right hand only"),
    },
    "arm": {
        "each": message("each arm"),
        "both": message("both arms"),
        "one": message("one arm only"),
        "left": message("left arm only"),
        "right": message("right arm only"),
    },
    "shoulder": {
        "each": message("each shoulder"),
        "both": message("both shoulders"),
        "one": message("one shoulder only"),
        "left": message("left shoulder only"),
        "right": message("right shoulder only"),
    },
}
"""As one part of a line: `30 seconds · each leg`."""

as_name: Mapping[str, Mapping[str, str]] = {
    "side": {
        "left": message("Left side"),
        "right": message("Right side"),
        "one": message("Left or right side"),
    },
    "foot": {
        "left": message("Left foot"),
        "right": message("Right foot"),
        "one": message("Left or right foot"),
    },
    "leg": {
        "left": message("Left leg"),
        "right": message("Right leg"),
        "one": message("Left or right leg"),
    },
    "knee": {
        "left": message("Left knee"),
        "right": message("Right knee"),
        "one": message("Left or right knee"),
    },
    "hip": {
        "left": message("Left hip"),
        "right": message("Right hip"),
        "one": message("Left or right hip"),
    },
    "hand": {
        "left": message("Left hand"),
        "right": message("Right hand"),
        "one": message("Left or right hand"),
    },
    "arm": {
        "left": message("Left arm"),
        "right": message("Right arm"),
        "one": message("Left or right arm"),
    },
    "shoulder": {
        "left": message("Left shoulder"),
        "right": message("Right shoulder"),
        "one": message("Left or right shoulder"),
    },
}
"""The name of one side. On "one" the reader picks it, on paper with a pen."""
