"""Draw the figures of a content folder, without a website: `python -m figures FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from fields.errors import ContentError
from figures.draw import draw_folder, read_plan


def main(arguments: list[str]) -> int:
    """Draw what is not up to date; return the exit status.

    It is 1 for a mistake in a pose, 2 for the command line and for what is not installed.
    """
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m figures FOLDER, one that holds poses/", file=sys.stderr)
        return 2
    try:
        plan = read_plan(Path(arguments[0]))
        draw_folder(Path(arguments[0]), plan)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except ModuleNotFoundError as missing:
        print(f"{missing.name} is not installed here (requirements-draw.txt)", file=sys.stderr)
        return 2
    print(plan.describe())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
