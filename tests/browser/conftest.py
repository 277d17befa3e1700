"""A site as in production for each worker, in its own process on its own file, and visitors with a real browser."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
CONTACT = "equipe@exemple.invalid"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
GUNICORN = (sys.executable, "-m", "gunicorn", "pairaidance.wsgi", "--config", "docs/gunicorn.conf.py")
PATIENCE = 60  # seconds
HEIGHT = 900
Colors = Literal["light", "dark"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {
    "runOnly": {"type": "tag", "values": AXE_TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def environment(database: Path, port: int = 80) -> dict[str, str]:
    """What the site is started with: nothing of the tests' own settings, so that it runs as in production."""
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "browser-tests-only-" + "x" * 50,
        "DATABASE_URL": f"sqlite:///{database}",
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "SITE_URL": f"http://{HOST}:{port}",
        "CONTACT_EMAIL": CONTACT,
        "WEB_CONCURRENCY": "1",
    }


def manage(database: Path, *arguments: str) -> str:
    """The output of a management command on a database."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(database), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone among the workers."""
    with (folder / "browser.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A worker's own seeded and planted file; the first worker makes it, the others copy it."""
    own = tmp_path_factory.mktemp("site") / "site.sqlite3"
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    first = shared / "first.sqlite3"
    with locked(shared):
        if not first.exists():
            make_database(shared / "unfinished.sqlite3").rename(first)
    shutil.copy(first, own)
    return own


def make_database(path: Path) -> Path:
    """Migrates, seeds and plants; and collects the static files, which the site doesn't start without."""
    manage(path, "collectstatic", "--noinput", "--verbosity=0")
    manage(path, "migrate", "--verbosity=0")
    manage(path, "seed")
    manage(path, "shell", "-c", "from tests.browser.plant import plant; plant()")
    return path


@pytest.fixture(scope="session")
def site(database: Path) -> Iterator[str]:
    """The address of a running site.

    The socket is opened here and handed over, so that no other process can take the port in between.
    """
    log = database.with_name("gunicorn.log")
    with socket.create_server((HOST, 0)) as listening, log.open("w") as output:
        port = listening.getsockname()[1]
        process = subprocess.Popen(
            [*GUNICORN, "--bind", f"fd://{listening.fileno()}"],
            cwd=ROOT,
            env=environment(database, port),
            pass_fds=[listening.fileno()],
            stdout=output,
            stderr=output,
        )
        try:
            wait_for(f"http://{HOST}:{port}/healthz", process, log)
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Where paths start for the browser's fixtures; their own fixture of this name warns with pytest 9."""
    return site


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns once the site answers. Fails with its log where it doesn't start."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310  (our own http address)
                assert answer.read() == b"ok"
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the site doesn't answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, as tests/browser/setup.sh finds or installs it."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium: run tests/browser/setup.sh"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": found, "args": arguments}


class Visitor:
    """Somebody with a browser: what they see, and what the site does behind their back.

    They keep one tab for all their visits, since a new one costs more than a page; each visit starts without traces.
    """

    def __init__(self, browser: Browser, site: str, *, scripts: bool) -> None:
        self.scripts = scripts
        self.width = 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.context = browser.new_context(base_url=site, java_script_enabled=scripts)
        self.page = self.context.new_page()
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def arrive(self, width: int, *, colors: Colors = "light") -> "Visitor":
        """Starts a visit on a screen of this width that asks for these colours."""
        self.page.goto("about:blank")
        self.page.unroute_all()
        self.context.clear_cookies()
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(media="screen", color_scheme=colors)
        self.width = width
        self.requests.clear()
        self.errors.clear()
        return self

    def open(self, path: str, *, status: int = 200, method: str = "GET") -> Any:
        """The page at a path, once it has answered with `status`."""
        if method != "GET":
            self.page.route(f"**{path}", lambda route: route.continue_(method=method, post_data=""))
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status
        return self.page

    def _said(self, message: ConsoleMessage) -> None:
        """Chromium also reports the status of the page itself, which `open` has looked at."""
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type in {"error", "warning"} and not own_status:
            self.errors.append(f"{message.text} ({message.location['url']})")

    @property
    def strangers(self) -> list[str]:
        """The requests that went to another host."""
        return [url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).hostname != HOST]

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate(WIDER_THAN_SCREEN))

    def open_all(self) -> None:
        """Opens everything that is folded, so that nothing hides from a check."""
        self.page.evaluate(OPEN_ALL)

    def axe(self) -> str:
        """What axe has against the page, as people read it; nothing where all is well."""
        results = Axe().run(self.page, options=AXE)
        return results.generate_report() if results.violations_count else ""

    def photograph(self, name: str) -> None:
        """Keeps a picture in test-results/screenshots/, where SCREENSHOTS=1 asks for it."""
        if os.environ.get("SCREENSHOTS") == "1":
            ending = "" if self.scripts else "-sans-javascript"
            self.page.screenshot(
                path=ROOT / f"test-results/screenshots/{name}-{self.width}{ending}.png", full_page=True
            )

    def assert_undisturbed(self) -> None:
        """Nobody else was told of the visit, nothing was left behind, nothing broke."""
        assert self.strangers == []
        assert self.context.cookies() == []
        assert self.errors == []


@pytest.fixture(scope="session")
def visitors(browser: Browser, site: str) -> Iterator[dict[bool, Visitor]]:
    """One with scripts and one without, for each worker."""
    everybody = {scripts: Visitor(browser, site, scripts=scripts) for scripts in (True, False)}
    yield everybody
    for one in everybody.values():
        one.context.close()


@pytest.fixture
def visitor(visitors: dict[bool, Visitor]) -> Callable[..., Visitor]:
    """`visitor(320, scripts=False, colors="dark")` → somebody who arrives with such a browser."""

    def come(width: int, *, scripts: bool = True, colors: Colors = "light") -> Visitor:
        return visitors[scripts].arrive(width, colors=colors)

    return come


@pytest.fixture
def run(database: Path) -> Callable[[str], str]:
    """`run("print(1)")` → what this Python prints inside the project, on a database like the site's."""
    return lambda code: manage(database, "shell", "-c", code)


@pytest.fixture
def contact(site: str) -> str:
    """The curators' address, as the site was told."""
    return CONTACT
