"""The same rows with the same indexes, served as other people would: what our figures are held against.

All peers get the same questions: a page of 25 and the total for a status, a domain and a région; the counts of six
facets for the same three; and, of Datasette, two words. A région holds what stands there: no peer looks, as we do, for
what says that it serves it, nor counts a facet without its own choice, so theirs is the lighter work and their totals
may be smaller. Where two ways are usual, the one that was quicker with 100,000 entries was taken; Datasette is shown as
it comes, too.
"""

import subprocess
import venv
from pathlib import Path

from bench.peers.datasette import Datasette, QuickDatasette, TunedDatasette
from bench.peers.fast_api import FastApi
from bench.peers.peer import Peer
from bench.peers.plain_drf import PlainDrf

PEERS: tuple[Peer, ...] = (Datasette(), QuickDatasette(), TunedDatasette(), PlainDrf(), FastApi())

__all__ = ["PEERS", "Peer", "install"]


def install(folder: Path) -> Path:
    """One virtual environment with what all peers need, made once; its Python."""
    wanted = sorted({requirement for peer in PEERS for requirement in peer.requirements})
    python, stamp = folder / "venv" / "bin" / "python", folder / "venv" / "installed.txt"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8").splitlines() == wanted):
        venv.create(folder / "venv", clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
        stamp.write_text("\n".join(wanted), encoding="utf-8")
    return python
