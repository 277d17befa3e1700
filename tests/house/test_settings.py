"""Settings come from the environment; what is missing or malformed is a clear stop at start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 60


def check(**env: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` with nothing in the environment but what is given."""
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "pairaidance.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**kept, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_key_is_enough() -> None:
    assert check(SECRET_KEY=KEY).returncode == 0


@pytest.mark.parametrize(
    ("env", "message"),
    [
        ({}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY has 5 characters"),
        ({"SECRET_KEY": KEY, "DEBUG": "perhaps"}, "DEBUG must be true or false"),
        ({"SECRET_KEY": KEY, "SITE_URL": "annuaire.example"}, "SITE_URL must look like"),
        ({"SECRET_KEY": KEY, "SITE_URL": "https://annuaire.example/sous/"}, "SITE_URL must look like"),
        ({"SECRET_KEY": KEY, "SITE_URL": "http://a:99999999"}, "SITE_URL must look like"),
        ({"SECRET_KEY": KEY, "CONTACT_EMAIL": "nobody"}, "CONTACT_EMAIL must be an e-mail address"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must look like"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "nonsense"}, "DATABASE_URL must look like"),
        ({"SECRET_KEY": KEY, "ALLOWED_HOSTS": "https://a.example"}, "ALLOWED_HOSTS takes host names"),
    ],
)
def test_what_is_wrong_stops_the_start_and_is_named(env: dict[str, str], message: str) -> None:
    stopped = check(**env)

    assert stopped.returncode == 1
    assert message in stopped.stderr


@pytest.mark.parametrize("name", ["CONTACT_EMAIL", "SITE_URL"])
def test_deploying_without_a_way_in_is_warned_of(name: str) -> None:
    env = {"SECRET_KEY": KEY, "SITE_URL": "https://a.example", "CONTACT_EMAIL": "equipe@a.example", "DEBUG": "false"}
    del env[name]

    said = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"], cwd=ROOT, env={"PATH": os.environ["PATH"], **env},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert f"{name} is not set" in said.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "CONTACT_EMAIL"])
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["make run", "make test", "make check", "make bench", "make account"])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`{command}`" in (ROOT / "README.md").read_text(encoding="utf-8")
