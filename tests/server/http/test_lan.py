"""By which addresses other devices reach this computer."""

import socket

from sunmao.server.http import lan


class _Outward(socket.socket):
    """A socket of a computer that goes outside by 192.168.1.7."""

    def connect(self, address):
        assert address[0] == "192.0.2.1", "nobody's address"

    def getsockname(self):
        return ("192.168.1.7", 40000)


def test_the_address_by_which_it_goes_outside_comes_first(monkeypatch):
    own = ["127.0.0.1", "fd00::7", "169.254.3.4", "10.0.0.5", "192.168.1.7"]
    monkeypatch.setattr(lan, "list_own_addresses", lambda: own)
    monkeypatch.setattr(socket, "socket", _Outward)
    assert lan.list_reachable("0.0.0.0") == ["192.168.1.7", "10.0.0.5", "169.254.3.4"]
    assert lan.list_reachable("::") == ["192.168.1.7", "10.0.0.5", "169.254.3.4", "fd00::7"]
    assert lan.list_reachable("10.0.0.5") == ["10.0.0.5"]
