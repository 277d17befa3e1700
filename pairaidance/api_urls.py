"""The API's addresses: both apps' resources under one roof."""

from django.urls import path
from rest_framework.routers import DefaultRouter

from initiatives.api.v1 import views as directory
from initiatives.api.v1.search import SearchView
from research.api.v1 import views as research

router = DefaultRouter(use_regex_path=True)
router.include_format_suffixes = False
router.register("initiatives", directory.InitiativeViewSet, basename="initiatives")
router.register("formations", directory.FormationViewSet, basename="formations")
router.register("terms", research.TermViewSet, basename="terms")
router.register("sources", directory.SourceViewSet, basename="sources")
router.register("studies", research.StudyViewSet, basename="studies")
router.register("findings", research.FindingViewSet, basename="findings")
router.register("landmarks", research.LandmarkViewSet, basename="landmarks")
router.register("consultations", research.ConsultationViewSet, basename="consultations")
router.register("questions", research.QuestionViewSet, basename="questions")
router.register("testimonies", research.TestimonyViewSet, basename="testimonies")
router.register("figures", research.FigureViewSet, basename="figures")
router.register("regions", directory.RegionViewSet, basename="regions")
router.register("departements", directory.DepartementViewSet, basename="departements")
router.register("communes", directory.CommuneViewSet, basename="communes")

app_name = "api"
urlpatterns = [path("search/", SearchView.as_view(), name="search"), *router.urls]
