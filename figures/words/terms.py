"""The sides of a body, and how far its joints go."""

from __future__ import annotations

from typing import Literal

Side = Literal["left", "right"]
sides: tuple[Side, Side] = ("left", "right")

ranges: dict[str, tuple[float, float]] = {
    "trunk": (-120, 80),
    "back": (-25, 60),
    "neck": (-45, 50),
    "hip": (-25, 135),
    "hip out": (-30, 70),
    "hip turn": (-45, 80),
    "knee": (0, 145),
    "ankle": (-50, 30),
    "foot turn": (-30, 35),
    "toes": (-45, 75),
    "shoulder": (-65, 180),
    "shoulder out": (-60, 120),
    "shoulder turn": (-180, 180),
    "elbow": (0, 150),
}
"""In degrees, the least and the most that a pose file may say."""
