"""Firefox, another engine than all other tests have: it reads, prints, runs the timer, from a disk.

It is asked through WebDriver BiDi, which it speaks itself.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.conftest import run_apart
from tests.needs import find_firefox

pytestmark = [pytest.mark.browser, pytest.mark.slow]

longest_message = 64 * 1024**2
"""In bytes: a printed page comes as one message."""


class Tab:
    """The one page of a Firefox, and what its console has said."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection = connection
        self.numbers = count(1)
        self.context = ""
        self.said: list[str] = []

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return what a command gives; what happens meanwhile is kept."""
        number = next(self.numbers)
        command = {"id": number, "method": method, "params": parameters}
        await self.connection.write_message(json.dumps(command))
        while True:
            written = await self.connection.read_message()
            assert written is not None, "Firefox has ended"
            message = json.loads(written)
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.said.append(message["params"]["text"])
            if message.get("id") == number:
                assert message["type"] == "success", message
                result: dict[str, Any] = message["result"]
                return result

    async def begin(self) -> None:
        """Take the page that is there, and listen to its console."""
        await self.ask("session.new", capabilities={})
        tree = await self.ask("browsingContext.getTree")
        self.context = tree["contexts"][0]["context"]
        await self.ask("session.subscribe", events=["log.entryAdded"])

    async def go(self, address: str) -> None:
        await self.ask(
            "browsingContext.navigate", context=self.context, url=address, wait="complete"
        )

    async def value(self, expression: str) -> Any:
        """Return what an expression of JavaScript is on the page, as a plain value."""
        answer = await self.ask(
            "script.evaluate",
            expression=expression,
            target={"context": self.context},
            awaitPromise=True,
            userActivation=True,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    async def wait_until(self, expression: str) -> None:
        while not await self.value(f"Boolean({expression})"):
            await asyncio.sleep(0.05)

    async def print(self) -> PdfReader:
        answer = await self.ask("browsingContext.print", context=self.context)
        return PdfReader(BytesIO(base64.b64decode(answer["data"])))


def in_firefox(profile: Path, play: Callable[[Tab], Awaitable[None]]) -> None:
    """Do something with a Firefox of its own."""
    firefox = find_firefox()
    if not firefox:
        pytest.skip("there is no Firefox here: on Debian, `apt-get install firefox-esr` brings it")
    options = ("--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile))

    async def start() -> None:
        process = await asyncio.create_subprocess_exec(firefox, *options, stdout=PIPE, stderr=PIPE)
        assert process.stderr
        try:
            while not (
                found := re.search(rb"ws://[\d.:]+", line := await process.stderr.readline())
            ):
                assert line, "Firefox has ended"
            address = f"{found[0].decode()}/session"
            connection = await websocket_connect(address, max_message_size=longest_message)
            try:
                tab = Tab(connection)
                await tab.begin()
                await play(tab)
            finally:
                connection.close()
                while await connection.read_message() is not None:
                    pass
        finally:
            process.kill()
            await process.wait()

    run_apart(start, seconds=120)


def test_firefox_reads_runs_the_timer_and_prints_from_a_disk(tmp_path: Path, site: Path) -> None:
    async def play(tab: Tab) -> None:
        await tab.go((site / "index.html").as_uri())
        assert await tab.value("document.querySelector('h1').textContent")
        await tab.wait_until("[...document.fonts].some(({ status }) => status === 'loaded')")

        await tab.go((site / "exercises" / "toe-pressing.html").as_uri())
        await tab.wait_until("document.querySelector('hold-timer [data-do=toggle]')")
        # Told by its colours: that its styles are there.
        ground = "getComputedStyle(document.querySelector('[data-do=toggle]')).backgroundColor"
        assert await tab.value(ground) == "rgb(23, 73, 77)"
        await tab.value("document.querySelector('[data-do=toggle]').click()")
        phase = "document.querySelector('hold-timer').dataset.phase"
        await tab.wait_until(f"{phase} === 'hold'")
        digits = "document.querySelector('[data-part=digits]').textContent"
        first = await tab.value(digits)
        await tab.wait_until(f"{digits} !== {json.dumps(first)}")

        await tab.go((site / "exercises" / "toe-pressing.html").as_uri())
        sheet = await tab.print()
        assert len(sheet.pages) == 2
        assert "Toe pressing" in sheet.pages[0].extract_text()

        await tab.go((site / "routines" / "start-with-three.html").as_uri())
        await tab.wait_until("document.querySelector('guided-routine:defined')")
        assert tab.said == []

    in_firefox(tmp_path, play)
