"""The pages of the research side alone; those that show both sides are in initiatives.urls."""

from django.urls import path

from research.views import landmarks, studies

urlpatterns = [
    path("etudes/", studies.studies, name="studies"),
    path("etudes/<slug:slug>/", studies.study, name="study"),
    path("reperes/", landmarks.index, name="reperes"),
    path("reperes/histoire/", landmarks.history, name="landmarks"),
    path("reperes/consultations/", landmarks.consultations, name="consultations"),
    path("reperes/chiffres/", landmarks.figures, name="figures"),
    path("reperes/temoignages/", landmarks.testimonies, name="testimonies"),
]
