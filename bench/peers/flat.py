"""The published initiatives as one flat table: what people publish with Datasette."""

import sqlite3
from pathlib import Path

# Rows are numbered by name, the order of our lists, so that Datasette's own order (by key) needs no sorting.
# `flat_terms` is there to filter by a term, the JSON columns to count them (`_facet_array`); `_search` finds the
# full-text index by the very spelling of `content="flat"`.
SCRIPT = """
CREATE TABLE flat (
    id INTEGER PRIMARY KEY, slug TEXT, name TEXT, summary TEXT, description TEXT, pays TEXT, region TEXT,
    departement TEXT, commune TEXT, statut TEXT, domaine TEXT, contrat TEXT, activity TEXT
);
CREATE TEMP TABLE numbered (id INTEGER PRIMARY KEY, initiative INTEGER UNIQUE);
INSERT INTO numbered (initiative)
    SELECT id FROM source.initiatives_initiative WHERE publication = 'published' ORDER BY sort_name, id;
CREATE TEMP TABLE held (
    initiative INTEGER, scheme TEXT, slugs TEXT, PRIMARY KEY (initiative, scheme)
) WITHOUT ROWID;
INSERT INTO held
    SELECT link.initiative_id, term.scheme, json_group_array(term.slug)
    FROM source.initiatives_initiative_terms AS link JOIN source.research_term AS term ON term.id = link.term_id
    GROUP BY 1, 2;
INSERT INTO flat
    SELECT
        numbered.id, entry.slug, entry.name, entry.summary, entry.description, place.country,
        coalesce(region.code, iif(place.level = 'region', place.code, NULL)),
        coalesce(departement.code, iif(place.level = 'departement', place.code, NULL)),
        iif(place.level = 'commune', place.code, NULL),
        coalesce((SELECT slugs FROM held WHERE initiative = entry.id AND scheme = 'statut'), '[]'),
        coalesce((SELECT slugs FROM held WHERE initiative = entry.id AND scheme = 'domaine'), '[]'),
        coalesce((SELECT slugs FROM held WHERE initiative = entry.id AND scheme = 'contrat'), '[]'),
        entry.activity
    FROM numbered
    JOIN source.initiatives_initiative AS entry ON entry.id = numbered.initiative
    LEFT JOIN source.initiatives_place AS place ON place.id = entry.place_id
    LEFT JOIN source.initiatives_place AS region ON region.id = place.region_id
    LEFT JOIN source.initiatives_place AS departement ON departement.id = place.departement_id
    ORDER BY numbered.id;
CREATE INDEX flat_pays ON flat (pays);
CREATE INDEX flat_region ON flat (region);
CREATE INDEX flat_departement ON flat (departement);
CREATE INDEX flat_commune ON flat (commune);
CREATE INDEX flat_activity ON flat (activity);
CREATE TABLE flat_terms (flat_id INTEGER REFERENCES flat (id), term TEXT, PRIMARY KEY (term, flat_id)) WITHOUT ROWID;
INSERT INTO flat_terms
    SELECT numbered.id, term.slug
    FROM source.initiatives_initiative_terms AS link
    JOIN numbered ON numbered.initiative = link.initiative_id
    JOIN source.research_term AS term ON term.id = link.term_id;
CREATE VIRTUAL TABLE flat_fts USING fts5 (
    name, summary, description, content="flat", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO flat_fts (flat_fts) VALUES ('rebuild');
INSERT INTO flat_fts (flat_fts) VALUES ('optimize');
ANALYZE main;
"""


def prepare(source: Path, target: Path) -> None:
    """Writes the flat table of the database file `source`, with its indexes, to the file `target`."""
    target.unlink(missing_ok=True)
    database = sqlite3.connect(target.resolve().as_uri(), uri=True)
    try:
        database.execute("ATTACH ? AS source", [f"{source.resolve().as_uri()}?mode=ro"])
        database.executescript(f"BEGIN; {SCRIPT} COMMIT;")
    finally:
        database.close()
