"""Coroutines in tests."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def run(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine returns. It has a thread of its own, as Playwright leaves a loop running in
    the one of journeys."""
    with ThreadPoolExecutor() as thread:
        return thread.submit(asyncio.run, asked).result()
