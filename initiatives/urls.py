"""The directory's pages, and those that show both sides."""

from django.urls import path

from initiatives.views import declaration, detail, doors, finding, listing, maps, questions, site, sitemaps, sources

urlpatterns = [
    path("", site.home, name="home"),
    path("etre-soutenu/", doors.supported, name="supported"),
    path("devenir-pair-aidant/", doors.becoming, name="becoming"),
    path("professionnels/", doors.professional, name="professional"),
    path("i/<slug:short>/", site.short, name="short"),
    path("styles/", site.styles, name="styles"),
    path("initiatives/", listing.listing, name="initiatives"),
    path("initiatives/carte/", maps.map_page, name="map"),
    path("initiatives/carte/points.json", maps.points, name="map-points"),
    path("initiatives/carte/contours.json", maps.contours, name="map-contours"),
    path("initiatives/proposer/", site.propose, name="propose"),
    path("initiatives/<slug:slug>/", detail.detail, name="initiative"),
    path("initiatives/<slug:slug>/historique/", detail.history, name="history"),
    path("initiatives/<slug:slug>/corriger/", site.correct, name="correct"),
    path("recherche/", finding.finding, name="finding"),
    path("formations/", sources.formations, name="formations"),
    path("formations/<slug:slug>/", sources.formation, name="formation"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("reperes/definitions/", sources.definitions, name="definitions"),
    path("reperes/questions/", questions.questions, name="questions"),
    path("donnees/", site.data, name="data"),
    path("a-propos/", site.about, name="about"),
    path("plan-du-site/", site.site_map, name="site-map"),
    path("accessibilite/", declaration.accessibility, name="accessibility"),
    path("confidentialite/", site.privacy, name="privacy"),
]

# What programs ask for, the same in every language.
machines = [
    path("healthz", site.health, name="health"),
    path("suggestions.json", finding.suggested, name="suggestions"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:kind>-<int:part>.xml", sitemaps.sitemap_part, name="sitemap-part"),
]
