"""Turns at something that costs, by turns of those who want it: one address that asks a thousand times waits longest."""

import asyncio
from collections import deque


class RoundRobin:
    """Gives turns to addresses, one after the other. pause: seconds between two turns. For one event loop."""

    def __init__(self, pause: float = 0) -> None:
        self._pause = pause
        self._waiting: dict[str, deque[asyncio.Future]] = {}  # whose turn is next comes first
        self._some = asyncio.Event()

    async def wait_for_turn(self, address: str) -> None:
        """Wait until it is this address's turn."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(turn)
        self._some.set()
        await turn

    async def give_turns(self) -> None:
        """Give turns until this is canceled."""
        while await self._some.wait():
            address = next(iter(self._waiting))
            line = self._waiting.pop(address)
            turn = line.popleft()
            if line:
                self._waiting[address] = line  # behind all others
            elif not self._waiting:
                self._some.clear()
            if not turn.done():  # who has left needs none
                turn.set_result(None)
                await asyncio.sleep(self._pause)
