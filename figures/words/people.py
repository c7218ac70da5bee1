"""The cast: who there is, and what each wears. The colours are in the page's style sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Person(NamedTuple):
    """Somebody of the cast.

    *body* is woman or man; *hair* a style. Sleeves end at a part of the way from the shoulder to
    the elbow, rolled up if so; trousers are rolled up to a part of the way from ankle to knee.
    """

    body: str
    hair: str
    sleeve: float
    hem: float
    rolled_sleeves: bool = False
    beard: bool = False
    glasses: bool = False


people: Mapping[str, Person] = {
    "ann": Person("woman", hair="bob", sleeve=0.97, hem=0.30),
    "mira": Person("woman", hair="bun", sleeve=0.62, hem=0.26),
    "sam": Person("man", hair="short", sleeve=0.85, hem=0.28, rolled_sleeves=True, beard=True),
    "joe": Person("man", hair="ring", sleeve=0.66, hem=0.34, glasses=True),
}
usual = "ann"
"""Whom a pose shows that names nobody."""
