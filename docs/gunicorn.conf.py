"""The application server's settings: `gunicorn pairaidance.wsgi --config docs/gunicorn.conf.py`.

No access log: addresses and search terms are nobody's business (docs/deploying.md).
"""

import ctypes
import gc
import os
import sys

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 12  # so that a quick answer need not wait for slow ones to end; each holds a connection to the database
worker_class = "gthread"
timeout = 30
accesslog = None
loglevel = "warning"
limit_request_line = 8190


def post_worker_init(worker: object) -> None:
    """Builds the bitmaps before the first visitor comes; without a database, the first request says so."""
    from django.db import DatabaseError, connection

    from initiatives import bitmaps

    try:
        bitmaps.current()
    except DatabaseError:
        pass
    finally:
        connection.close()
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again and again
    sys.setswitchinterval(0.001)  # seconds: what is quick gets its turn between what is slow
    if sys.platform == "linux":
        give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's: what building took
        if give_back:
            give_back(0)
