"""Windows: a job object, which holds a program and everything it starts, and ends all of it when the studio ends."""

import ctypes
import sys
from ctypes import wintypes
from typing import Any

EXTENDED_LIMITS = 9
KILL_ON_CLOSE = 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = [
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", wintypes.DWORD),
        ("minimum", ctypes.c_size_t),
        ("maximum", ctypes.c_size_t),
        ("processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", wintypes.DWORD),
        ("scheduling", wintypes.DWORD),
    ]


class _ExtendedLimits(ctypes.Structure):
    _fields_ = [
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    ]


class WindowsJob:
    """Holds a process that still waits at its start gate, so that nothing it starts is outside."""

    _kernel: Any  # kernel32
    _handle: wintypes.HANDLE

    def __init__(self, popen: Any) -> None:
        if sys.platform != "win32":
            raise OSError("only Windows has job objects")
        self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
        self._handle = wintypes.HANDLE(self._kernel.CreateJobObjectW(None, None))
        limits = _ExtendedLimits()
        limits.basic.flags = KILL_ON_CLOSE
        self._kernel.SetInformationJobObject(self._handle, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        if not self._kernel.AssignProcessToJobObject(self._handle, wintypes.HANDLE(int(popen._handle))):
            raise ctypes.WinError(ctypes.get_last_error())

    def end(self) -> None:
        """End every process of the job."""
        self._kernel.TerminateJobObject(self._handle, 1)

    def __del__(self) -> None:
        self._kernel.CloseHandle(self._handle)
