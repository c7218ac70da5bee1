"""What the little sentences of a pose file say, as records."""

from __future__ import annotations

from dataclasses import dataclass

from figures.words.terms import Side


@dataclass(frozen=True, slots=True)
class Offsets:
    """Centimetres, and the bend of the elbow in degrees; None where the file says nothing."""

    ahead: float | None = None
    out: float | None = None
    high: float | None = None
    elbow: float | None = None


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part of the body: the left or the right one, or (None) one in the middle.

    Of a part that there are two of, None stands for both: "pillow between the knees".
    """

    side: Side | None
    part: str


@dataclass(frozen=True, slots=True)
class FootRest:
    """How a foot rests, and where its ankle is, counted from the hips."""

    kind: str
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class HandRest:
    """What a hand does: on, behind or holding a thing, or free.

    A part of the body that there are two of always has its side here.
    """

    how: str
    thing: BodyPart
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture, and the part of the body that it is under, over, round, in, on or
    between."""

    thing: str
    how: str
    target: BodyPart
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow beside a part of the body, and its way (empty for a circle).

    Ways apart and together are those of two parts, the target's side then being None, or of the
    toes of one foot.
    """

    kind: str
    target: BodyPart
    way: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture shows close, and from where: one way, or two halfway between which we stand.

    The ways are inner side, outer side, left side, right side, front, behind, above and below.
    """

    target: BodyPart
    ways: tuple[str, ...]


nobody = BodyPart(None, "")
