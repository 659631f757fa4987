"""The collection of printed text while little or much of it comes."""

from types import SimpleNamespace

from sunmao.runtime.outbox import FEW, MANY, Outbox


def test_a_flood_is_taken_in_large_pieces_until_it_is_over():
    outbox = Outbox(SimpleNamespace(send=lambda messages: None))

    def is_by_line_after(*pieces: str) -> bool:
        for piece in pieces:
            outbox.write(piece, "stdout")
        outbox._judged = 0.0  # a tick is over
        outbox._adapt()
        return outbox.out.line_buffering

    assert is_by_line_after(*["line\n"] * MANY), "much, and no flood"
    assert not is_by_line_after(*["line\n"] * (MANY + 1))
    assert not is_by_line_after("a" * (FEW + 1)), "it goes on in fewer pieces"
    assert is_by_line_after("the last line\n")
