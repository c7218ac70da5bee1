"""What runs in Node: its packages, as the lock names them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import project

node = Path(sys.executable).with_name("node")
"""It came as a Python package."""


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the packages; processes that run tests side by side have it in common."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "node"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "node_modules").exists():
            shutil.copytree(project / "tests" / "node", folder, dirs_exist_ok=True)
            # As it is a script of Node, npm finds it by the path.
            path = os.pathsep.join([str(node.parent), os.environ["PATH"]])
            command = (node.with_name("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            run = subprocess.run(
                command,
                cwd=folder,
                env=os.environ | {"PATH": path},
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert run.returncode == 0, run.stderr
    return folder / "node_modules"
