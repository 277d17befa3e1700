"""What a process makes once and keeps."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """One thing, kept for as long as its version is the same; never kept where the version is empty, or the thing.

    `version` is cheap and says which one is right, `make` makes it: one thread does, the others wait for it.
    """

    def __init__(self, make: Callable[[], T], version: Callable[[], object] = lambda: "always") -> None:
        self.make = make
        self.version = version
        self._held: tuple[object, T] | None = None
        self._making = Lock()

    def get(self) -> T:
        """The thing, made anew where its version is another."""
        version = self.version()
        held = self._of(version)
        if held is None:
            with self._making:
                held = self._of(version) or (version, self.make())
                self._held = held
        return held[1]

    def _of(self, version: object) -> tuple[object, T] | None:
        """What is held, where it is right."""
        held = self._held
        return held if held and version and held[0] == version and held[1] else None
