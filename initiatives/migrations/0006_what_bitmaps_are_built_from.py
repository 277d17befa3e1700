from django.db import migrations, models

INDEX = "initiatives_with_term"  # of a table that Django makes by itself: it has no class to say it in


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0005_what_lists_walk_through"),
        ("research", "0006_topics"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="initiativecitation",
            index=models.Index(fields=["source", "subject"], name="initiatives_cited_from"),
        ),
        migrations.RunSQL(
            f"CREATE INDEX {INDEX} ON initiatives_initiative_terms (term_id, initiative_id)", f"DROP INDEX {INDEX}"
        ),
    ]
