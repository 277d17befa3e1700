"""The edition of the data: one number that every write raises, and what each raise was about.

Whatever is kept in a process (bitmaps, a lexicon) or by a reader (an ETag) is kept for one edition.
"""

import secrets
from collections.abc import Callable, Collection
from contextvars import ContextVar
from functools import partial
from typing import ClassVar, Generic, NamedTuple, TypeVar

from django.db import connection, models, transaction
from django.db.models import F

K = TypeVar("K")
T = TypeVar("T")
KEPT = 20_000  # lines of the log: who is further behind reads everything anew


class State(NamedTuple):
    """One edition. The token is of chance: after a restored backup, the same number is not the same data."""

    number: int
    token: str


# The edition that a request read when it began: it answers from this one throughout.
reading: ContextVar[State | None] = ContextVar("reading", default=None)


class Edition(models.Model):
    """The one row that says which edition the data is."""

    ONLY: ClassVar[int] = 1

    number = models.BigIntegerField(default=0)
    token = models.CharField(max_length=16, default="")

    class Meta:
        constraints = [models.CheckConstraint(name="research_edition_only", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> State:
        """The edition of this request, or of this moment."""
        held = reading.get()
        if held is not None:
            return held
        with connection.cursor() as cursor:  # as plain as can be: every request begins with it
            cursor.execute(f"SELECT number, token FROM {cls._meta.db_table} WHERE id = {cls.ONLY}")  # noqa: S608  (constants)
            row = cursor.fetchone()
        return State(*row) if row else State(0, "")

    @classmethod
    def advance(cls, kind: str, subjects: Collection[int] = (), say: Callable[[], str] = str) -> None:
        """Raises the number, in the transaction of the write. Without `subjects`, any of the kind may have changed.

        The row stays locked until the transaction ends, so that editions are committed in their order. `say` is asked
        under that lock what the write said of the subjects, for `Touched.said`; not where the write was no transaction:
        another may have been made since, whose line came first.
        """
        whole = connection.in_atomic_block
        with transaction.atomic():
            cls._advance(kind, subjects, say if whole else str)

    @classmethod
    def _advance(cls, kind: str, subjects: Collection[int], say: Callable[[], str]) -> None:
        token = secrets.token_hex(8)
        if not cls.objects.filter(pk=cls.ONLY).update(number=F("number") + 1, token=token):
            cls.objects.create(pk=cls.ONLY, number=1, token=token)
        number = cls.objects.values_list("number", flat=True).get(pk=cls.ONLY)
        line = partial(Touched, number=number, token=token, kind=kind, said=say())
        Touched.objects.bulk_create(line(subject=subject) for subject in (*subjects,) or (None,))
        if number % (KEPT // 10) == 0:
            last = Touched.objects.order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
            Touched.objects.filter(pk__lte=max(last, default=0)).delete()


class Kept(Generic[K, T]):
    """What a process has read, by some key, for as long as the data is of one edition."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: tuple[str, dict[K, T]] = ("", {})

    def of(self, keys: Collection[K], read: Callable[[list[K]], dict[K, T]]) -> dict[K, T]:
        """Those with these keys; `read` gives the ones that are not held."""
        token = Edition.current().token
        edition, held = self._held
        if edition != token or not token:  # without a token, nothing tells when they change
            held = {}
            self._held = (token, held)
        found = {key: one for key in keys if (one := held.get(key)) is not None}  # another thread may clear it
        if missing := [key for key in keys if key not in found]:
            found |= (new := read(missing))
            if len(held) > self.most:
                held.clear()
            held.update(new)
        return found

    def clear(self) -> None:
        """Forgets all of it."""
        self._held = ("", {})


class Touched(models.Model):
    """One line of the log of editions: a subject that a write touched; None for any of its kind.

    `said` is what was written, as whoever keeps something derived from it likes to be told; empty where nobody said.
    """

    number = models.BigIntegerField(db_index=True)
    token = models.CharField(max_length=16)
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField(null=True)
    said = models.TextField(db_default="")  # also for what still runs the version before

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.subject or ''}".strip()
