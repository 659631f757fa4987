"""Turns by turns of addresses."""

import asyncio

from sunmao.server.http.connections.round_robin import RoundRobin
from tests.support.event_loop import run_coroutine


def give_turns(wanted: list[str], leave: tuple[int, ...] = ()) -> str:
    """The addresses in the order of their turns. leave: the numbers of those who go before their turn."""

    async def take_part() -> str:
        turns, order = RoundRobin(), []

        async def want(address: str) -> None:
            await turns.wait_for_turn(address)
            order.append(address)

        tasks = [asyncio.create_task(want(address)) for address in wanted]
        await asyncio.sleep(0)
        for number in leave:
            tasks[number].cancel()
        giving = asyncio.create_task(turns.give_turns())
        await asyncio.gather(*tasks, return_exceptions=True)
        giving.cancel()
        return "".join(order)

    return run_coroutine(take_part())


def test_one_who_asks_often_waits_for_all_others():
    assert give_turns(list("aaaaabbc")) == "abcabaaa"


def test_who_has_left_takes_no_turn():
    assert give_turns(list("aab"), leave=(0,)) == "ba"
    assert give_turns(list("ab"), leave=(0, 1)) == ""


def test_turns_go_on_after_all_have_had_one():
    async def come_twice() -> None:
        turns = RoundRobin()
        giving = asyncio.create_task(turns.give_turns())
        for _ in range(2):
            await turns.wait_for_turn("a")
        giving.cancel()

    run_coroutine(come_twice())
