"""Netlify's own parsers read in our files what is meant."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path, PurePosixPath

import pytest

from generator.pages.published.headers import write_headers
from generator.pages.published.redirects import write_redirects
from tests.conftest import Tree, node, project

from .test_headers import parse_rules

pytestmark = pytest.mark.slow


def test_netlify_reads_each_rule_and_each_way(real_tree: Tree, node_modules: Path, tmp_path: Path):
    odd = PurePosixPath("our leaflet: new.pdf")
    moved = {PurePosixPath("exercises/old name.html"): PurePosixPath("exercises/toe-walking.html")}
    headers = write_headers(real_tree | {odd: b""})
    (tmp_path / "_headers").write_bytes(headers)
    (tmp_path / "_redirects").write_bytes(write_redirects(moved))
    command = (node, Path(__file__).with_name("netlify.mjs"), node_modules, tmp_path)
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["headers"]["errors"] == found["redirects"]["errors"] == []
    rules = {each["for"]: each["values"] for each in found["headers"]["headers"]}
    assert rules == parse_rules(headers.decode())
    ways = [(each["from"], each["to"], each["status"]) for each in found["redirects"]["redirects"]]
    assert ways == [
        ("/", "/index.html", 200),
        ("/exercises/old%20name.html", "/exercises/toe-walking.html", 301),
    ]
    # A page that is there is shown, whatever a rule says of its address.
    assert not any(each["force"] for each in found["redirects"]["redirects"])


def test_what_netlify_is_told_keeps_addresses_and_publishes_what_is_built():
    settings = tomllib.loads((project / "docs" / "hosts" / "netlify.toml").read_text("utf-8"))
    assert settings["build"]["publish"] == "site"
    assert settings["build"]["processing"]["html"]["pretty_urls"] is False
