"""The process that has what pages hear and feel: `python -P -m sunmao.server.devices.microphones.process`."""

import sys

from sunmao.errors import error_to_dict
from sunmao.server.devices.microphones.browser_microphone import BrowserMicrophone, BrowserMicrophones
from sunmao.server.devices.viewers import serve_viewer
from sunmao.server.devices.worker_server import Client, WorkerServer

LONGEST_WAIT = 0.25  # seconds: a program that leaves is noticed


class MicrophoneWorker:
    """Handler of the requests that the microphones process gets from programs and pages."""

    def __init__(self) -> None:
        self._pages = BrowserMicrophones()

    def handle_request(self, do: str, params: dict) -> dict:
        """The studio asks for nothing of its own."""
        return {}

    def handle_client(self, client: Client) -> None:
        """Serve one visitor until it leaves: the first words say what it is."""
        said, _ = client.receive()
        if said.get("do") == "watch":
            name, _, project = str(said.get("topic", "")).partition(":")
            what = "motion" if name == "feel" else "sound"
            serve_viewer(client, self._pages.of(project, what).add_page())
        elif "run" in client.who and said.get("do") == "open":
            what = "motion" if said.get("what") == "motion" else "sound"
            _serve_program(client, self._pages.of(client.who["project"], what))


def _serve_program(client: Client, microphone: BrowserMicrophone) -> None:
    """Hand on what is heard, as it is asked for."""
    client.send({"end": microphone.join()})
    try:
        while True:
            said, _ = client.receive()
            found = microphone.next(int(said["after"]), min(float(said["within"]), LONGEST_WAIT))
            if found is not None:
                client.send({"end": found[0]}, found[1])
            elif (trouble := microphone.trouble) is not None:
                client.send({"error": error_to_dict(trouble), "waits": True})
            else:
                client.send({"wait": True})
    finally:
        microphone.leave()


def main() -> int:
    """Serve until the studio has gone. Returns the exit status."""
    process = MicrophoneWorker()
    return WorkerServer(process.handle_request, process.handle_client).serve()


if __name__ == "__main__":
    sys.exit(main())
