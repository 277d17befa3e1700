"""The tables of ours that an initiative is read from."""

from django.db import models


class Term(models.Model):
    """A word of a vocabulary."""

    slug = models.CharField(max_length=120)
    scheme = models.CharField(max_length=15)
    label = models.CharField(max_length=150)

    class Meta:
        managed = False
        db_table = "research_term"

    def __str__(self) -> str:
        return self.slug


class Source(models.Model):
    """A document."""

    slug = models.CharField(max_length=120)
    title = models.CharField(max_length=400)

    class Meta:
        managed = False
        db_table = "research_source"

    def __str__(self) -> str:
        return self.slug


class Place(models.Model):
    """A country, a région, a département or a commune."""

    level = models.CharField(max_length=12)
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=100)
    country = models.CharField(max_length=2)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    region = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    departement = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        managed = False
        db_table = "initiatives_place"

    def __str__(self) -> str:
        return self.code


class Initiative(models.Model):
    """An initiative."""

    uuid = models.UUIDField()
    slug = models.CharField(max_length=120)
    publication = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    other_names = models.JSONField()
    sort_name = models.CharField(max_length=200)
    summary = models.TextField()
    description = models.TextField()
    terms = models.ManyToManyField(Term, db_table="initiatives_initiative_terms", related_name="initiatives")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="initiatives")
    website = models.URLField(max_length=500)
    email = models.EmailField()
    phone = models.CharField(max_length=25)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    parent_name = models.CharField(max_length=200)
    started = models.CharField(max_length=10)
    ended = models.CharField(max_length=10)
    activity = models.CharField(max_length=10)
    verified_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "initiatives_initiative"
        ordering = ["sort_name", "pk"]

    def __str__(self) -> str:
        return self.slug


class Headcount(models.Model):
    """How many peers."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="headcounts")
    count = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    as_of = models.CharField(max_length=10)
    approximate = models.BooleanField()

    class Meta:
        managed = False
        db_table = "initiatives_headcount"

    def __str__(self) -> str:
        return str(self.count)


class Coverage(models.Model):
    """Whom an initiative serves."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="coverages")
    kind = models.CharField(max_length=12)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")

    class Meta:
        managed = False
        db_table = "initiatives_coverage"

    def __str__(self) -> str:
        return self.kind


class Citation(models.Model):
    """Who says which value."""

    subject = models.ForeignKey(Initiative, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    field = models.CharField(max_length=30)
    value = models.JSONField()
    locator = models.CharField(max_length=120)
    quote = models.TextField()
    basis = models.CharField(max_length=10)
    reason = models.TextField()
    consulted_on = models.DateField()

    class Meta:
        managed = False
        db_table = "initiatives_initiativecitation"

    def __str__(self) -> str:
        return self.field
