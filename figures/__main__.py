"""Draw the figures of a content folder, without a website: `python -m figures FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from fields.errors import ContentError
from figures.draw import draw_folder, read_plan
from figures.words.poses import poses_folder

usage = "usage: python -m figures FOLDER, one that holds poses/"


def main(arguments: list[str]) -> int:
    """Draw what is not up to date; return 1 for a mistake or no pose, 2 if nothing can be drawn."""
    content = Path(*arguments)
    if len(arguments) != 1 or not content.is_dir():
        print(usage, file=sys.stderr)
        return 2
    try:
        plan = read_plan(content)
        if not any(plan):  # nothing to do and nothing done
            where = content / poses_folder.name
            print(f"there is no pose file (.yaml) in {where}; {usage}", file=sys.stderr)
            return 1
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
