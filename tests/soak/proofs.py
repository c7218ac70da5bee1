"""What must hold, whatever happens: each proof ends in a line of figures, or in AssertionError."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from tests.soak import edits
from tests.soak.copies import (
    Copy,
    Ended,
    Tree,
    copy_clean,
    copy_project,
    find_differences,
    find_torn,
    put_back,
    read_folder,
    read_sources,
)

address = "https://example.org/feet"
environments: tuple[dict[str, str], ...] = (
    {},
    {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
    {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1900000000", "PYTHONUTF8": "0", "COLUMNS": "20"},
)
refusals = ("No space left on device", "File too large")
Say = Callable[[str], None]


class State(NamedTuple):
    """A site that can be asked for: its content folder, and the options of the command."""

    content: str
    options: tuple[str, ...]


def show(wrong: list[str]) -> str:
    """Return the first few of what is wrong."""
    return "\n".join([*wrong[:8], *([f"and {len(wrong) - 8} more"] if len(wrong) > 8 else [])])


# Edits --------------------------------------------------------------------------------------------


def prove_edits(seed: int, number: int, content: Path, folder: Path, say: Say) -> str:
    """Build after each of many edits: as a clean build would, in what is written and said."""
    copy = copy_project(folder / "edited", content)
    edits.prepare(copy.root)
    done: list[str] = []
    kinds: Counter[str] = Counter()
    seconds: list[tuple[float, float]] = []
    kept = read_sources(copy)
    failed = False
    try:
        for step in range(number):
            chance = Random(f"edits {seed} {step}")
            if failed:
                put_back(copy, kept, with_times=chance.random() < 0.5)
                done.append(f"{step}. put back")
            else:
                kept = read_sources(copy)
                done.append(f"{step}. ")
                done[-1] += edit(chance, copy, kinds)
            ended, clean = compare(chance, copy, folder / "clean", done)
            failed = ended.status != 0
            kinds[f"status {ended.status}"] += 1
            seconds.append((ended.seconds, clean))
            say(f"edit {step + 1} of {number}: {done[-1]}: {ended.status}")
    except AssertionError as error:
        raise AssertionError(f"{error}\nseed {seed}, after\n" + "\n".join(done)) from None
    usual, usual_clean = (median(each) for each in zip(*seconds, strict=True))
    figures = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return (
        f"{number} edits like a clean build; {usual:.2f} s, clean {usual_clean:.2f} s ({figures})"
    )


def edit(chance: Random, copy: Copy, kinds: Counter[str]) -> str:
    """Do one or several edits, one of them perhaps while a build runs; return what they are."""
    said = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        kind = chance.random()
        if kind < 0.5:
            change, place = chance.choice(edits.content_edits), copy.root / "content"
        elif kind < 0.8:
            change, place = chance.choice(edits.project_edits), copy.root
        elif kind < 0.86:
            change, place = chance.choice(edits.mistakes), copy.root / "content"
        elif kind < 0.9:
            change, place = chance.choice(edits.project_mistakes), copy.root
        else:
            change, place = chance.choice((edits.harm_site, edits.harm_cache)), copy.root
        if chance.random() < 0.1:
            running = copy.start()
            time.sleep(chance.random())
            said.append("while a build runs, ")
            said[-1] += change(chance, place)
            copy.end(running)
        else:
            said.append(change(chance, place))
        kinds[change.__name__] += 1
    return "; ".join(filter(None, said)) or "nothing"


def compare(chance: Random, copy: Copy, clean_root: Path, done: list[str]) -> tuple[Ended, float]:
    """Build a copy and, with nothing remembered, the same sources elsewhere.

    Raises AssertionError where they differ, or where a build that fails has changed the site.
    """
    options = ("--base-url", address) if chance.random() < 0.25 else ()
    environment = dict(chance.choice(environments))
    if chance.random() < 0.2:
        environment["PYTHONPATH"] = str(copy.root / f"packages-{chance.choice('89')}")
    elsewhere = chance.random() < 0.2
    done[-1] += f" {' '.join(options)} {environment or ''}{' elsewhere' if elsewhere else ''}"
    before = read_folder(copy.site)
    clean = copy_clean(copy, clean_root)
    started = time.perf_counter()
    running = copy.start(*options, elsewhere=elsewhere, environment=environment)
    other = clean.start(*options, elsewhere=elsewhere, environment=environment)
    ended = copy.end(running, started)
    clean_ended = clean.end(other, started)
    assert ended[:2] == clean_ended[:2], f"it ended otherwise:\n{ended}\nclean: {clean_ended}"
    after = read_folder(copy.site)
    wanted = read_folder(clean.site) if ended.status == 0 else before
    wrong = find_differences(after, wanted)
    assert not wrong, f"the site is not that of a clean build:\n{show(wrong)}"
    return ended, clean_ended.seconds


# Mishaps ------------------------------------------------------------------------------------------


class Sites:
    """A copy of the project with two content folders, and the sites that clean builds make."""

    def __init__(self, chance: Random, content: Path, folder: Path) -> None:
        self.chance = chance
        self.folder = folder
        self.copy = copy_project(folder / "copy", content)
        edits.prepare(self.copy.root)
        self.known: dict[State, Tree] = {}
        self.vary()
        self.now = self.draw()
        """The last state that was settled."""
        self.seconds = 0.0
        """How long that took."""
        self.settle(self.now)

    def vary(self) -> None:
        """Make another second content folder, in which every page says something else."""
        first, second = self.copy.root / "content", self.copy.root / "other"
        self.known = {state: tree for state, tree in self.known.items() if state[0] == "content"}
        while True:
            shutil.rmtree(second, ignore_errors=True)
            shutil.copytree(first, second)
            for _ in range(6):
                self.chance.choice(edits.content_edits)(self.chance, second)
            settings = second / "site.yaml"
            text = settings.read_text("utf-8").splitlines()
            kept = [line for line in text if not line.startswith("title:")]
            title = f"title: Another {self.chance.randrange(1000)}"
            settings.write_text("\n".join([*kept, title, ""]), "utf-8")
            clean = copy_clean(self.copy, self.folder / "clean")
            if clean.build(content="other").status == 0:
                return

    def draw(self) -> State:
        """Return a site that can be asked for."""
        options = ("--base-url", address) if self.chance.random() < 0.3 else ()
        return State(self.chance.choice(("content", "other")), options)

    def draw_other(self) -> State:
        """Return one that the site is not."""
        return next(state for state in iter(self.draw, None) if state != self.now)

    def clean(self, state: State) -> Tree:
        """Return what a clean build makes."""
        if state not in self.known:
            clean = copy_clean(self.copy, self.folder / "clean")
            ended = clean.build(*state.options, content=state.content)
            assert ended.status == 0, ended.said
            self.known[state] = read_folder(clean.site)
        return self.known[state]

    def start(self, state: State, *options: str, **how: object) -> subprocess.Popen[str]:
        """Begin a build."""
        return self.copy.start(*state.options, *options, content=state.content, **how)

    def settle(self, state: State) -> None:
        """Build, and see that all is as a clean build makes it."""
        started = time.perf_counter()
        ended = self.copy.end(self.start(state), started)
        assert ended.status == 0, f"the next build failed:\n{ended.said}"
        wrong = find_differences(read_folder(self.copy.site), self.clean(state))
        assert not wrong, f"the next build mends not all of it:\n{show(wrong)}"
        self.now, self.seconds = state, ended.seconds


def prove_kills(seed: int, number: int, content: Path, folder: Path, say: Say) -> str:
    """Kill builds at random moments, half of them while they write."""
    chance = Random(f"kills {seed}")
    sites = Sites(chance, content, folder)
    kinds: Counter[str] = Counter()
    for turn in range(number):
        if turn % 20 == 19:
            sites.vary()
            sites.settle(sites.now)
        old, new = sites.now, sites.draw_other()
        states = sites.clean(old), sites.clean(new)
        if chance.random() < 0.2:
            shutil.rmtree(sites.copy.cache, ignore_errors=True)
        running = sites.start(new)
        kill_at_random(chance, sites.copy.site, running, sites.seconds)
        running.communicate()
        found = read_folder(sites.copy.site)
        wrong = find_torn(found, states)
        assert not wrong, f"seed {seed}, kill {turn}, {old} to {new}: torn:\n{show(wrong)}"
        kind = "between" if found not in states else "old" if found == states[0] else "new"
        kinds[kind] += 1
        say(f"kill {turn + 1} of {number}: {kind}")
        sites.settle(chance.choice((old, new)))
    figures = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"{number} kills, and the next build mended all ({figures})"


def kill_at_random(
    chance: Random, site: Path, running: subprocess.Popen[str], seconds: float
) -> None:
    """Kill a build at any moment, or at one after its first step in the site's folder."""
    if chance.random() < 0.5:
        time.sleep(chance.random() * seconds)
    else:
        before = site.stat().st_mtime_ns
        while site.stat().st_mtime_ns == before and running.poll() is None:
            time.sleep(0.0002)
        time.sleep(chance.random() * 0.03)
    if chance.random() < 0.5:
        running.kill()
    elif running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)  # with all processes that it may have


def prove_pairs(seed: int, number: int, content: Path, folder: Path, say: Say) -> str:
    """Begin two builds at once into one folder, and a third one beside them into another."""
    chance = Random(f"pairs {seed}")
    sites = Sites(chance, content, folder)
    beside = Copy(sites.copy.root)
    beside.site = sites.copy.root / "beside"
    kinds: Counter[str] = Counter()
    for turn in range(number):
        old = sites.now
        asked = [sites.draw() for _ in range(2)]
        third = sites.draw()
        states = [sites.clean(state) for state in (old, *asked)]
        wanted = sites.clean(third)
        if chance.random() < 0.3:
            shutil.rmtree(sites.copy.cache, ignore_errors=True)
        running = []
        for state in asked:
            running.append(sites.start(state))
            time.sleep(chance.random() * chance.choice((0, 0.05, sites.seconds)))
        other = sites.start(third, "--output", "beside")
        killed = chance.random() < 0.25
        if killed:
            time.sleep(chance.random() * sites.seconds)
            running[0].kill()
        ended = [sites.copy.end(each) for each in running]
        where = f"seed {seed}, pair {turn}, {old} to {asked}"
        assert all(each.status == 0 for each in ended[killed:]), f"{where}: {ended}"
        found = read_folder(sites.copy.site)
        if killed:
            wrong = find_torn(found, tuple(states))
        else:
            wrong = min((find_differences(found, state) for state in states[1:]), key=len)
        assert not wrong, f"{where}: neither of both sites:\n{show(wrong)}"
        assert beside.end(other).status == 0
        wrong = find_differences(read_folder(beside.site), wanted)
        assert not wrong, f"{where}: the one beside, {third}:\n{show(wrong)}"
        waited = any("waiting for its end" in each.said for each in ended)
        kinds["waited"] += waited
        kinds["killed"] += killed
        say(f"pair {turn + 1} of {number}{', waited' * waited}{', one killed' * killed}")
        sites.settle(asked[0])
    return f"{number} pairs of builds at once ({kinds['waited']} waited, {kinds['killed']} killed)"


def prove_full(seed: int, number: int, content: Path, folder: Path, say: Say) -> str:
    """Let the disk refuse: files above some length, or all once a small disk is full."""
    chance = Random(f"full {seed}")
    sites = Sites(chance, content, folder)
    mounted = can_mount(folder / "mount")
    kinds: Counter[str] = Counter()
    for turn in range(number):
        old, new = sites.now, sites.draw_other()
        if mounted and chance.random() < 0.5:
            kind = "disk full"
            with_disk(chance, sites, old, new, kinds)
        else:
            kind = "length limited"
            if chance.random() < 0.2:
                shutil.rmtree(sites.copy.cache, ignore_errors=True)
            most = chance.choice(sorted({len(data) for data in sites.clean(new).values()})) - 1
            limit = chance.choice((most, chance.randrange(1 + most // 10)))

            def refuse(limit: int = limit) -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            refused(sites, old, new, kinds, before=refuse)
        say(f"refusal {turn + 1} of {number}: {kind}")
        sites.settle(chance.choice((old, new)))
    figures = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    left_out = "" if mounted else "; a small disk could not be mounted here, so that was left out"
    return f"{number} refusals of the disk ({figures}){left_out}"


def refused(sites: Sites, old: State, new: State, kinds: Counter[str], **how: object) -> None:
    """Build where the disk may refuse; see that the build says so and the old site is whole."""
    ended = sites.copy.end(sites.start(new, **how))
    kinds[f"status {ended.status}"] += 1
    found = read_folder(sites.copy.site)
    where = f"{old} to {new}: {ended}"
    if ended.status == 0:
        wrong = find_differences(found, sites.clean(new))
    else:
        assert ended.status == 2, where
        assert "can't be written" in ended.said, where
        assert any(reason in ended.said for reason in refusals), where
        wrong = find_differences(found, sites.clean(old))
    assert not wrong, f"{where}:\n{show(wrong)}"


def with_disk(chance: Random, sites: Sites, old: State, new: State, kinds: Counter[str]) -> None:
    """Build into a small disk that the old site has room on, and the new one perhaps."""
    used = sum(-(-len(data) // 4096) * 4096 for data in sites.clean(old).values())
    # Files on their way take room, too.
    room = used + 100_000 + chance.randrange(200_000)
    shutil.rmtree(sites.copy.site, ignore_errors=True)
    sites.copy.site.mkdir()
    mount(sites.copy.site, room)
    try:
        sites.settle(old)
        refused(sites, old, new, kinds)
        sites.settle(old)
    finally:
        subprocess.run(["umount", sites.copy.site], check=True)


def mount(folder: Path, room: int) -> bool:
    """Put a small disk in place of a folder."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={room}", "none", folder]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def can_mount(folder: Path) -> bool:
    """Tell whether a small disk can be put in place of a folder here."""
    folder.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount") or not mount(folder, 4096):
        return False
    subprocess.run(["umount", folder], check=True)
    return True


def prove_cache(seed: int, number: int, content: Path, folder: Path, say: Say) -> str:
    """Harm what is remembered, or take it away while a build runs: nothing comes of it but time."""
    chance = Random(f"cache {seed}")
    sites = Sites(chance, content, folder)
    for turn in range(number):
        state = sites.draw()._replace(options=("--base-url", address))
        running = None
        if chance.random() < 0.2:
            running = sites.start(state)
            time.sleep(chance.random())
        said = edits.harm_cache(chance, sites.copy.root)
        if running:
            said += ", while a build runs"
            ended = sites.copy.end(running)
            assert ended.status == 0, f"seed {seed}, {said}: {ended.said}"
            wrong = find_differences(read_folder(sites.copy.site), sites.clean(state))
            assert not wrong, f"seed {seed}, {said}:\n{show(wrong)}"
        say(f"harm {turn + 1} of {number}: {said}")
        try:
            sites.settle(state)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, turn {turn}, {said}: {error}") from None
    return f"{number} times the cache was harmed"


def prove_mended(seed: int, number: int, content: Path, folder: Path, say: Say) -> str:
    """Harm files of the site, many of them with time and length as before; the next build mends."""
    chance = Random(f"mended {seed}")
    sites = Sites(chance, content, folder)
    state = State("content", ())
    sites.settle(state)
    for turn in range(number):
        files = sorted(path for path in sites.clean(state) if not path.startswith("."))
        # Every other time what is hardest to see, and nothing beside it.
        chosen = chance.sample(files, 1 if turn % 2 == 0 else 3)
        harm = edits.edit_alike if turn % 2 == 0 else edits.harm_file
        said = "; ".join(harm(chance, sites.copy.site / path) for path in chosen)
        say(f"mend {turn + 1} of {number}: {said}")
        try:
            sites.settle(state)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, turn {turn}, {said}: {error}") from None
    return f"{number} times the site was harmed, and mended"
