"""Names of statuses in the style sheets."""

from __future__ import annotations

from generator.compute.attainment import Status
from generator.model.method import Band
from generator.model.reports import RecommendationStatus

CSS: dict[Band | Status, str] = {
    Band.LOW: "bajo",
    Band.MEDIUM: "medio",
    Band.HIGH: "alto",
    Status.VALUE: "vr",
    Status.NOT_PROGRAMMED: "sp",
    Status.NOT_REPORTED: "sr",
    Status.NOT_APPLICABLE: "na",
    Status.NOT_DUE: "pv",
    Status.COVERED: "na",
}
RECOMMENDATION_CSS: dict[RecommendationStatus, str] = {
    RecommendationStatus.PENDING: "pv",
    RecommendationStatus.IN_PROGRESS: "medio",
    RecommendationStatus.DONE: "alto",
    RecommendationStatus.DROPPED: "na",
}
