"""Draw the figures of a content folder: `python -m figures [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from fields.errors import ContentError
from figures.folder import draw_folder, open_workers, read_plan


def main(arguments: list[str]) -> int:
    """Draw what is not up to date; return the exit status, 1 for a mistake in a pose."""
    content = Path(arguments[0] if arguments else "content")
    try:
        plan = read_plan(content)
        with open_workers() as workers:
            draw_folder(content, plan, workers, lambda jobs, what: jobs)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    print(plan.describe())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
