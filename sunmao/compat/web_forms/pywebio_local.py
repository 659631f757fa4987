"""PyWebIO's server kept on this computer: no page is opened by itself, nothing comes from outside, the address is said."""

import os
from functools import wraps
from typing import Any

from sunmao.compat.web_forms.addresses import HOST, find_free_port, say_address

PORT = "PYWEBIO_SCRIPT_MODE_PORT"  # with it PyWebIO takes this port and opens no browser
NEEDED = "pywebio.platform.tornado"  # the part that holds both


def adapt(tornado: Any) -> None:
    """Change PyWebIO's part `NEEDED`, which has just been loaded."""
    start, start_script = tornado.start_server, tornado.start_server_in_current_thread_session

    @wraps(start)
    def start_here(applications: Any, port: int = 0, host: str = HOST, **named: Any) -> Any:
        port = int(port) or find_free_port()
        say_address(port)
        named = {**named, "cdn": False, "remote_access": False, "auto_open_webbrowser": False}
        return start(applications, port=port, host=host or HOST, **named)

    @wraps(start_script)
    def start_script_here() -> Any:
        os.environ.setdefault(PORT, str(find_free_port()))
        say_address(int(os.environ[PORT]))
        return start_script()

    tornado.start_server, tornado.start_server_in_current_thread_session = start_here, start_script_here
