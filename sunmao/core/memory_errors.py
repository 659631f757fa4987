"""Signs of short memory: by Python, by libraries, by the system that loads them."""

import mmap

PROBE = 256 * 2**20  # bytes; who cannot have so many will not get far
# What is said where no MemoryError is raised: torch's allocators, oneDNN, OpenCV, Python's threads …
SIGNS = (
    "DefaultCPUAllocator",
    "not enough memory",
    "out of memory",
    "bad_alloc",
    "could not create a",
    "could not execute a primitive",
    "Insufficient memory",
    "can't start new thread",
)
# … and the loaders of libraries: Linux, macOS, Windows (error 1455).
LOADING = (
    "failed to map segment",
    "cannot allocate memory",
    "Cannot allocate memory",
    "paging file is too small",
    "页面文件太小",
)


def is_out_of_memory(error: BaseException | None) -> bool:
    """Whether this error says that memory is short, or one on top of which it came, as when torch closes a file half
    written.
    """
    return error is not None and (says_out_of_memory(error) or is_out_of_memory(error.__context__))


def says_out_of_memory(error: BaseException) -> bool:
    """Whether this error itself says that memory is short."""
    if isinstance(error, SystemError):  # Python's own, where an allocation failed unnoticed
        return is_memory_short()
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in (*SIGNS, *LOADING))


def is_too_large_to_load(error: BaseException) -> bool:
    """Whether a library could not be loaded because memory is short."""
    if isinstance(error, SystemError):
        return is_memory_short()
    return isinstance(error, (ImportError, OSError)) and any(sign in str(error) for sign in LOADING)


def is_memory_short() -> bool:
    """Whether the system gives this program no room for a small piece of work."""
    try:
        mmap.mmap(-1, PROBE).close()
    except (OSError, MemoryError):
        return True
    return False
