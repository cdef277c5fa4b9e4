"""What this machine has: cores, free memory, and how much a process uses.

Takes nothing, gives numbers; 0 where the system does not tell. It does not know what they are for.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_FALLBACK_MEMORY = 4_000_000_000


def cores() -> int:
    """Give the number of cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def free_memory() -> int:
    """Give the memory in bytes that programs may still take, within the container's limit where there is one."""
    limits = [_available(), _left_in_container()]
    return min((limit for limit in limits if limit), default=_FALLBACK_MEMORY)


def memory_of(process: int) -> int:
    """Give the resident memory of a process in bytes; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _available() -> int:
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return 0


def _left_in_container() -> int:
    folder = Path("/sys/fs/cgroup")
    with suppress(OSError, ValueError):
        limit = int((folder / "memory.max").read_text(encoding="ascii"))
        return max(1, limit - int((folder / "memory.current").read_text(encoding="ascii")))
    return 0
