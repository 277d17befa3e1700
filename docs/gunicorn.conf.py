"""The application server's settings: `gunicorn pairaidance.wsgi --config docs/gunicorn.conf.py`.

No access log: addresses and search terms are nobody's business (docs/deploying.md).
"""

import gc
import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
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
