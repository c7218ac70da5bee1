"""The output folder is ours only where an earlier build wrote: nothing else is touched."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from fields.errors import ContentError, OutputError
from generator.output.files import read_manifest, read_tree, snapshot, write_new, write_tree
from generator.output.lock import locked
from generator.output.places import find_hosts
from tests.conftest import project


def tree_of(**files: str) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(name.replace("__", "/").replace("_", ".")): text.encode()
        for name, text in files.items()
    }


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_second_write_of_the_same_changes_nothing(tmp_path):
    tree = tree_of(index_html="a", sub__page_html="b")
    assert write_tree(tmp_path / "site", tree, ()).changed == 2
    before = everything_in(tmp_path / "site")
    assert write_tree(tmp_path / "site", tree, ()) == (0, 0)
    assert everything_in(tmp_path / "site") == before


def test_what_no_longer_belongs_is_removed_with_its_empty_folder(tmp_path):
    write_tree(tmp_path / "site", tree_of(index_html="a", sub__deep__page_html="b"), ())
    assert write_tree(tmp_path / "site", tree_of(index_html="c"), ()) == (1, 1)
    assert set(everything_in(tmp_path / "site")) == {"index.html", ".manifest"}
    assert not (tmp_path / "site" / "sub").exists()


@pytest.mark.parametrize("name", ["notes.txt", "index.html", "sub/deep.txt"])
def test_a_folder_with_anybody_elses_file_is_refused_and_left_alone(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = everything_in(tmp_path)
    with pytest.raises(OutputError, match="holds files that no build of this site wrote"):
        write_tree(tmp_path, tree_of(index_html="a"), ())
    assert everything_in(tmp_path) == before


def test_a_stranger_beside_our_own_files_is_refused_too(tmp_path):
    write_tree(tmp_path, tree_of(index_html="a"), ())
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"diary\.txt"):
        write_tree(tmp_path, tree_of(index_html="b"), ())
    assert (tmp_path / "index.html").read_text() == "a"


def test_what_a_desktop_leaves_behind_and_what_a_killed_build_left_is_no_stranger(tmp_path):
    write_tree(tmp_path, tree_of(index_html="a"), ())
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / ".index.html.part").write_text("half")
    assert write_tree(tmp_path, tree_of(index_html="b"), ()) == (1, 0)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_tree(tmp_path / "site", tree_of(index_html="a"), ())


@pytest.mark.parametrize("output", ["content", "content/site", "."])
def test_an_output_folder_that_holds_a_source_folder_is_refused(tmp_path, output):
    (tmp_path / "content").mkdir()
    with pytest.raises(OutputError, match="content/, which the site is made from"):
        write_tree(tmp_path / output, tree_of(index_html="a"), [tmp_path / "content"])


def test_a_manifest_that_leads_out_of_the_folder_removes_nothing_there(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".manifest").write_text(f"../precious.txt\n{tmp_path}/precious.txt\n")
    write_tree(tmp_path / "site", tree_of(index_html="a"), ())
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_hidden_files_and_backups_are_not_read(tmp_path):
    for name in (".secret", "page.md~", "#page.md#", "page.md"):
        (tmp_path / name).write_text(name)
    assert list(read_tree(tmp_path, "content")) == [PurePosixPath("content/page.md")]


@pytest.mark.parametrize("target", ["gone.md", "there.md", "/etc/passwd", "folder", "."])
def test_no_link_in_a_source_folder_is_followed(tmp_path, target):
    (tmp_path / "there.md").write_text("a")
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.png").symlink_to(target)
    with pytest.raises(ContentError) as error:
        read_tree(tmp_path, "content")
    assert str(error.value) == (
        "content/a.png: this is a link; put what it leads to here in its place"
    )


def test_what_is_no_file_is_named_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.md"))
        with pytest.raises(ContentError) as error:
            read_tree(tmp_path, "content")
    message = "this is a device or a pipe, not a file; take it away"
    assert str(error.value) == f"content/pipe.md: {message}\ncontent/socket.md: {message}"


def test_a_file_that_would_eat_the_memory_is_not_read(tmp_path):
    with (tmp_path / "film.gif").open("wb") as stream:
        stream.truncate(10**12)  # a hole: it takes no room
    with pytest.raises(ContentError, match=r"film\.gif: this file is too large; allowed: 100 MB"):
        read_tree(tmp_path, "content")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a\nb.png", r"content/a\nb.png: the name holds a sign that can't be seen"),
        ("a\x85b.png", r"content/a\x85b.png: the name holds a sign that can't be seen"),
        ("a\u2028b.png", r"content/a\u2028b.png: the name holds a sign that can't be seen"),
        ("a\udce4b.png", r"content/a\udce4b.png: the name holds a sign that can't be seen"),
        ("a\n/b.png", r"content/a\n/b.png: the name holds a sign that can't be seen"),
        ("a" * 245 + ".png", "a.png: the name is too long; allowed: 200 plain letters"),
        ("ä" * 100 + "b.png", "b.png: the name is too long; allowed: 200 plain letters"),
    ],
)
def test_a_name_that_the_output_could_not_bear_is_refused(tmp_path, name, message):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a")
    with pytest.raises(ContentError) as error:
        read_tree(tmp_path, "content")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_name_with_blanks_and_other_letters_is_read(tmp_path):
    for name in ("Füße hoch.png", "at 10.00\u202fPM.png", "фото.png"):
        (tmp_path / name).write_text("a")
    assert len(read_tree(tmp_path, "content")) == 3


def test_what_is_to_go_out_unchanged_may_be_hidden(tmp_path):
    names = (".nojekyll", ".well-known/security.txt", "CNAME", ".DS_Store", "CNAME~", ".#CNAME")
    for name in names:
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / name).write_text("a")
    assert sorted(map(str, read_tree(tmp_path, "content"))) == [
        "content/files/.nojekyll",
        "content/files/.well-known/security.txt",
        "content/files/CNAME",
    ]


def test_a_missing_folder_is_an_empty_one(tmp_path):
    assert read_tree(tmp_path / "content", "content") == {}


@pytest.mark.parametrize("link", ["sub", "sub/page.html", ".manifest", ".manifest.part"])
def test_no_link_in_the_output_folder_is_written_or_removed_through(tmp_path, link):
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    write_tree(site, tree_of(index_html="a", sub__page_html="a"), ())
    write_tree(elsewhere, tree_of(page_html="mine"), ())
    target = elsewhere if link == "sub" else elsewhere / "page.html"
    if link == "sub":
        (site / "sub" / "page.html").unlink()
        (site / "sub").rmdir()
    (site / link).unlink(missing_ok=True)
    (site / link).symlink_to(target)
    before = everything_in(elsewhere)
    for tree in (tree_of(index_html="b", sub__page_html="b"), tree_of(index_html="b")):
        with pytest.raises(OutputError, match="is a link to somewhere else"):
            write_tree(site, tree, ())
    assert everything_in(elsewhere) == before
    assert (site / "index.html").read_text() == "a"


def test_a_new_file_is_written_over_nothing_and_through_no_link(tmp_path):
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "dangling").symlink_to("gone")
    for name in ("mine", "dangling"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"ours")
    assert set(everything_in(tmp_path)) == {"mine"}
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize(("old", "new"), [("a", "a__b"), ("a__b", "a"), ("a__b__c", "a__b")])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path, old, new):
    write_tree(tmp_path, tree_of(**{old: "1"}), ())
    write_tree(tmp_path, tree_of(**{new: "2"}), ())
    assert set(everything_in(tmp_path)) == {new.replace("__", "/"), ".manifest"}


def test_an_empty_folder_gives_way_to_a_file(tmp_path):
    (tmp_path / "index.html").mkdir()
    write_tree(tmp_path, tree_of(index_html="a"), ())
    assert (tmp_path / "index.html").read_text() == "a"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xff  index.html\n"])
def test_a_list_that_is_no_text_is_said(tmp_path, data):
    (tmp_path / ".manifest").write_bytes(data)
    with pytest.raises(OutputError, match=r"\.manifest is damaged, .* build again"):
        write_tree(tmp_path, tree_of(index_html="a"), ())


def test_a_list_with_strange_lines_harms_nothing(tmp_path):
    (tmp_path / ".manifest").write_bytes(b".\n..\n/\na\0b\n\na/../../b\ngone/x\n.manifest\n")
    assert read_manifest(tmp_path) == {PurePosixPath("gone/x"): "", PurePosixPath(".manifest"): ""}
    write_tree(tmp_path, tree_of(index_html="a"), ())
    assert set(everything_in(tmp_path)) == {"index.html", ".manifest"}


def test_what_belongs_to_a_web_host_is_left_alone(tmp_path):
    for name in (".git/config", "CNAME", ".well-known/acme/x", "google1a2b.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine")
    write_tree(tmp_path, tree_of(index_html="a"), ())
    write_tree(tmp_path, tree_of(index_html="b"), ())
    assert find_hosts(tmp_path, tree_of(index_html="b")) == [
        ".git",
        ".well-known",
        "CNAME",
        "google1a2b.html",
    ]
    assert (tmp_path / ".git" / "config").read_text() == "mine"


def test_a_web_hosts_file_is_replaced_only_by_the_same(tmp_path):
    (tmp_path / "CNAME").write_text("theirs")
    with pytest.raises(OutputError, match="CNAME was not written by a build"):
        write_tree(tmp_path, tree_of(CNAME="ours"), ())
    assert (tmp_path / "CNAME").read_text() == "theirs"
    write_tree(tmp_path, tree_of(CNAME="theirs"), ())
    write_tree(tmp_path, tree_of(CNAME="ours"), ())
    assert (tmp_path / "CNAME").read_text() == "ours"


@pytest.mark.parametrize("output", ["file/site", "dangling", "loop", "loop/site", "n" * 300])
def test_an_output_folder_that_cannot_be_is_said(tmp_path, output):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to("gone")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match=r"can't be written: |is a file, not"):
        write_tree(tmp_path / output, tree_of(index_html="a"), [tmp_path / "content"])


write_with_trouble = """
import errno, itertools, os, signal, sys
from pathlib import Path, PurePosixPath
from fields.errors import OutputError
from generator.output.files import write_tree

names = ("index.html", "index.html.br", "gone.html", "gone.html.gz", "assets/old.css", "changed")
old = {PurePosixPath(name): b"old" for name in names}
names = ("index.html", "index.html.br", "assets/new.css", "social/new.png", "changed/page.html")
names += ("later.html",)
new = {PurePosixPath(name): b"new" * 9 for name in names}
steps_of_a_write = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "fcntl.flock"}
steps_left = 0

def make_trouble(event, arguments):
    global steps_left
    if steps_left and event in steps_of_a_write:
        steps_left -= 1
        if not steps_left and sys.argv[1] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif not steps_left:
            raise OSError(errno.EIO, "Input/output error")

def write(folder):
    try:
        write_tree(folder, new, ())
    except OutputError as error:
        assert "can't be written: Input/output error" in str(error), error
    return steps_left == 0

def write_in_another_process(folder):
    child = os.fork()
    if not child:
        write(folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL

sys.addaudithook(make_trouble)
for step in itertools.count(1):
    steps_left = 0
    write_tree(Path(str(step)), old, ())
    steps_left = step
    if not (write_in_another_process if sys.argv[1] == "kill" else write)(Path(str(step))):
        break
"""


@pytest.mark.parametrize("trouble", ["kill", "refuse"])
def test_a_build_may_be_killed_or_refused_at_any_step(tmp_path, trouble):
    """Each file is whole then, each page has its style, a page that was there leads to no page that
    isn't yet, no copy is that of another file, and the next build sweeps what is left."""
    arguments = [sys.executable, "-c", write_with_trouble, trouble]
    environment = os.environ | {"PYTHONPATH": str(project)}
    subprocess.run(arguments, cwd=tmp_path, env=environment, check=True)
    folders = sorted(tmp_path.iterdir())
    assert len(folders) > 20
    for folder in folders:
        texts = {path: data for path, (data, _) in everything_in(folder).items()}
        pages = [text for path, text in texts.items() if path.endswith(".html")]
        assert {*pages} <= {b"old", b"new" * 9}
        assert b"new" * 9 not in pages or {"assets/new.css", "social/new.png"} <= texts.keys()
        assert texts.get("index.html") != b"new" * 9 or "later.html" in texts
        copies = [path for path in texts if path.endswith((".br", ".gz"))]
        assert all(texts[copy] == texts.get(copy[:-3]) for copy in copies)
        assert trouble == "kill" or not [path for path in texts if path.endswith(".part")]
        write_tree(folder, tree_of(index_html="z", assets__z_css="z"), ())
        assert set(everything_in(folder)) == {"index.html", "assets/z.css", ".manifest"}


def test_what_a_killed_build_of_version_1_left_is_swept(tmp_path):
    write_tree(tmp_path, tree_of(sub__page_html="a"), ())
    (tmp_path / "sub" / ".page.html.part").write_text("half")
    write_tree(tmp_path, tree_of(sub__page_html="a"), ())
    assert set(everything_in(tmp_path)) == {"sub/page.html", ".manifest"}


@pytest.mark.parametrize("name", [".thesis.part", "page.html.part", "..part", ".page.html.partx"])
def test_a_file_that_only_looks_half_written_is_somebodys(tmp_path, name):
    write_tree(tmp_path, tree_of(page_html="a"), ())
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError, match="holds files that no build of this site wrote"):
        write_tree(tmp_path, tree_of(page_html="b"), ())
    assert (tmp_path / name).read_text() == "mine"


@contextmanager
def room_for_files_of(most_bytes: int) -> Iterator[None]:
    """Let the system refuse larger files to this process, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_is_said_and_the_site_stays_as_it_was(tmp_path):
    write_tree(tmp_path, tree_of(index_html="old", sub__page_html="old"), ())
    before = {path: data for path, (data, _) in everything_in(tmp_path).items()}
    tree = tree_of(assets__a_css="new", index_html="new", sub__page_html="x" * 10_000)
    with room_for_files_of(9_000), pytest.raises(OutputError) as error:
        write_tree(tmp_path, tree, ())
    assert str(error.value) == f"{tmp_path / 'sub/page.html'} can't be written: File too large"
    assert {path: data for path, (data, _) in everything_in(tmp_path).items()} == before
    write_tree(tmp_path, tree, ())
    assert set(everything_in(tmp_path)) == {*map(str, tree), ".manifest"}


@pytest.fixture
def as_anybody(tmp_path, monkeypatch):
    """Work in the folder of the test as a user whom permissions stop, which they don't root."""
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o777)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


@pytest.mark.usefixtures("as_anybody")
def test_what_may_not_be_read_is_named_and_the_rest_is_read_on():
    for name in ("content/closed/a.md", "content/b.md", "content/c.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("a")
    for name in ("content/closed", "content/b.md"):
        Path(name).chmod(0)
    os.mkfifo("content/pipe")
    with pytest.raises(ContentError) as error:
        read_tree(Path("content"), "content")
    Path("content/closed").chmod(0o700)
    assert str(error.value).splitlines() == [
        "content/b.md: can't be read: Permission denied",
        "content/closed: can't be read: Permission denied",
        "content/pipe: this is a device or a pipe, not a file; take it away",
    ]


@pytest.mark.usefixtures("as_anybody")
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o555])
def test_an_output_folder_without_permission_is_said_and_stays_as_it_was(mode):
    write_tree(Path("site"), tree_of(index_html="old", sub__a_css="a"), ())
    Path("site").chmod(mode)
    with pytest.raises(OutputError, match=r"^site.* can't be written: Permission denied$"):
        write_tree(Path("site"), tree_of(index_html="new", sub__b_css="b"), ())
    Path("site").chmod(0o755)
    assert set(everything_in(Path("site"))) == {"index.html", "sub/a.css", ".manifest"}
    assert Path("site/index.html").read_text() == "old"


@pytest.mark.usefixtures("as_anybody")
def test_a_folder_inside_the_output_without_permission_is_said_too():
    write_tree(Path("site"), tree_of(index_html="old", sub__a_css="a"), ())
    Path("site/sub").chmod(0)
    with pytest.raises(OutputError, match=r"site/sub.* can't be written: Permission denied"):
        write_tree(Path("site"), tree_of(index_html="new"), ())
    Path("site/sub").chmod(0o755)
    write_tree(Path("site"), tree_of(index_html="new"), ())
    assert set(everything_in(Path("site"))) == {"index.html", ".manifest"}


def test_a_picture_of_times_changes_with_any_file_and_with_nothing_else(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("a")
    (tmp_path / "dangling").symlink_to("gone")
    seen = snapshot([tmp_path, tmp_path / "gone"])
    assert set(seen) == {tmp_path / "sub" / "a.md", tmp_path / "dangling"}
    assert snapshot([tmp_path, tmp_path / "gone"]) == seen
    (tmp_path / "sub" / "a.md").write_text("longer")
    longer = snapshot([tmp_path])
    (tmp_path / "b.md").write_text("")
    assert seen != longer != snapshot([tmp_path])


write_again_and_again = """
import sys
from pathlib import Path, PurePosixPath
from generator.output.files import write_tree

for turn in range(10):
    tree = {PurePosixPath(f"{n}.html"): f"{turn} {sys.argv[2]}".encode() for n in range(20)}
    tree[PurePosixPath(f"sub/{sys.argv[2]}-{turn}.css")] = b"x"
    write_tree(Path(sys.argv[1]), tree, ())
"""


def test_builds_at_the_same_time_take_turns(tmp_path):
    arguments = [sys.executable, "-c", write_again_and_again, str(tmp_path / "site")]
    running = [
        subprocess.Popen([*arguments, str(number)], cwd=project, stderr=subprocess.PIPE, text=True)
        for number in range(3)
    ]
    for process in running:
        said = process.communicate()[1]
        assert process.returncode == 0, said
        assert "Traceback" not in said
    files = everything_in(tmp_path / "site")
    assert len({data for path, (data, _) in files.items() if path.endswith(".html")}) == 1
    assert len(files) == 20 + 1 + 1


def test_a_build_says_for_whom_it_waits_and_a_kill_frees_the_folder(tmp_path):
    hold = "import sys, pathlib, generator.output.lock as lock\n"
    hold += "with lock.locked(pathlib.Path(sys.argv[1]), print): print('held', flush=True); input()"
    (tmp_path / "site").mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "site")],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        waiter = subprocess.Popen(
            [sys.executable, "-c", write_again_and_again, str(tmp_path / "site"), "1"],
            cwd=project,
            stderr=subprocess.PIPE,
            text=True,
        )
        with waiter:
            said = waiter.stderr.readline()
            assert said == f"Another build writes into {tmp_path / 'site'}; waiting for its end.\n"
            assert not (tmp_path / "site" / ".manifest").exists()
            holder.kill()
            assert waiter.wait(30) == 0


build_interruptibly = """
import signal, sys
from build import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have said: ignore it
sys.exit(main(sys.argv[1:]))
"""


def test_a_build_that_waits_may_be_interrupted(knees, tmp_path):
    (tmp_path / "site").mkdir()
    command = [sys.executable, "-c", build_interruptibly, "--content", knees]
    with locked(tmp_path / "site", print):
        waiter = subprocess.Popen(
            [*command, "--output", tmp_path / "site"],
            cwd=project,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert "waiting for its end" in waiter.stderr.readline()
            waiter.send_signal(signal.SIGINT)
            assert "Traceback" not in waiter.communicate(timeout=30)[1]
        finally:
            waiter.kill()
        assert waiter.returncode == 130
    assert not [*(tmp_path / "site").iterdir()]
