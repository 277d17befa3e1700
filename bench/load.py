"""A client on this machine: so many at once ask a server for so long, and how long each answer took."""

import http.client
import itertools
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass
class Load:
    """What was measured: seconds of each answer, statuses, what headers said, and over how long."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    queries: list[int] = field(default_factory=list)
    took: float = 0.0

    def __add__(self, other: "Load") -> "Load":
        """One after the other."""
        statuses = dict(Counter(self.statuses) + Counter(other.statuses))
        return Load(self.seconds + other.seconds, statuses, self.queries + other.queries, self.took + other.took)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.took

    def percentile(self, share: float) -> float:
        """Milliseconds that a share of the answers took at most."""
        return sorted(self.seconds)[min(int(len(self.seconds) * share), len(self.seconds) - 1)] * 1000

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1000


def load(
    port: int, paths: Iterable[str], *, clients: int = 4, seconds: float | None = None, headers: Mapping[str, str] = {}
) -> Load:
    """Asks for each path once, or for as long as `seconds` say, round and round."""
    waiting = iter(paths) if seconds is None else itertools.cycle(list(paths))
    lock, found = threading.Lock(), Load()
    start = time.perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while seconds is None or time.perf_counter() - start < seconds:
            with lock:
                path = next(waiting, None)
            if path is None:
                break
            began = time.perf_counter()
            connection.request("GET", path, headers={"Connection": "keep-alive", **headers})
            answer = connection.getresponse()
            answer.read()
            took = time.perf_counter() - began
            with lock:
                found.seconds.append(took)
                found.statuses[answer.status] = found.statuses.get(answer.status, 0) + 1
                if answer.getheader("X-Queries"):
                    found.queries.append(int(answer.getheader("X-Queries") or 0))
        connection.close()

    threads = [threading.Thread(target=ask) for _number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.took = time.perf_counter() - start
    return found
