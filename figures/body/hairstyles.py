"""How hair is worn.

A style is written in degrees round the head (0 is ahead, 90 the left, 180 the back) and in
centimetres above the eyes, on a head that reaches 11 cm above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from figures.body.scalp import Line


class Style(NamedTuple):
    """How hair is worn.

    It grows above the *edge* (and below the *bald* line), so *thick* on top, at the ears and at
    its lower end. What *falls* keeps away from the head below the ears, and its edge doesn't
    thin out. A *bun* has a height and a size. *strands* are thin lines: each begins at so
    many degrees and at a part of the way from the crown (0) to the edge (1), and ends so.
    """

    edge: Line
    thick: tuple[float, float, float]
    bald: Line = ()
    falls: bool = False
    bun: tuple[float, float] | None = None
    strands: tuple[tuple[float, float, float, float], ...] = ()


styles: Mapping[str, Style] = {
    "bob": Style(
        edge=(
            (-180, -6.6),
            (-120, -7.8),
            (-75, -9.6),
            (-63, -9),
            (-54, -5),
            (-47, 0.5),
            (-34, 4.4),
            (-12, 6.6),
            (14, 8.4),
            (22, 8.6),
            (30, 7.6),
            (42, 3.8),
            (49, 0),
            (55, -5),
            (63, -9),
            (75, -9.6),
            (120, -7.8),
            (180, -6.6),
        ),
        thick=(1.5, 1.3, 1.0),
        falls=True,
        strands=(
            (22, 0.25, 22, 0.96),
            (52, 0.45, 61, 0.86),
            (70, 0.55, 78, 0.93),
            (100, 0.62, 102, 0.93),
            (140, 0.6, 140, 0.92),
            (175, 0.5, 178, 0.9),
            (-140, 0.6, -140, 0.92),
            (-100, 0.62, -102, 0.93),
            (-70, 0.55, -78, 0.93),
            (-42, 0.45, -58, 0.84),
        ),
    ),
    "bun": Style(
        edge=(
            (-180, -7.6),
            (-140, -7),
            (-112, -4.5),
            (-84, -2.2),
            (-77, -1.6),
            (-68, 1.8),
            (-50, 5.4),
            (-25, 7.3),
            (0, 7.9),
            (25, 7.3),
            (50, 5.4),
            (68, 1.8),
            (77, -1.6),
            (84, -2.2),
            (112, -4.5),
            (140, -7),
            (180, -7.6),
        ),
        thick=(1.2, 0.8, 0.5),
        bun=(-0.5, 3.3),
        strands=(
            (36, 0.72, 140, 0.45),
            (58, 0.82, 150, 0.6),
            (84, 0.86, 160, 0.78),
            (-36, 0.72, -140, 0.45),
            (-58, 0.82, -150, 0.6),
            (-84, 0.86, -160, 0.78),
        ),
    ),
    "short": Style(
        edge=(
            (-180, -8),
            (-145, -7.6),
            (-118, -4.5),
            (-87, -3.4),
            (-78, -3.2),
            (-72, 1.4),
            (-56, 4),
            (-50, 6.2),
            (-36, 8.9),
            (-20, 8.6),
            (0, 8),
            (20, 8.6),
            (36, 8.9),
            (50, 6.2),
            (56, 4),
            (72, 1.4),
            (78, -3.2),
            (87, -3.4),
            (118, -4.5),
            (145, -7.6),
            (180, -8),
        ),
        thick=(1.4, 0.9, 0.3),
        strands=(
            (14, 0.85, 30, 0.35),
            (-8, 0.88, 5, 0.4),
            (-50, 0.75, -70, 0.5),
            (66, 0.6, 84, 0.5),
            (-90, 0.62, -112, 0.55),
            (112, 0.68, 126, 0.74),
            (-136, 0.7, -144, 0.84),
            (150, 0.7, 154, 0.86),
        ),
    ),
    "ring": Style(
        edge=(
            (-180, -7.8),
            (-145, -7.4),
            (-118, -4.5),
            (-87, -3),
            (-78, -2.6),
            (-72, 3),
            (72, 3),
            (78, -2.6),
            (87, -3),
            (118, -4.5),
            (145, -7.4),
            (180, -7.8),
        ),
        bald=(
            (-180, 3.4),
            (-130, 4.8),
            (-95, 5),
            (-80, 3.6),
            (-70, 0),
            (70, 0),
            (80, 3.6),
            (95, 5),
            (130, 4.8),
            (180, 3.4),
        ),
        thick=(1.3, 1.4, 0.4),
        strands=(
            (92, 0.52, 108, 0.6),
            (108, 0.62, 124, 0.74),
            (140, 0.64, 148, 0.8),
            (172, 0.62, 174, 0.8),
            (-92, 0.52, -108, 0.6),
            (-108, 0.62, -124, 0.74),
            (-140, 0.64, -148, 0.8),
        ),
    ),
}
