"""Sveltia CMS at work on the real content: the page that `forms` writes, in a real browser.

Its program comes from the package, and the repository lies where a browser keeps files of its own.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from generator.commands.forms import sveltia, write_forms
from tests.conftest import project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

place = "http://localhost:8000/"
with_a_repository = """
const write = async (root, path, text) => {
  const [name, ...folders] = path.split("/").reverse()
  let folder = root
  for (const each of folders.reverse())
    folder = await folder.getDirectoryHandle(each, { create: true })
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
  await stream.write(text)
  await stream.close()
}
window.showDirectoryPicker = async () => {
  const root = await navigator.storage.getDirectory()
  await root.getDirectoryHandle(".git", { create: true })
  for (const [path, text] of Object.entries(FILES)) await write(root, path, text)
  return root
}
window.readBack = async (path) => {
  const [name, ...folders] = path.split("/").reverse()
  let folder = await navigator.storage.getDirectory()
  for (const each of folders.reverse()) folder = await folder.getDirectoryHandle(each)
  // While it is written anew, it is not to be had for a moment.
  return folder.getFileHandle(name).then(
    async (handle) => (await handle.getFile()).text(),
  ).catch(() => "")
}
FileSystemHandle.prototype.queryPermission = async () => "granted"
FileSystemHandle.prototype.requestPermission = async () => "granted"
"""


def parts_of(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields of a file, but empty ones, and its text."""
    front, body = text, ""
    if text.startswith("---\n"):
        _, front, body = text.split("---\n", 2)
    fields = yaml.safe_load(front)
    return {name: fields[name] for name in fields if fields[name] != ""}, body.strip()


@pytest.fixture(scope="module")
def texts(content) -> dict[str, str]:
    """The content's texts by their paths."""
    return {
        str(path): data.decode()
        for path, data in content.items()
        if path.suffix == ".md" or path.name == "site.yaml"
    }


@pytest.fixture
def form(browser, node_modules, texts):
    """Sveltia CMS with the content as its repository."""
    files = write_forms("content", "ann/feet")
    dist = node_modules / "@sveltia" / "cms" / "dist"
    page = browser.new_page(base_url=place)
    page.add_init_script(with_a_repository.replace("FILES", json.dumps(texts)))

    asked: set[str] = set()

    def answer(route):
        address = route.request.url.partition("?")[0]
        script = address.removeprefix(f"https://unpkg.com/@sveltia/cms@{sveltia}/dist/")
        name = address.removeprefix(place)
        if name in files:
            route.fulfill(body=files[name])
        elif script != address:
            anybody = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(path=dist / script, content_type="text/javascript", headers=anybody)
        else:
            asked.add(urlsplit(address).hostname)
            route.abort()

    page.route("**/*", answer)
    page.goto("admin/index.html")
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_text("Other pages").first.wait_for()
    yield page
    page.close()
    told = (project / "docs" / "forms.md").read_text("utf-8")
    assert {host for host in asked - {"localhost"} if host not in told} == set()


@pytest.mark.parametrize(
    ("entry", "file"),
    [
        ("exercises/entries/toe-walking", "content/exercises/toe-walking.md"),
        ("routines/entries/chair-only", "content/routines/chair-only.md"),
        ("pages/entries/safety", "content/safety.md"),
        ("pages/entries/evidence", "content/evidence.md"),
        ("whole/entries/site", "content/site.yaml"),
    ],
)
def test_what_is_changed_in_a_form_changes_and_nothing_else(form, texts, entry, file):
    form.goto(f"admin/index.html#/collections/{entry}")
    title = form.locator("section.field", has=form.locator("h4", has_text="Title"))
    box = title.locator("input").first
    fields, body = parts_of(texts[file])
    box.wait_for()
    assert box.input_value() == fields["title"]
    box.fill(f"{fields['title']}, changed")
    form.get_by_role("button", name="Save").click()
    saved = ""
    # `wait_for_function` asks a promise only once.
    for _ in range(200):
        saved = form.evaluate("path => readBack(path)", file)
        if ", changed" in saved:
            break
        form.wait_for_timeout(100)
    assert parts_of(saved) == (fields | {"title": f"{fields['title']}, changed"}, body)
