"""The search's index: which initiatives hold a stem, and what each was indexed as."""

from django.db import models


class Posting(models.Model):
    """The initiatives that hold a stem in a column, as a roaring bitmap of their keys; of one chunk of all keys.

    Chunks keep a write small: of a million initiatives, it touches 8 KB a stem at most.
    """

    stem = models.CharField(max_length=100)
    column = models.PositiveSmallIntegerField()  # of `search.analysis.COLUMNS`
    chunk = models.PositiveIntegerField()
    keys = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stem", "column", "chunk"], name="initiatives_posting_once")]

    def __str__(self) -> str:
        return f"{self.stem} {self.column} {self.chunk}"


class Indexed(models.Model):
    """What an initiative was indexed as, by its key: the stems of each column, a line each."""

    key = models.BigIntegerField(primary_key=True)  # of the initiative
    stems = models.TextField()

    def __str__(self) -> str:
        return str(self.key)
