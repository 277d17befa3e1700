"""Every page that a visitor may come to see: the one list that all page tests walk through."""

from dataclasses import dataclass

# Addresses of made-up entries (plant.py).
FULL = "maison-des-pairs-d-exemple"
BRIEF = "groupe-d-exemple-01"
DRAFT = "brouillon-d-exemple"
WITHDRAWN = "fiche-retiree-d-exemple"
CLOSED = "cafe-ferme-d-exemple"
OLD, NEW = "ancien-nom-d-exemple", "nouveau-nom-d-exemple"
REPORT = "rapport-d-exemple"

WIDTHS = (320, 1280)  # CSS pixels: the narrowest screen that WCAG 1.4.10 asks for, and a desk
MANY_FIELDS = "&".join(["a"] * 1001)  # one more than Django reads


@dataclass(frozen=True)
class Page:
    """One address and what it answers; `name` is also that of its screenshot."""

    name: str
    path: str
    status: int = 200
    method: str = "GET"
    noindex: bool = False

    def __str__(self) -> str:
        return self.name


PAGES = (
    Page("accueil", "/"),
    Page("etre-soutenu", "/etre-soutenu/"),
    Page("devenir-pair-aidant", "/devenir-pair-aidant/"),
    Page("professionnels", "/professionnels/"),
    Page("liste", "/initiatives/"),
    Page("liste-page-2", "/initiatives/?page=2"),
    Page("liste-choix", "/initiatives/?statut=travail-pair&pays=FR"),
    Page("liste-tous-les-choix", "/initiatives/?q=maison&commune=97411&near=-20.9,55.4&modified_after=2020-01-01"),
    Page("liste-vide", "/initiatives/?statut=auto-support&commune=97411"),
    Page("liste-homonymes", "/initiatives/?lieu=Saint-Denis"),
    Page("carte-homonymes", "/initiatives/carte/?q=suicide+saint+denis"),
    Page("recherche-homonymes", "/recherche/?q=suicide+saint+denis"),
    Page("liste-lieu-inconnu", "/initiatives/?lieu=Nullepart-sur-Rien", 400),
    Page("liste-valeur-fausse", "/initiatives/?statut=astronaute", 400),
    Page("carte", "/initiatives/carte/"),
    Page("carte-choix", "/initiatives/carte/?statut=travail-pair"),
    Page("carte-valeur-fausse", "/initiatives/carte/?statut=astronaute", 400),
    Page("proposer", "/initiatives/proposer/"),
    Page("initiative", "/initiatives/un-chez-soi-d-abord/"),
    Page("initiative-remplie", f"/initiatives/{FULL}/"),
    Page("initiative-breve", f"/initiatives/{BRIEF}/"),
    Page("initiative-fermee", f"/initiatives/{CLOSED}/"),
    Page("historique", f"/initiatives/{FULL}/historique/", noindex=True),
    Page("corriger", f"/initiatives/{FULL}/corriger/", noindex=True),
    Page("recherche", "/recherche/"),
    Page("recherche-resultats", "/recherche/?q=r%C3%A9tablissement"),
    Page("recherche-detresse", "/recherche/?q=je+veux+mourir"),
    Page("liste-detresse", "/initiatives/?q=mon+fils+a+pris+trop+de+comprim%C3%A9s"),
    Page("recherche-rien", "/recherche/?q=gem+lile"),
    Page("liste-comprise", "/initiatives/?q=alcolique+saint-denis"),
    Page("en-recherche", "/en/recherche/?q=savoie"),
    Page("formations", "/formations/"),
    Page("formation", "/formations/du-mediateur-de-sante-pair/"),
    Page("sources", "/sources/"),
    Page("source", "/sources/pair-aidance-2016/"),
    Page("source-remplie", f"/sources/{REPORT}/"),
    Page("etudes", "/etudes/"),
    Page("etude", "/etudes/lawn-smith-2008/"),
    Page("reperes", "/reperes/"),
    Page("definitions", "/reperes/definitions/"),
    Page("histoire", "/reperes/histoire/"),
    Page("consultations", "/reperes/consultations/"),
    Page("chiffres", "/reperes/chiffres/"),
    Page("questions", "/reperes/questions/"),
    Page("temoignages", "/reperes/temoignages/"),
    Page("donnees", "/donnees/"),
    Page("a-propos", "/a-propos/"),
    Page("plan-du-site", "/plan-du-site/"),
    Page("accessibilite", "/accessibilite/"),
    Page("confidentialite", "/confidentialite/"),
    Page("400", f"/initiatives/?{MANY_FIELDS}", 400),
    Page("403", "/admin/login/", 403, "POST"),  # a form sent without its token
    Page("404", "/rien-a-cette-adresse/", 404),
    Page("404-brouillon", f"/initiatives/{DRAFT}/", 404),
    Page("410", f"/initiatives/{WITHDRAWN}/", 410),
    Page("en-accueil", "/en/"),
    Page("en-etre-soutenu", "/en/etre-soutenu/"),
    Page("en-devenir-pair-aidant", "/en/devenir-pair-aidant/"),
    Page("en-professionnels", "/en/professionnels/"),
    Page("en-liste", "/en/initiatives/"),
    Page("en-liste-choix", "/en/initiatives/?statut=travail-pair&pays=FR"),
    Page("en-liste-vide", "/en/initiatives/?statut=auto-support&commune=97411"),
    Page("en-liste-valeur-fausse", "/en/initiatives/?statut=astronaute", 400),
    Page("en-carte", "/en/initiatives/carte/"),
    Page("en-initiative-remplie", f"/en/initiatives/{FULL}/"),
    Page("en-formations", "/en/formations/"),
    Page("en-etudes", "/en/etudes/"),
    Page("en-etude", "/en/etudes/lawn-smith-2008/"),
    Page("en-source", "/en/sources/pair-aidance-2016/"),
    Page("en-definitions", "/en/reperes/definitions/"),
    Page("en-histoire", "/en/reperes/histoire/"),
    Page("en-consultations", "/en/reperes/consultations/"),
    Page("en-chiffres", "/en/reperes/chiffres/"),
    Page("en-questions", "/en/reperes/questions/"),
    Page("en-donnees", "/en/donnees/"),
    Page("en-a-propos", "/en/a-propos/"),
    Page("en-accessibilite", "/en/accessibilite/"),
    Page("en-confidentialite", "/en/confidentialite/"),
    Page("en-404", "/en/nothing-here/", 404),
)
