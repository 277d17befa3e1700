"""The application server's settings: `gunicorn pairaidance.wsgi --config docs/gunicorn.conf.py`.

No access log: addresses and search terms are nobody's business (docs/deploying.md).
"""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "gthread"
timeout = 30
accesslog = None
loglevel = "warning"
limit_request_line = 8190
