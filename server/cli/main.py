"""The command line of `sunmao`: open the studio, or one of the verbs that also work without it."""

import argparse
import atexit
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import NoReturn

from sunmao import __version__
from sunmao.server.cli import cluster, data, deploy, train
from sunmao.server.config import PORT, get_default_projects
from sunmao.server.texts import get_local_text

LOOPBACK = ("127.0.0.1", "localhost")
INTERRUPTED = 130  # as a shell counts it


def main(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 0 done, 1 a problem was found, 2 wrong use, 130 Ctrl+C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = make_parser().parse_args(arguments)
    try:
        return options.verb(options)
    except KeyboardInterrupt:
        return INTERRUPTED


def make_parser() -> argparse.ArgumentParser:
    """The words that the command line understands."""
    top = argparse.ArgumentParser(prog="sunmao", description=get_local_text("cli_about"))
    top.add_argument("--version", action="version", version=f"sunmao {__version__}")
    top.add_argument("--port", type=parse_port, default=PORT, help=get_local_text("cli_port"))
    top.add_argument("--host", help=get_local_text("cli_host"))
    top.add_argument("--no-browser", action="store_true", help=get_local_text("cli_no_browser"))
    top.add_argument("--projects", type=Path, metavar="DIR", help=get_local_text("cli_projects"))
    top.set_defaults(verb=open_studio)
    verbs = top.add_subparsers(title=get_local_text("cli_verbs"), metavar="")
    compiling = verbs.add_parser(
        "compile", help=get_local_text("cli_compile"), description=get_local_text("cli_compile")
    )
    compiling.add_argument("workspace", metavar="WORKSPACE.json", help=get_local_text("cli_workspace"))
    compiling.add_argument("--json", action="store_true", help=get_local_text("cli_json"))
    compiling.set_defaults(verb=compile_file)
    reading = verbs.add_parser("blocks", help=get_local_text("cli_blocks"), description=get_local_text("cli_blocks"))
    reading.add_argument("program", metavar="PROGRAM.py", help=get_local_text("cli_program"))
    reading.set_defaults(verb=read_blocks)
    running = verbs.add_parser("run", help=get_local_text("cli_run"), description=get_local_text("cli_run"))
    running.add_argument("--camera", metavar="SOURCE", help=get_local_text("cli_camera"))
    running.add_argument("program", metavar="PROGRAM.py")
    running.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGS")
    running.set_defaults(verb=run_program)
    exporting = verbs.add_parser("export", help=get_local_text("cli_export"), description=get_local_text("cli_export"))
    exporting.add_argument("project", metavar="PROJECT", help=get_local_text("cli_project"))
    exporting.add_argument("--to", choices=("py", "zip"), required=True, help=get_local_text("cli_to"))
    exporting.add_argument("--out", type=Path, metavar="FILE", help=get_local_text("cli_out"))
    exporting.set_defaults(verb=run_export)
    boards = verbs.add_parser("boards", help=get_local_text("cli_boards"), description=get_local_text("cli_boards"))
    boards.add_argument("--json", action="store_true", help=get_local_text("cli_json"))
    boards.set_defaults(verb=list_boards)
    at_board = boards.add_subparsers(title=get_local_text("cli_verbs"), metavar="")
    checking = at_board.add_parser(
        "test", help=get_local_text("cli_boards_test"), description=get_local_text("cli_boards_test")
    )
    checking.add_argument("serial_port", nargs="?", default="auto", metavar="PORT", help=get_local_text("cli_serial"))
    checking.add_argument("--board", default="auto", metavar="BOARD", help=get_local_text("cli_board"))
    checking.set_defaults(verb=check_board)
    loading = at_board.add_parser(
        "load", help=get_local_text("cli_boards_load"), description=get_local_text("cli_boards_load")
    )
    loading.add_argument("serial_port", metavar="PORT", help=get_local_text("cli_serial"))
    loading.add_argument("--board", default="auto", metavar="BOARD", help=get_local_text("cli_board"))
    loading.set_defaults(verb=load_board)
    train.add_verbs(verbs)
    data.add_verbs(verbs)
    deploy.add_verb(verbs)
    cluster.add_verb(verbs)
    doctor = verbs.add_parser("doctor", help=get_local_text("cli_doctor"), description=get_local_text("cli_doctor"))
    doctor.add_argument("--json", action="store_true", help=get_local_text("cli_json"))
    doctor.set_defaults(verb=run_doctor)
    return top


def parse_port(word: str) -> int:
    number = int(word)
    if not 0 <= number <= 65535:
        raise ValueError(word)
    return number


def open_studio(options: Namespace) -> int:
    """Serve the studio at the loopback address, and with --host to other devices too."""
    host = None
    if options.host in LOOPBACK:
        print(get_local_text("host_loopback", host=options.host), file=sys.stderr)
    elif options.host is not None:
        from sunmao.server.http.lan import list_own_addresses, parse_host

        host = parse_host(options.host)
        if host is None:
            print(
                get_local_text("host_refused", host=options.host, addresses=", ".join(list_own_addresses())),
                file=sys.stderr,
            )
            return 2
    speak_utf8()
    from sunmao.server.app.serve import serve

    end_process(serve(options.projects or get_default_projects(), options.port, not options.no_browser, host))


def end_process(status: int) -> NoReturn:
    """End the process, and its daemon threads where they are. At the end of the interpreter one that prints, or that is
    inside C++, would abort the process. https://docs.python.org/3.11/c-api/init.html#c.Py_FinalizeEx
    """
    atexit._run_exitfuncs()
    os._exit(status)


def speak_utf8() -> None:
    """Begin again in UTF-8 where the system's settings name files in another encoding: the programs of children use
    UTF-8.
    """
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-P", "-X", "utf8", "-m", "sunmao.server", *sys.argv[1:]])


def compile_file(options: Namespace) -> int:
    """Print the Python of a saved workspace."""
    from sunmao.server.programs.compile_workspace import compile_text

    data = _read_input(options.workspace)
    return 2 if data is None else compile_text(data, as_json=options.json)


def read_blocks(options: Namespace) -> int:
    """Print the workspace that a program's text is, as blocks."""
    from sunmao.server.cli.blocks import print_blocks

    data = _read_input(options.program)
    return 2 if data is None else print_blocks(options.program, data)


def _read_input(name: str) -> bytes | None:
    """The bytes of a file, '-' for standard input; None where it cannot be read, which is said."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        print(get_local_text("file_unreadable", file=name, reason=error.strerror), file=sys.stderr)
        return None


def run_program(options: Namespace) -> int:
    """Run a program as plain Python does, with this Python, its library and the textbooks' names at hand."""
    if not Path(options.program).is_file():
        print(
            get_local_text("file_unreadable", file=options.program, reason=get_local_text("not_there")), file=sys.stderr
        )
        return 2
    camera = ["--camera", options.camera] if options.camera is not None else []
    if camera and options.camera != "simulated" and "://" not in options.camera and not Path(options.camera).is_file():
        print(
            get_local_text("file_unreadable", file=options.camera, reason=get_local_text("not_there")), file=sys.stderr
        )
        return 2
    command = [sys.executable, "-P", "-m", "sunmao.compat", *camera, options.program, *options.arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(sys.executable, command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 1


def run_export(options: Namespace) -> int:
    """Write a project's program, or the whole project, to a file."""
    from sunmao.server.projects.export_zip import export_project

    return export_project(options.project, options.projects or get_default_projects(), options.to, options.out)


def list_boards(options: Namespace) -> int:
    """Say which boards are plugged in, what is on them, and what keeps them from being used."""
    from sunmao.server.cli.boards import print_boards

    return print_boards(as_json=options.json)


def check_board(options: Namespace) -> int:
    """Try all that programs rely on with the board at a port, and print a report."""
    from sunmao.server.cli.boards import print_check

    return print_check(options.board, options.serial_port)


def load_board(options: Namespace) -> int:
    """Put Sunmao's own sketch on the board at a port."""
    from sunmao.server.cli.boards import print_load

    return print_load(options.board, options.serial_port)


def run_doctor(options: Namespace) -> int:
    """Say what works on this computer and what does not."""
    from sunmao.runtime.signals import exit_on_terminate
    from sunmao.server.doctor.report import print_report

    exit_on_terminate()
    return print_report(options.projects, as_json=options.json)
