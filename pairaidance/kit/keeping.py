"""What a process makes once and keeps."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """One thing, kept for as long as its version is the same; never kept where the version is empty, or the thing.

    `version` is cheap and says which one is right, `make` makes it. Threads may make it at the same time, and each
    gets a whole one.
    """

    def __init__(self, make: Callable[[], T], version: Callable[[], object] = lambda: "always") -> None:
        self.make = make
        self.version = version
        self._held: tuple[object, T] | None = None

    def get(self) -> T:
        """The thing, made anew where its version is another."""
        version, held = self.version(), self._held
        if held is None or not version or held[0] != version or not held[1]:
            held = (version, self.make())
            self._held = held
        return held[1]
