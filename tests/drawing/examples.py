"""The examples of docs/pose-format.md, each as the text of a whole pose file."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

text = (Path(__file__).resolve().parent.parent.parent / "docs" / "pose-format.md").read_text()


def read_examples() -> list[str]:
    """Return the examples; a hold that stands alone goes on with the start before it."""
    files: list[str] = []
    for block in re.findall(r"^ *```yaml\n(.*?)```", text, re.DOTALL | re.MULTILINE):
        if block.startswith("  mirrored"):  # a part of a block
            continue
        whole = textwrap.dedent(block)
        if whole.startswith("hold:"):
            files[-1] += whole
        else:
            files.append(whole)
    return files


examples = read_examples()
