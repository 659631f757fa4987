"""Runs programs one after the other as `python PROGRAM` would: each in a process of its own that begins as a copy of
this one, which has loaded the modules that are named (`python program_runner.py MODULE …`). Where the system cannot copy processes, each begins anew.

Reads one JSON object a line ({"program", "folder", "typed", "seconds"}), answers with one ({"status", "out", "err"}).
"""

import atexit
import importlib
import io
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import traceback


def run_forked(program: str, folder: str, typed: str, seconds: float) -> dict:
    """Run one program in a copy of this process."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(typed.encode())
        given.seek(0)
        child = os.fork()
        if not child:
            for number, file in enumerate((given, out, err)):
                os.dup2(file.fileno(), number)
            os.chdir(folder)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
            os._exit(run_here(program))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
        return {"status": status, "out": said[0], "err": said[1]}


def run_here(program: str) -> int:
    """Run a program to its end, with all that an interpreter does then. Returns the exit status."""
    status = 0
    sys.argv = [program]
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def run_anew(program: str, folder: str, typed: str, seconds: float) -> dict:
    """Run one program in a new interpreter."""
    command = [sys.executable, "-P", program]
    pipes = {"input": typed, "capture_output": True, "encoding": "utf-8"}
    done = subprocess.run(command, cwd=folder, timeout=seconds, **pipes)
    return {"status": done.returncode, "out": done.stdout, "err": done.stderr}


def main(modules: list[str]) -> None:
    """Answer until nobody asks."""
    run = run_forked if sys.platform == "linux" else run_anew
    if run is run_forked:
        for name in modules:
            importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
