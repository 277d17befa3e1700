"""The project's wiring, and its kit of leaf helpers."""
