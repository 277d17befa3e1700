"""`make bench`: what search and lists take at 100,000 and 1,000,000 entries, beside other ways to serve them.

Everything is made and installed in BENCH_FOLDER (build/bench), where databases stay for the next run. Ratios are of one
run on one machine: the same rows, indexes and questions, one server after the other, each with two processes where it
can. `SIZES=1000,100000 DATABASES=sqlite` asks for less. Figures of one machine: bench/RESULTS.md.
"""

import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench.load import Load, load
from bench.peers import PEERS, Peer, install

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("BENCH_FOLDER", ROOT / "build" / "bench")).resolve()
SIZES = [int(size) for size in os.environ.get("SIZES", "1000,100000,1000000").split(",")]
DATABASES = os.environ.get("DATABASES", "sqlite,postgresql").split(",")
PEERS_AT = 100_000
SECONDS = float(os.environ.get("SECONDS", "6"))  # of each measure
TURNS = 3  # of ours and theirs
PORT = 8123
FEW = 50  # questions: of as few, a second time says nothing new
ASKED = 200  # questions, round and round
STATUSES = ("auto-support", "benevolat", "travail-pair")
DOMAINS = ("sante-mentale", "addictions", "vih-sida", "rue-hebergement", "pauvrete")
REGIONS = ("84", "11", "93", "32", "76", "75", "44", "28", "52", "53")
WORDS = (
    "reseau", "partage", "centre", "mediateur", "structure", "formation", "experience", "projet", "social", "travail",
    "personnes", "sante", "accueil", "collectif", "pratiques", "savoir",
)  # fmt: skip
BROAD = "pair"
# Our workloads, by what a peer is asked: two words with facets stand beside its two words without.
SAME_AS_OURS = {"list": "list", "facets": "facets", "search and facets": "search"}


def database_url(vendor: str, size: int) -> str:
    """Where the directory of a size is."""
    if vendor == "sqlite":
        return f"sqlite:///{FOLDER}/{size}.sqlite3"
    return os.environ["TEST_DATABASE_URL"].replace("/postgres?", f"/bench{size}?")


def environment(vendor: str, size: int) -> dict[str, str]:
    """As in production."""
    own = {
        "DATABASE_URL": database_url(vendor, size),
        "SECRET_KEY": "bench-only-" + "x" * 50,
        "DEBUG": "false",
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **own}


def fill(vendor: str, size: int) -> None:
    """Makes the directory of a size, once."""
    made = FOLDER / f"{vendor}-{size}.made"
    if made.exists():
        return
    if vendor == "postgresql":
        import psycopg

        with psycopg.connect(**_postgres(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS bench{size}")
            connection.execute(f"CREATE DATABASE bench{size}")
    else:
        (FOLDER / f"{size}.sqlite3").unlink(missing_ok=True)
    command = [sys.executable, "-m", "bench.synthetic", str(size)]
    subprocess.run(command, cwd=ROOT, env=environment(vendor, size), check=True)
    made.touch()


def _postgres() -> dict[str, str]:
    from urllib.parse import parse_qs, urlsplit

    parts = urlsplit(os.environ["TEST_DATABASE_URL"])
    return {"user": parts.username or "tests", "host": parse_qs(parts.query)["host"][0], "dbname": "postgres"}


@contextmanager
def served(
    vendor: str, size: int, *, workers: int = 2, counted: bool = False, forgets: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Our own server."""
    application = "bench.counted" if counted or forgets else "pairaidance.wsgi"
    env = environment(vendor, size) | ({"BENCH_FORGETS": "1"} if forgets else {})
    command = [
        sys.executable, "-m", "gunicorn", application, "--config", "docs/gunicorn.conf.py", "--workers", str(workers),
        "--bind", f"127.0.0.1:{PORT}",
    ]  # fmt: skip
    with (FOLDER / "ours.log").open("ab") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        for _attempt in range(600):
            if server.poll() is not None:
                sys.exit(f"The server ended at once: see {log.name}. Is port {PORT} free?")
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/healthz"):
                    break
            except OSError:
                time.sleep(0.1)
        _wait_until_idle(server.pid)
        load(PORT, ["/api/v1/initiatives/", "/api/v1/initiatives/facets/", "/initiatives/"] * 8, clients=8)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=30)


def choices(count: int = 60) -> list[dict[str, str]]:
    """Random questions, the same for everyone."""
    chance = random.Random(7)
    return [
        {
            "statut": chance.choice(STATUSES),
            "domaine": chance.choice(DOMAINS),
            "region": chance.choice(REGIONS),
            "q": " ".join(chance.sample(WORDS, 2)),
        }
        for _number in range(count)
    ]


def ours(workload: str, choice: dict[str, str]) -> str:
    """Our address for a workload."""
    three = "&".join(f"{name}={choice[name]}" for name in ("statut", "domaine", "region"))
    words = choice["q"].replace(" ", "+")
    return {
        "list": f"/api/v1/initiatives/?{three}",
        "facets": f"/api/v1/initiatives/facets/?{three}",
        "page": f"/initiatives/?{three}",
        "search": f"/api/v1/initiatives/?q={words}",
        "search and facets": f"/api/v1/initiatives/facets/?q={words}",
    }[workload]


def row(*cells: Any) -> None:
    """One line of a table."""
    print(
        "| " + " | ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |", flush=True
    )


def beside_peers(vendor: str, size: int) -> None:
    """Answers a second, ours and others', with four clients; ours and each other's in turns, since machines waver."""
    turns = f"{TURNS} turns of {SECONDS / TURNS:.0f} s each"
    print(f"\n## {size:,} entries, {vendor}: answers a second (4 clients, {turns})\n")
    row("server", "list, 3 filters", "facets, 3 filters", "two words")
    row(*["---"] * 4)
    python = install(FOLDER)
    asked = {
        workload: [ours(workload, one) for one in choices(ASKED)] for workload in (*SAME_AS_OURS, "search", "page")
    }
    with served(vendor, size):
        for peer in PEERS:
            if vendor in peer.databases:
                _beside(peer, vendor, size, python, asked)
        page, listed, search = (_rates({PORT: asked[name]})[PORT] for name in ("page", "list", "search"))
        path = asked["page"][0]
        kept = load(PORT, [path], seconds=SECONDS, headers={"If-None-Match": _etag(path)})
        assert set(kept.statuses) == {304}
    print(f"\nPage of the list (HTML): {page:.0f} a second; two words, the list: {search:.0f} a second.")
    print(f"304: {kept.rate:.0f} a second, {kept.rate / page:.1f} × the page, {kept.rate / listed:.1f} × the list.")


def _beside(peer: Peer, vendor: str, size: int, python: Path, asked: dict[str, list[str]]) -> None:
    server = peer.start(python, database_url(vendor, size), PORT + 1, FOLDER)
    try:
        rates: dict[str, dict[int, float]] = {}
        for workload, theirs_called in SAME_AS_OURS.items():
            theirs = [peer.url(theirs_called, one) for one in choices(ASKED)]
            if theirs[0]:
                rates[workload] = _rates({PORT: asked[workload], PORT + 1: [path for path in theirs if path]})
    finally:
        server.terminate()
        server.wait(timeout=30)
    for name, port in (("ours", PORT), (peer.name, PORT + 1)):
        row(name, *(rates[workload][port] if workload in rates else "–" for workload in SAME_AS_OURS))
    quotients = (found[PORT] / found[PORT + 1] if (found := rates.get(workload)) else "–" for workload in SAME_AS_OURS)
    row(f"ours ÷ {peer.name}", *quotients)


def _rates(paths: dict[int, list[str]]) -> dict[int, float]:
    """Answers a second of each port, in turns."""
    for port, some in paths.items():
        load(port, some[:20])  # warm
    found: dict[int, list[float]] = {port: [] for port in paths}
    for _turn in range(TURNS):
        for port, every in paths.items():
            one = load(port, every, seconds=SECONDS / TURNS)
            assert set(one.statuses) == {200}, one.statuses
            found[port].append(one.rate)
    return {port: statistics.mean(rates) for port, rates in found.items()}


def _etag(path: str) -> str:
    with urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        return str(answer.headers["ETag"])


def alone(vendor: str, size: int) -> tuple[dict[str, Load], float]:
    """One client and one process: how long each kind of answer takes; and the process's memory in MB."""
    asked = choices(200)
    chance = random.Random(11)
    typed = [
        word[:length] for word in ("marseille", "gem", "saint", "alcool", "groupe", "paris") for length in (2, 3, 4)
    ]
    paths = {
        "list, 3 filters": [ours("list", one) for one in asked],
        "facets, 3 filters": [ours("facets", one) for one in asked],
        "facets, none": ["/api/v1/initiatives/facets/"] * 40,
        "list page (HTML)": [ours("page", one) for one in asked[:80]],
        "two words, facets": [ours("search and facets", one) for one in asked],
        "two words, list": [ours("search", one) for one in asked],
        "a broad word": [f"/api/v1/initiatives/?q={BROAD}", f"/api/v1/initiatives/facets/?q={BROAD}"] * 10,
        "suggestions": [f"/suggestions.json?q={chance.choice(typed)}" for _number in range(200)],
        "map, communes in view": ["/initiatives/carte/points.json?level=commune&box=45.5,4.5,46,5.2"] * 40,
    }
    found = {}
    with served(vendor, size, workers=1) as server:
        for name, many in paths.items():
            found[name] = load(PORT, many, clients=1)
            if len(set(many)) > FEW:  # the first time, rows come from the disk
                found[f"{name}, again"] = load(PORT, many, clients=1)
        first, last = _cursors(size)
        found["first cursor page"] = load(PORT, [first] * 60, clients=1)
        found["deepest cursor page"] = load(PORT, [last] * 60, clients=1)
        memory = _memory(server.pid)
    name = "list, 3 filters"
    with served(vendor, size, workers=1, forgets=True):  # as after a write: few entries fit whole in what is kept
        load(PORT, paths[name], clients=1)
        found[f"{name}, rows from the database"] = load(PORT, paths[name], clients=1)
    return found, memory


def _cursors(size: int) -> tuple[str, str]:
    """The first page of a reading from end to end, and its last full one."""
    import base64
    import json

    start = "/api/v1/initiatives/?cursor=*"
    with urlopen(f"http://127.0.0.1:{PORT}/api/v1/initiatives/?ordering=-name&page_size=30") as answer:
        end = json.load(answer)["results"][-1]
    from pairaidance.kit import french

    text = json.dumps(["name", french.sort_key(end["name"])[:200], 0], separators=(",", ":"))
    return start, f"/api/v1/initiatives/?cursor={base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}"


def _children(pid: int) -> list[str]:
    return subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()


def _wait_until_idle(pid: int) -> None:
    """Until all processes under a server have made their bitmaps: one answers while another still does."""
    used = None
    while used != (now := [Path(f"/proc/{child}/stat").read_text().split()[13] for child in _children(pid)]):
        used = now
        time.sleep(0.5)


def _memory(pid: int) -> float:
    """The resident memory of the largest process under a server, in MB."""
    texts = [Path(f"/proc/{child}/status").read_text(encoding="utf-8") for child in _children(pid)]
    return max(int(line.split()[1]) for text in texts for line in text.splitlines() if line.startswith("VmRSS")) / 1024


def at_each_size(vendor: str) -> None:
    """What grows with the number of entries."""
    print(f"\n## {vendor}, one client, one process: milliseconds, median (95th percentile)\n")
    measured = {size: alone(vendor, size) for size in SIZES}
    row("answer", *(f"{size:,} entries" for size in SIZES))
    row(*["---"] * (len(SIZES) + 1))
    for name in measured[SIZES[0]][0]:
        loads = [measured[size][0][name] for size in SIZES]
        row(name, *(f"{one.median:.1f} ({one.percentile(0.95):.1f})" for one in loads))
    row("memory", *(f"{measured[size][1]:.0f} MB" for size in SIZES))


def within(vendor: str, size: int) -> None:
    """In a process: the bitmaps made and patched, and the counts alone."""
    command = [sys.executable, "-m", "bench.within"]
    subprocess.run(command, cwd=ROOT, env=environment(vendor, size), check=True)


def many_at_once(vendor: str, size: int) -> None:
    """10,000 random combinations of facets, sixteen at once, with a probe beside."""
    import threading

    chance = random.Random(5)
    offered = {
        "statut": [*STATUSES, "non-precise"], "domaine": [*DOMAINS, "non-precise"], "region": [*REGIONS, "non-precise"],
        "contrat": ["insertion", "cdd", "cdi", "sans-contrat"], "departement": ["38", "75", "59", "13", "69"],
        "activity": ["cited", "verified"], "pays": ["FR", "BE"], "employer": ["collectivite", "service-public"],
    }  # fmt: skip
    paths = []
    for _number in range(10_000):
        names = chance.sample(sorted(offered), chance.randint(1, 4))
        pairs = [f"{name}={value}" for name in names for value in chance.sample(offered[name], chance.randint(1, 2))]
        path = chance.choice(["/initiatives/", "/api/v1/initiatives/", "/api/v1/initiatives/facets/"])
        paths.append(f"{path}?{'&'.join(pairs)}")
    with served(vendor, size, counted=True) as server:
        load(PORT, paths[:200], clients=16)
        memory, probed, done = [_memory(server.pid)], Load(), threading.Event()

        def probe() -> None:
            while not done.is_set():
                probed.seconds += load(PORT, ["/healthz"], clients=1).seconds
                time.sleep(0.05)

        beside = threading.Thread(target=probe)
        beside.start()
        found, quarter = Load(), len(paths) // 4
        for start in range(0, len(paths), quarter):  # what is kept of entries fills up, and then no more
            found += load(PORT, paths[start : start + quarter], clients=16)
            memory.append(_memory(server.pid))
        done.set()
        beside.join()
    print(f"\n## {vendor}, {size:,} entries: 10,000 random combinations of facets, 16 at once\n")
    row("statuses", "a second", "p95", "most queries", "p95 of the probe", "memory, by quarters")
    row(*["---"] * 6)
    probe_at = f"{probed.percentile(0.95):.0f} ms"
    row(
        found.statuses,
        found.rate,
        f"{found.percentile(0.95):.0f} ms",
        max(found.queries),
        probe_at,
        " → ".join(f"{one:.0f}" for one in memory) + " MB",
    )


def write_one(vendor: str, size: int) -> None:
    """A write in another process."""
    slug = f"synthetique-{random.Random().randrange(1, size)}"
    code = (
        "import django; django.setup(); from initiatives.models import Initiative;"
        f"one = Initiative.objects.get(slug={slug!r}); one.phone = '+33 {time.time_ns() % 10**9}'; one.save()"
    )
    env = {**environment(vendor, size), "DJANGO_SETTINGS_MODULE": "pairaidance.settings"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True)


def seen_by_every_worker(vendor: str, size: int) -> None:
    """A write in another process, and what the next requests say."""
    with served(vendor, size):
        path = f"/api/v1/initiatives/?q={time.time_ns()}"
        load(PORT, [path] * 40, clients=8)
        etag = _etag("/api/v1/initiatives/")
        write_one(vendor, size)
        found = load(PORT, ["/api/v1/initiatives/"] * 40, clients=8, headers={"If-None-Match": etag})
    print(f"\n{vendor}, {size:,} entries: after a write, 40 requests to two processes: {found.statuses}; ", end="")
    print(f"the slowest, which patches, took {max(found.seconds) * 1000:.0f} ms.")


def main() -> int:
    """Prints the tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=environment("sqlite", 0), check=True)
    day = datetime.now(tz=UTC).date()
    print(f"{day}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    steps: list[Callable[[str], None]] = [
        lambda vendor: [fill(vendor, size) for size in SIZES] and None,
        lambda vendor: beside_peers(vendor, PEERS_AT) if PEERS_AT in SIZES else None,
        at_each_size,
        lambda vendor: within(vendor, SIZES[-1]),
        lambda vendor: many_at_once(vendor, SIZES[-1]),
        lambda vendor: seen_by_every_worker(vendor, SIZES[-1]),
    ]
    for vendor in DATABASES:
        for step in steps:
            step(vendor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
