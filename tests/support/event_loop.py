"""Coroutines in a thread of their own: in a test's own thread Playwright may already have an event loop that runs."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor


def run_coroutine(work: Coroutine):
    """Run a coroutine in a thread of its own, and return its result. Raises what it raises."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()
