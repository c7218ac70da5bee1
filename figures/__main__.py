"""Draw the figures of a content folder, without a website: `python -m figures FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from fields.errors import ContentError
from figures.draw import draw_folder, read_plan


def main(arguments: list[str]) -> int:
    """Draw what is not up to date; return 1 for a mistake in a pose, 2 where it can't be done."""
    content = Path(*arguments)
    if len(arguments) != 1 or not content.is_dir():
        print("usage: python -m figures FOLDER, one that holds poses/", file=sys.stderr)
        return 2
    try:
        plan = read_plan(content)
        draw_folder(content, plan)
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
