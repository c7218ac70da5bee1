"""Parts that ask for other parts: each gets an id of ours, and what is drawn stays bounded."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import count
from urllib.parse import unquote

from fields.signs import shorten
from generator.content.pictures.allowed import reference
from generator.content.pictures.parts import Note, Part
from generator.model import id_mark

most_drawn = 20_000
"""How many parts may be drawn in all, each as often as others ask for it. On a social card so many
take 0.2 s, five times as many 1 s."""
longest_chain = 20
"""Of masks in each other resvg, which draws the cards, takes 0.4 s for 20 and 1.7 s for 100; 400
copies in each other it can't read."""

Asking = dict[Part, list[tuple[Part, int]]]
"""Which parts one asks for, each with how many times it is drawn there."""


def point_to_parts(parts: list[Part], note: Note) -> Asking:
    """Put ids of ours in the place of those of the file; return which parts ask for which."""
    # Of two parts with one id browsers take the first.
    by_id = {part.id: part for part in reversed(parts) if part.id}
    numbers = count(1)
    asking: Asking = {}

    def point(part: Part, key: str, id: str) -> str:
        """Return our id of the part that another one asks for."""
        target = by_id.get(id) or by_id.get(unquote(id))
        if target is None:
            message = f'{key} asks for "{shorten(id)}", but nothing in this drawing has that id; '
            note(part.line, f"{message}draw it anew, or take {key} away")
            return id
        target.mark = target.mark or f"{id_mark}-part-{next(numbers)}"
        line = part.attributes.get("d") or part.attributes.get("points") or ""
        times = len(line) // 2 + 1 if key == "marker-mid" else 1  # one at each corner
        asking.setdefault(part, []).append((target, times))
        return target.mark

    def point_all(part: Part, key: str, value: str) -> str:
        """Return a value with our ids in it."""
        return reference.sub(lambda found: f"url(#{point(part, key, found[2].strip())})", value)

    for part in parts:
        for key, value in part.attributes.items():
            if key == "href":
                part.attributes[key] = f"#{point(part, key, value[1:])}"
            elif "(" in value:
                part.attributes[key] = point_all(part, key, value)
    return asking


def check_cost(root: Part, asking: Asking, note: Note) -> None:
    """Note parts that ask for each other in a ring, or make the drawing grow without end."""
    targets = dict.fromkeys([root, *(part for each in asking.values() for part, _ in each)])
    inside = {target: list(everything(target)) for target in targets}
    wanted = {
        target: [asked for part in parts for asked in asking.get(part, ())]
        for target, parts in inside.items()
    }
    sorter = TopologicalSorter({target: [part for part, _ in wanted[target]] for target in wanted})
    drawn: dict[Part, int] = {}
    chains: dict[Part, int] = {}
    try:
        for target in sorter.static_order():
            found = wanted[target]
            drawn[target] = len(inside[target]) + sum(drawn[part] * times for part, times in found)
            chains[target] = max((chains[part] + 1 for part, _ in found), default=0)
    except CycleError as error:
        note(error.args[1][0].line, "this part is drawn with itself inside, without end")
        return
    if chains[root] > longest_chain:
        message = f"more than {longest_chain} parts that each ask for the next are not allowed"
        note(root.line, f"{message}; unlink the copies")
    elif drawn[root] > most_drawn:
        message = f"copies of copies make more than {most_drawn} parts of this drawing"
        note(root.line, f"{message}; unlink the copies, or use fewer")


def everything(part: Part) -> Iterator[Part]:
    """Yield a part and all that is in it."""
    yield part
    for child in part.children:
        if isinstance(child, Part):
            yield from everything(child)
