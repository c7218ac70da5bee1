"""The site on real servers, with the configurations of docs/hosts/: only ports and paths differ."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import brotli
import pytest

from build import main
from generator.output.files import read_manifest
from generator.pages.published.headers import cache_life, headers_of_all
from tests.conftest import project
from tests.needs import brotli_module, find_server

pytestmark = pytest.mark.servers

types = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "xml",
}
"""What stands in the type of each kind of file; for a few, servers have more than one."""
unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
endings = {"br": ".br", "gzip": ".gz", "": ""}
nginx_conf = """
{user}
load_module {module};
daemon off;
pid {folder}/pid;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    include {folder}/site.conf;
}}
"""
"""What stands round the site's own on Debian, but for where files of the server lie."""


class Served(NamedTuple):
    """A server with the site: its port, the folder that it shows, and where the site is in it; and
    the command that builds that."""

    port: int
    folder: Path
    prefix: str
    command: list[str]

    def get(self, path: object, encoding: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Return the answer to a question for a file of the site, and what was sent."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        asked = {"Accept-Encoding": encoding or "identity"}
        asked |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/{self.prefix}{path}", headers=asked)
        answer = connection.getresponse()
        sent = answer.read()
        connection.close()
        return answer, sent


def change(text: str, **changes: str) -> str:
    """Return a configuration with each of some words replaced."""
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        port: int = it.getsockname()[1]
        return port


def start_nginx(folder: Path, site: Path, port: int, prefix: str) -> list[str]:
    """Write what nginx needs, and return the command that starts it."""
    text = (project / "docs" / "hosts" / "nginx.conf").read_text("utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "    listen [::]:80;\n": "",
        "root /srv/www;": f"root {site};",
        "=404 /404.html": f"=404 /{prefix}404.html",
        "# brotli_static on;": "brotli_static on;",
    }
    (folder / "site.conf").write_text(change(text, **changes))
    # Of itself it would read as somebody who may not look into the tests' folders.
    user = "" if os.geteuid() else "user root;"
    text = nginx_conf.format(folder=folder, module=brotli_module, user=user)
    (folder / "nginx.conf").write_text(text)
    return ["nginx", "-e", "stderr", "-c", str(folder / "nginx.conf")]


def start_caddy(folder: Path, site: Path, port: int, prefix: str) -> list[str]:
    """Write what Caddy needs, and return the command that starts it."""
    text = (project / "docs" / "hosts" / "Caddyfile").read_text("utf-8")
    changes = {
        "\nexample.org {": f"\n{{\n\tadmin off\n}}\nhttp://127.0.0.1:{port} {{",
        "root * /srv/www\n": f"root * {site}\n",
        "@missing /404.html": f"@missing /{prefix}404.html",
    }
    (folder / "Caddyfile").write_text(change(text, **changes))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(scope="module", params=["", "feet/"], ids=["root", "folder"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The site with an address, as it is copied to a server, with what an author adds."""
    folder = tmp_path_factory.mktemp("www")
    content = folder.with_name(f"{folder.name}-content")
    shutil.copytree(project / "content", content)
    (content / "files" / ".well-known").mkdir(parents=True)
    (content / "files" / ".well-known" / "security.txt").write_text("Contact: mailto:a@example.org")
    (content / "files" / "plain.webmanifest").write_text('{"name": "Feet"}\n')
    address = f"https://example.org/{request.param}"
    output = str(folder / request.param)
    command = ["--content", str(content), "--output", output, "--base-url", address]
    assert main(command) == 0
    return Served(0, folder, request.param, command)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def served(
    request: pytest.FixtureRequest, built: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A real server that shows the site."""
    program = find_server(request.param)
    if not program:
        pytest.skip(f"{request.param} is not here; `make test` brings it on Debian")
    port, folder = free_port(), tmp_path_factory.mktemp(request.param)
    start = start_nginx if request.param == "nginx" else start_caddy
    _, *options = start(folder, built.folder, port, built.prefix)
    log = folder / "log"
    with log.open("w") as stream:
        server = subprocess.Popen(
            [program, *options],
            env={"HOME": str(folder), "PATH": "/usr/bin"},
            stdout=stream,
            stderr=stream,
        )
    try:
        wait_for(port, server, log)
        yield built._replace(port=port)
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers."""
    for _ in range(200):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text("utf-8"))


def files_of(served: Served) -> dict[PurePosixPath, bytes]:
    """Return the files of the site that a reader may ask for."""
    site = served.folder / served.prefix
    paths = (path for path in read_manifest(site) if path.suffix not in {".br", ".gz"})
    return {path: (site / path).read_bytes() for path in paths}


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_each_file_comes_whole_packed_and_with_each_header(served, encoding):
    files = files_of(served)
    headers = headers_of_all(files)
    for path, data in files.items():
        answer, sent = served.get(path, encoding)
        assert answer.status == 200, path
        site = served.folder / served.prefix
        packed = (site / f"{path}{endings[encoding]}").exists() and encoding
        assert answer.getheader("Content-Encoding", "") == (packed or ""), path
        assert unpack[packed or ""](sent) == data, path
        assert not packed or answer.getheader("Vary") == "Accept-Encoding"
        expected = headers | {"Cache-Control": cache_life(path)}
        # Each once: a second one would be joined to it.
        assert {name: answer.getheader(name) for name in expected} == expected
        if path.suffix in types:
            assert types[path.suffix] in answer.getheader("Content-Type", ""), path


def test_a_browser_that_takes_all_gets_the_smallest(served):
    answer, _ = served.get("index.html", "gzip, deflate, br, zstd")
    assert answer.getheader("Content-Encoding") == "br"


def test_the_home_page_stands_at_its_folder(served):
    answer, sent = served.get("")
    assert (answer.status, answer.getheader("Cache-Control")) == (200, "no-cache")
    assert sent == files_of(served)[PurePosixPath("index.html")]


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_what_has_not_changed_is_not_sent_again(served, encoding):
    for path in ("index.html", "safety.html", "plain.webmanifest"):
        first, _ = served.get(path, encoding)
        mark, day = first.getheader("ETag"), first.getheader("Last-Modified")
        for again in ({"If_None_Match": mark}, {"If_Modified_Since": day}):
            answer, sent = served.get(path, encoding, **again)
            assert (answer.status, sent) == (304, b"")
            assert answer.getheader("Cache-Control") == "no-cache"


def test_copies_have_marks_of_their_own_and_the_day_of_their_file(served):
    answers = [served.get("index.html", encoding)[0] for encoding in endings]
    assert len({answer.getheader("ETag") for answer in answers}) == 3
    assert len({answer.getheader("Last-Modified") for answer in answers}) == 1


@pytest.mark.parametrize(
    "path",
    [
        "nothing.html",
        "exercises/nothing/at-all",
        "assets/gone.0123456789.css",
        "404.htm",
        "exercises/",
    ],
)
@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_a_wrong_address_has_the_page_for_it_its_status_and_no_life(served, path, encoding):
    answer, sent = served.get(path, encoding)
    assert answer.status == 404
    page = unpack[answer.getheader("Content-Encoding", "")](sent)
    files = files_of(served)
    assert page == files[PurePosixPath("404.html")]
    expected = headers_of_all(files) | {"Cache-Control": "no-cache"}
    assert {name: answer.getheader(name) for name in expected} == expected
    # Shown at any depth, it leads to where the site is.
    targets = re.findall(rb'(?:href|src)="(/[^"]*)"', page)
    assert len(targets) > 5
    for target in {each.decode() for each in targets}:
        assert served._replace(prefix="").get(target.removeprefix("/"))[0].status == 200, target


def test_a_page_that_has_changed_is_sent_anew_packed_or_not(served):
    before = {encoding: served.get("about.html", encoding)[1] for encoding in endings}
    about = Path(served.command[1]) / "about.md"
    about.write_text(about.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    assert main(served.command) == 0
    for encoding, unpacked in unpack.items():
        answer, sent = served.get("about.html", encoding)
        assert answer.getheader("Content-Encoding", "") == encoding
        assert b"One more sentence." in unpacked(sent)
        assert sent != before[encoding]
