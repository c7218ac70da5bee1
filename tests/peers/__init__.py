"""What we are measured on, and beside: libraries of any size, and other makers of sites."""

from __future__ import annotations

import re
import subprocess


def version_of(program: str, argument: str) -> str:
    """Return the version that a program tells when it is asked for it."""
    said = subprocess.run([program, argument], capture_output=True, text=True, check=True).stdout
    return re.findall(r"\d+\.\d+\.\d+", said)[0]
