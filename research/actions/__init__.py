"""Writes over several models: keyword-only, one transaction, the journal's line inside."""

from research.actions.publication import publish, withdraw
from research.actions.revision import conclude, entry_saved, revision, snapshot
from research.actions.save import save_record

__all__ = ["conclude", "entry_saved", "publish", "revision", "save_record", "snapshot", "withdraw"]
