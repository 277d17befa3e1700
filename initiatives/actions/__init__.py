"""Writes over several rows that belong to the directory alone; those of every entry are in research.actions."""
