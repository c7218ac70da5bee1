"""The docs name what there is: every command, every package; their examples are right."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from build import build_site, main
from generator.commands.options import parse_arguments
from generator.content.sources import Sources
from tests.conftest import project

docs = [*project.glob("*.md"), *(project / "docs").glob("*.md")]
guides = [doc for doc in docs if doc.name != "CHANGELOG.md"]
"""Those that say what is, and not what was."""

signs_of = {
    "Apache-2.0": ["Apache License", "Apache-2.0"],
    "BSD-2-Clause": ["BSD-2-Clause"],
    "BSD-3-Clause": ["Redistribution and use in source and binary forms"],
    "GPL-2.0": ["GNU General Public License v2"],
    "MIT": ["Permission is hereby granted, free of charge", "MIT License", "MIT\n"],
    "MPL-2.0": ["Mozilla Public License", "MPL-2.0"],
}
"""Words by which a package says that it has a licence."""


def requirements(suffix: str, *more: str) -> list[Path]:
    """Return the files that name packages: for the site, figures, PDF files and the tests."""
    parts = ("", "-draw", "-pdf", "-dev", *more)
    return [project / f"requirements{part}.{suffix}" for part in parts]


def name_of(package: metadata.Distribution) -> str:
    return package.metadata["Name"]


def declared_licence(name: str) -> str:
    """Return what the index says of a package's licence."""
    fields = metadata.metadata(name)
    classes = [each for each in fields.get_all("Classifier", []) if each.startswith("License")]
    return "\n".join([fields.get("License-Expression", ""), fields.get("License", ""), *classes])


def licence_text(name: str) -> str:
    """Return the licence that comes with a package."""
    files = [file for file in metadata.files(name) or [] if file.parts[0].endswith(".dist-info")]
    found = [file for file in files if re.match("LICEN[CS]E", file.name)]
    return "\n".join(file.read_text("utf-8") for file in found)


def test_every_example_in_the_docs_parses(knee, templates, static):
    text = (project / "docs" / "content-format.md").read_text()
    doses = re.findall(r"```yaml\n(dose:\n.*?)```", text, re.DOTALL)
    assert doses
    for dose in doses:
        rest = "" if "sets" in dose else "  repetitions: 1\n  sets: 1\n  sides: each\n"
        rest += "" if "sets" in dose else "  rest_seconds: 0\n  days_per_week: 7\n"
        path = next(path for path in knee if path.name == "half-squat.md")
        front = "---\ntitle: A\norder: 2\nsummary: B.\nposition: chair\nequipment: []\n"
        page = f"{front}{dose}{rest}---\n\n## Steps\n\n1. C.\n"
        build_site(Sources(knee | {path: page.encode()}, templates, static))


def test_every_package_has_its_licence_and_its_reason_written_down():
    text = (project / "docs" / "packages.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", text, re.MULTILINE)
    written = {name.lower(): licence for names, licence in rows for name in names.split(", ")}
    lines = [line for file in requirements("in") for line in file.read_text().splitlines()]
    for name in (line.lower() for line in lines if line and not line.startswith(("#", "-r"))):
        for licence in written[name].split(" and "):
            said = f"{declared_licence(name)}\n{licence_text(name)}"
            assert any(sign in said for sign in signs_of[licence]), (name, licence)
    # Installed apart from the others, so that only their rows can be looked for.
    beside = (project / "requirements-bench.in").read_text()
    assert {*re.findall(r"^[\w-]+", beside, re.MULTILINE)} - {*written} == set()


def test_no_package_that_the_site_is_built_with_binds_it_to_the_gpl():
    *built_with, _ = (file.read_text() for file in requirements("txt"))
    names = re.findall(r"^([\w.-]+)(?:\[.+\])?==", "\n".join(built_with), re.MULTILINE)
    installed = {name.lower().replace("_", "-") for name in map(name_of, metadata.distributions())}
    declared = {name: declared_licence(name) for name in names if name.lower() in installed}
    assert len(declared) > 15
    bound = {name for name, said in declared.items() if re.search("GPL|General Public", said)}
    assert {name for name in bound if "MPL" not in declared[name]} == set()


def test_all_that_is_installed_is_pinned_and_comes_as_a_wheel():
    for line in (project / "Makefile").read_text("utf-8").splitlines():
        if "pip install" in line:
            assert "$(wheels)" in line
            assert re.search(r"--require-hashes -r \$<$|\w==[\d.]+$", line), line
    for file in requirements("txt", "-bench"):
        starts = [line for line in file.read_text().splitlines() if re.match("[^ #]", line)]
        assert [
            line for line in starts if not re.match(r"[\w.-]+(\[\w+\])?==\S+ .*\\$", line)
        ] == []


@pytest.mark.parametrize("package", ["generator", "fields", "figures"])
def test_every_module_is_named_in_the_order_to_read_them(package):
    files = [*(project / package).rglob("*.py")]
    guides = "".join(file.read_text("utf-8") for file in files if file.name == "__init__.py")
    modules = {file.stem for file in files} - {"__init__"}
    assert {module for module in modules if f"`{module}`" not in guides} == set()


def rooms_imported(file: Path, package: str) -> set[str]:
    """Return the rooms of its package that a module imports from, but for types alone."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    parts = ((node.module or "").split(".") for node in imports)
    return {room[0] for first, *room in parts if first == package and room}


@pytest.mark.parametrize("package", ["generator", "figures"])
def test_rooms_import_in_one_direction(package):
    """From a room to those that the guide names above it, or within the room."""
    folder = project / package
    named = re.findall(r"^`(\w+)` ", (folder / "__init__.py").read_text("utf-8"), re.MULTILINE)
    rooms = {path.stem for path in folder.iterdir()} - {"__init__", "__main__", "__pycache__"}
    assert {*named} == rooms
    for file in folder.rglob("*.py"):
        room = file.relative_to(folder).parts[0].removesuffix(".py")
        if room in rooms:
            later = {*named[named.index(room) + 1 :]}
            assert rooms_imported(file, package) & later == set(), file.name


def test_no_folder_of_the_generator_has_more_names_than_one_takes_in():
    for folder in [project / "generator", *(project / "generator").rglob("*/")]:
        names = {file.stem for file in folder.iterdir() if not file.name.startswith("__")}
        assert len(names) <= 9, folder.name


def test_the_readme_names_the_commands_and_is_short():
    text = (project / "README.md").read_text()
    assert "make site" in text
    assert "make test" in text
    assert len(text.splitlines()) < 80


def test_the_architecture_fits_on_one_screen_and_shows_each_room():
    text = (project / "docs" / "architecture.md").read_text("utf-8")
    assert len(text.splitlines()) <= 45
    for program in ("generator", "figures"):
        for room in (project / program).iterdir():
            if room.is_dir() and (room / "__init__.py").exists():
                assert room.name in text, room


def test_every_module_and_command_that_the_docs_name_is_there():
    ours = [
        file
        for folder in ("fields", "figures", "generator", "tests")
        for file in (project / folder).rglob("*.py")
    ]
    paths = {f"/{file.relative_to(project).as_posix()}" for file in [*ours, project / "build.py"]}
    targets = re.findall(r"^\.PHONY: (.+)", (project / "Makefile").read_text(), re.MULTILINE)
    for doc in guides:
        text = doc.read_text("utf-8")
        for name in re.findall(r"[`( ]((?:[\w-]+/)*\w+\.py)\b", text):
            assert any(path.endswith(f"/{name}") for path in paths), f"{doc.name}: {name}"
        for module in re.findall(r"python -m ((?:tests|figures)[\w.]*)", text):
            path = project.joinpath(*module.split("."))
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
        for target in re.findall(r"(?:`|^)make (\w+)", text, re.MULTILINE):
            assert target in targets[0].split(), f"{doc.name}: make {target}"


def test_every_command_line_in_the_docs_is_one(tmp_path, monkeypatch):
    """Those that neither serve nor draw are run on a copy, too."""
    lines = [
        line.partition("#")[0].replace("…", "x").strip()
        for doc in guides
        for line in re.findall(r"build\.py ([^`\n]+)", doc.read_text("utf-8"))
    ]
    commands = {line: shlex.split(line) for line in lines if re.match("--|[a-z]+( |$)", line)}
    assert len(commands) > 5
    for line, arguments in commands.items():
        args = parse_arguments(arguments, project, None)
        if args.command in ("new", "check", "build"):
            copied = tmp_path / line.replace("/", " ")
            shutil.copytree(project / "content", copied / "content")
            folders = ["--content", str(copied / "content"), "--output", str(copied / "site")]
            assert main([*folders, *arguments]) == 0, line


def test_every_link_between_the_docs_leads_to_a_file():
    for file in docs:
        for target in re.findall(r"\]\(([^)#:\"]+)(?:#[^)]*)?\)", file.read_text()):
            if not target.startswith(".."):
                assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_an_extra_that_a_package_asks_for_is_pinned_with_it():
    # pip 23 looks for `coverage[toml]` anew where only `coverage==7` is pinned, and finds a
    # newer one without a hash as soon as there is one.
    pinned = set()
    for file in requirements("txt"):
        for name, extras in re.findall(r"^([\w.-]+)(?:\[(.+?)\])?==", file.read_text(), re.M):
            pinned |= {(name.lower(), extra) for extra in extras.split(",")}
    known = {name for name, _ in pinned}
    asked = set()
    for package in metadata.distributions():
        if name_of(package).lower() not in known:
            continue
        for line in package.requires or []:
            if (found := re.match(r"([\w.-]+)\[([\w,.-]+)\]", line)) and "extra ==" not in line:
                asked |= {(found[1].lower(), extra) for extra in found[2].split(",")}
    assert ("coverage", "toml") in asked
    assert asked - pinned == set()


def test_the_recipe_for_publishing_stops_at_figures_that_are_not_up_to_date():
    for file in ("docs/publishing.md", "Makefile", ".github/workflows/publish.yml"):
        assert "build.py draw --check\n" in (project / file).read_text("utf-8")


def test_the_workflow_publishes_what_it_has_checked_by_actions_that_are_pinned():
    text = (project / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    build, deploy = jobs["build"], jobs["deploy"]
    runs = [step["run"] for step in build["steps"] if "run" in step]
    commands = [run.partition("build.py ")[2].split()[0] for run in runs[1:]]
    assert commands == ["draw", "check", "--base-url"]
    names = re.compile(r"actions/([\w-]+)@[0-9a-f]{40}")
    actions = [names.fullmatch(step["uses"])[1] for step in build["steps"] if "uses" in step]
    assert (actions[0], actions[-1]) == ("checkout", "upload-pages-artifact")
    assert build["steps"][-1]["with"]["path"] == "site"
    assert deploy["needs"] == "build"
    assert [names.fullmatch(step.get("uses", ""))[1] for step in deploy["steps"]] == [
        "deploy-pages"
    ]
