"""The docs name what there is: every field, every command, every package."""

from __future__ import annotations

import ast
import re

import pytest

from build import build_site
from generator.content import parse_site
from generator.fields import Fields
from tests.conftest import project


@pytest.fixture(scope="module")
def fields_asked_for(content) -> set[str]:
    """Every name that a parser of the real content asks for, but those of the pose files."""
    asked: set[str] = set()
    original = Fields._node

    def note(self, name, required):
        if "poses" not in self.path.parts:
            asked.add(name)
        return original(self, name, required)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fields, "_node", note)
        parse_site(content)
    return asked


def test_every_field_is_in_the_docs(fields_asked_for):
    text = (project / "docs" / "content-format.md").read_text()
    assert len(fields_asked_for) > 25
    assert {name for name in fields_asked_for if not re.search(rf"\b{name}\b", text)} == set()


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
        build_site(knee | {path: page.encode()}, templates, static)


def test_every_package_has_its_reason_written_down():
    text = (project / "docs" / "architecture.md").read_text().lower()
    for name in ("requirements", "requirements-pdf", "requirements-dev"):
        for line in (project / f"{name}.in").read_text().splitlines():
            package = line.removeprefix("types-").strip().lower()
            known = package.removesuffix("-python").replace("axe-playwright", "axe")
            if line and not line.startswith(("#", "-r")):
                assert known in text, line


@pytest.mark.parametrize("package", ["generator", "generator/drawing"])
def test_every_module_is_named_in_the_order_to_read_them(package):
    docstring = ast.get_docstring(ast.parse((project / package / "__init__.py").read_text()))
    modules = {file.stem for file in (project / package).glob("*.py")} - {"__init__"}
    assert {module for module in modules if f"`{module}`" not in docstring} == set()


def test_the_readme_names_the_commands_and_is_short():
    text = (project / "README.md").read_text()
    assert "make site" in text
    assert "make test" in text
    assert len(text.splitlines()) < 80


def test_every_link_between_the_docs_leads_to_a_file():
    for file in [*project.glob("*.md"), *(project / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text()):
            if not target.startswith(".."):
                assert (file.parent / target).exists(), f"{file.name}: {target}"
