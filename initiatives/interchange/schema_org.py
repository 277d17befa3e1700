"""Initiatives, training and the directory itself in schema.org's terms, as pages carry them for programs (JSON-LD).

What no source says is left out. `site` is the public address of the site, without a slash at its end.
"""

from collections.abc import Iterable
from typing import Any

from initiatives.models import Formation, Initiative
from pairaidance.kit.countries import country
from research.interchange.schema_org import address_of, without_blanks
from research.vocabulary import Publication

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def initiative(entry: Initiative, site: str) -> dict[str, Any]:
    """A structure as an organization: how to reach it, where it stands, whom it serves."""
    place = entry.place
    terms = [term.label for term in entry.terms.all() if term.publication == Publication.PUBLISHED]
    parent = entry.public_parent_label
    return without_blanks(
        {
            "@type": "Organization",
            "@id": address_of(entry, site),
            "identifier": str(entry.uuid),
            "name": entry.name,
            "alternateName": entry.other_names,
            "description": entry.summary,
            "url": entry.website,
            "email": entry.email,
            "telephone": entry.phone,
            "foundingDate": entry.started,
            "dissolutionDate": entry.ended,
            "parentOrganization": {"@type": "Organization", "name": parent} if parent else None,
            "keywords": terms,
            "address": _address(place) if place else None,
            "areaServed": [{"@type": "Place", "name": str(row)} for row in entry.coverages.all()],
        }
    )


def _address(place: Any) -> dict[str, Any]:
    named = country(place.country)
    region = place.at("region")
    locality = place.name if place.level == "commune" else ""
    return without_blanks(
        {
            "@type": "PostalAddress",
            "addressCountry": named["code"] if named else place.country,
            "addressRegion": region.name if region else "",
            "addressLocality": locality,
        }
    )


def formation(entry: Formation, site: str) -> dict[str, Any]:
    """A training programme."""
    provider = {"@type": "EducationalOrganization", "name": entry.institution} if entry.institution else None
    return without_blanks(
        {
            "@type": "EducationalOccupationalProgram",
            "@id": address_of(entry, site),
            "name": entry.name,
            "description": entry.description,
            "educationalCredentialAwarded": entry.diploma,
            "provider": provider,
        }
    )


def listing(entries: Iterable[Initiative], site: str, count: int) -> dict[str, Any]:
    """One page of results."""
    items = [
        {"@type": "ListItem", "position": at, "url": address_of(entry, site), "name": entry.name}
        for at, entry in enumerate(entries, start=1)
    ]
    return {"@type": "ItemList", "numberOfItems": count, "itemListElement": items}


def website(site: str) -> dict[str, Any]:
    """The site, and how to search it."""
    return {
        "@type": "WebSite",
        "@id": f"{site}/#site",
        "url": f"{site}/",
        "name": "Côte à côte",
        "inLanguage": ["fr", "en"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{site}/initiatives/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def dataset(site: str, api: str, modified: Any) -> dict[str, Any]:
    """The whole directory as open data; `api` is the path of its list."""
    return without_blanks(
        {
            "@type": "Dataset",
            "@id": f"{site}/donnees/",
            "name": "Annuaire de la pair-aidance",
            "description": "Des initiatives de pair-aidance, chaque valeur avec sa source.",
            "license": LICENCE,
            "inLanguage": "fr",
            "isAccessibleForFree": True,
            "dateModified": modified.date().isoformat() if modified else None,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{site}{api}"}
            ],
        }
    )
