"""A program gets a ticket to a helper process, which ends with its run."""

import pytest

from sunmao.errors import ProtocolMismatch, error_from_dict
from sunmao.protocol.messages import BridgeRequest
from sunmao.server.devices.bridge_tickets import GONE, BridgeTickets
from sunmao.server.errors import HttpProblem


class Host:
    """A helper process, as far as tickets are concerned."""

    def __init__(self, raises: Exception | None = None) -> None:
        self.raises, self.heard = raises, []

    def ticket(self, words: dict) -> tuple[str, str]:
        if self.raises:
            raise self.raises
        self.heard.append(words)
        return "127.0.0.1:5", "ab"

    def revoke(self, project: str, run: str) -> None:
        self.heard.append(("revoke", project, run))

    def rest_outputs(self, project: str, run: str) -> None:
        self.heard.append(("rest", project, run))


def test_a_ticket_names_the_project():
    host = Host()
    reply = BridgeTickets({"boards": host}, lambda id: f"title of {id}").issue_ticket(
        "p", "r", BridgeRequest(7, "boards")
    )
    assert (reply.id, reply.address, reply.key, reply.error) == (7, "127.0.0.1:5", "ab", None)
    assert host.heard == [{"project": "p", "title": "title of p", "run": "r"}]


@pytest.mark.parametrize("error", [HttpProblem(404, "needs_json"), OSError()])
def test_a_project_that_the_program_deleted_is_called_by_its_id(error):
    def fail(project: str) -> str:
        raise error

    host = Host()
    BridgeTickets({"boards": host}, fail).issue_ticket("p", "r", BridgeRequest(1, "boards"))
    assert host.heard[0]["title"] == "p"


@pytest.mark.parametrize("bridge", [*GONE, "other"])
def test_a_helper_that_has_gone_or_is_none(bridge):
    for hosts in ({}, {bridge: Host(HttpProblem(503, "needs_json"))}):
        reply = BridgeTickets(hosts).issue_ticket("p", "r", BridgeRequest(1, bridge))
        assert reply.address == "" and type(error_from_dict(reply.error)) is GONE.get(bridge, GONE["boards"])


def test_a_helper_of_another_version():
    mismatch = ProtocolMismatch("protocol_mismatch", ours=2, theirs=1)
    reply = BridgeTickets({"boards": Host(mismatch)}).issue_ticket("p", "r", BridgeRequest(1, "boards"))
    assert error_from_dict(reply.error).params == {"ours": 2, "theirs": 1}


def test_the_end_of_a_run():
    boards, cameras = Host(), Host()
    tickets = BridgeTickets({"boards": boards, "cameras": cameras})
    tickets.rest_outputs("p", "r")
    tickets.revoke("p", "r")
    assert boards.heard == [("rest", "p", "r"), ("revoke", "p", "r")] and cameras.heard == [("revoke", "p", "r")]
    BridgeTickets({"cameras": cameras}).rest_outputs("p", "r")
    assert len(cameras.heard) == 1
