"""What pose files said when a close-up was a drawing of its own, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

former_fields = {
    "foot": "look names the foot: look: left foot, from the inner side",
    "rests": "the foot rests as in the hold; to change it here, write feet: {right: on tiptoe}",
    "leg": "the leg lies as in the hold; to change it here, write hip and knee",
    "roll": "write foot roll: {right: 20}",
    "trousers": "the clothes are those of the person; leave it out",
    "other foot": "the other foot is where the hold has it; leave it out",
    "pull": "a strap or a band goes where the hold has it; leave it out",
}
former_views = {
    "inner side": "from the inner side",
    "outer side": "from the outer side",
    "above": "from above and in front",
}
from_hold = "things and hands come from the hold; leave it out here"
in_hold = "a close-up shows the hands of the hold; write it there, as hands: "
former_words: Mapping[str, Mapping[str, str]] = {
    "props": {
        "ball under the arch": from_hold,
        "pen in the toes": from_hold,
        "strap round the ball of the foot": from_hold,
        "band over the top of the foot": from_hold,
        "rolled towel under the calf": from_hold,
        "other thigh under the ankle": from_hold,
        "hand on the toes": f"{in_hold}{{left: holding the right toes}}",
        "hand on the heel": f"{in_hold}{{right: holding the right heel}}",
        "fingers on the tip of the big toe": f"{in_hold}{{left: holding the right big toe}}",
    },
    "arrows": {
        "pull the strap": "write move right hand back",
        "curl toes": "write toe curl for the toes, and for the arrow: move right toes down",
        "twist big toe": "write circle right big toe",
        "move toes towards the sole": "write move right toes down",
        "move foot away from the shin": "write move right foot down",
    },
    "fault": {
        "tip of the big toe": "write right big toe",
        "outer edge": "write right foot",
    },
}


def explain_former(field: str, text: str) -> str:
    """Return what to write in place of a word of former close-ups, or nothing."""
    return former_words[field].get(text, "")


def explain_view(view: str, foot: str) -> str:
    """Return what to write in place of a view of former close-ups."""
    return f"write look: {foot} foot, {former_views[view]}, in place of view: {view}"
