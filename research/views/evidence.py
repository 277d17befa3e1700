"""The map of evidence: studies by where they were done and by what they looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from research.models import Finding, Study
from research.vocabulary import Direction, StudyState


@dataclass(frozen=True)
class Mark:
    """One study in one cell, and what it found there: the words of the finding, and which way, where a source says."""

    study: Study
    finding: Finding | None = None

    @property
    def published(self) -> bool:
        """Whether it had been published when its source spoke of it."""
        return self.study.state == StudyState.PUBLISHED

    @property
    def direction(self) -> str:
        """Which way the finding points; nothing where no source says."""
        return str(Direction(self.finding.direction).label) if self.finding and self.finding.direction else ""

    @property
    def url(self) -> str:
        """The finding where there is one, else the study."""
        return self.finding.get_absolute_url() if self.finding else self.study.get_absolute_url()


@dataclass
class Row:
    """One setting, with a cell for each outcome, in the table's order; an empty cell has no mark."""

    setting: str
    cells: list[list[Mark]] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Rows by setting, columns by outcome. A blank setting or outcome is one that no source says; it comes last."""

    outcomes: list[str]
    rows: list[Row]


def table(studies: Iterable[Study], findings: Iterable[Finding]) -> Table:
    """Every study once for each outcome that it looked at; once under « no outcome » where no source says one."""
    by_study: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.study_id:
            by_study.setdefault(finding.study_id, []).append(finding)
    placed: dict[str, dict[str, list[Mark]]] = {}
    for study in studies:
        found = by_study.get(study.pk, [])
        marks = [(finding.outcome, Mark(study, finding)) for finding in found]
        said = {outcome for outcome, _mark in marks}
        marks += [(outcome, Mark(study)) for outcome in study.outcomes if outcome not in said]
        for outcome, mark in marks or [("", Mark(study))]:
            placed.setdefault(study.setting, {}).setdefault(outcome, []).append(mark)
    outcomes = list(dict.fromkeys(outcome for cells in placed.values() for outcome in cells))
    columns = sorted(outcomes, key=lambda outcome: (outcome == "", outcomes.index(outcome)))
    settings = sorted(placed, key=lambda setting: (setting == "", all(not outcome for outcome in placed[setting])))
    return Table(
        columns, [Row(setting, [placed[setting].get(outcome, []) for outcome in columns]) for setting in settings]
    )
