"""The application server's settings: `gunicorn pairaidance.wsgi --config docs/gunicorn.conf.py`.

No access log: addresses and search terms are nobody's business (docs/deploying.md).
"""

import ctypes
import gc
import os
import sys

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3  # malloc.h

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 12  # so that a quick answer need not wait for slow ones to end; each holds a connection to the database
worker_class = "gthread"
timeout = 30
accesslog = None
loglevel = "warning"
limit_request_line = 8190


OLDEST = 2  # of the generations that Python's collector looks through: seldom


def post_worker_init(worker: object) -> None:
    """Builds the bitmaps before the first visitor comes; without a database, the first request says so."""
    from django.db import DatabaseError, connection

    from initiatives import bitmaps
    from pairaidance.kit.dictionary import is_french

    allocator = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(allocator, "mallopt"):  # glibc's: two heaps for all threads, not one for each
        allocator.mallopt(M_ARENA_MAX, 2)
        allocator.mallopt(M_MMAP_THRESHOLD, 1 << 18)  # larger arrays go back at once
    is_french("pair")  # reads the list of words
    try:
        bitmaps.current()
    except DatabaseError:
        pass
    finally:
        connection.close()
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again and again
    sys.setswitchinterval(0.001)  # seconds: what is quick gets its turn between what is slow
    if hasattr(allocator, "malloc_trim"):

        def give_back(phase: str, info: dict[str, int]) -> None:
            if phase == "stop" and info["generation"] == OLDEST:
                allocator.malloc_trim(0)  # what is free between what is kept: some 20 ms, once in a hundred answers

        give_back("stop", {"generation": OLDEST})  # what building took
        gc.callbacks.append(give_back)
