"""Talks to Pagefind while it runs: requests and answers are JSON in Base64, a comma after each."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_BATCH = 50
"""Requests sent before their answers are read: few enough that the answers fit into a pipe."""


class Service:
    """Pagefind as a process; a context manager.

    It reads `pagefind.toml` and the like in `folder`, where none may be, and nothing of its own in
    the environment.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        own = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program of ours, without anybody's words
                [program, "--service"],
                cwd=folder,
                env=own,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
            )
        except OSError:
            self._said.close()
            raise
        assert self._process.stdin  # noqa: S101 - both are pipes
        assert self._process.stdout  # noqa: S101
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._rest = b""  # what was read after an answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error:
            self._process.kill()
        with suppress(BrokenPipeError):
            self._requests.close()  # it ends then
        self._process.wait()
        self._answers.close()
        self._said.close()

    def ask(self, requests: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Make requests, and yield their answers in order.

        Raises ValueError with what Pagefind says to a request that it refuses, or when it ends.
        """
        waiting = iter(requests)
        while batch := [*islice(waiting, _BATCH)]:
            with suppress(BrokenPipeError):  # it has ended: why is read below
                self._requests.write(b"".join(map(_message, batch)))
                self._requests.flush()
            for _ in batch:
                answer = self._answer()
                if answer["type"] == "Error":
                    raise ValueError(answer["message"])
                yield answer

    def _answer(self) -> dict[str, Any]:
        parts: list[bytes] = []
        more = self._rest
        while True:
            part, found, self._rest = more.partition(b",")
            parts.append(part)
            if found:
                break
            more = os.read(self._answers.fileno(), 1 << 20)
            if not more:
                raise ValueError(self._last_words())
        answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)))["payload"]
        return answer

    def _last_words(self) -> str:
        status = self._process.wait()
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace").strip()
        return said[-200:] or f"exit status {status}"


def _message(payload: dict[str, Any]) -> bytes:
    text = json.dumps({"message_id": 0, "payload": payload}, ensure_ascii=False)
    return base64.b64encode(text.encode()) + b","
