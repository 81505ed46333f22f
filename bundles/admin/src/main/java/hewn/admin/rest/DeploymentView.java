package hewn.admin.rest;

import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Review;
import hewn.pipeline.TrafficShare;
import hewn.pipeline.VersionLabel;
import hewn.placement.Placement;
import hewn.placement.PlanDecision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A generation at one moment, with what it did so far. */
record DeploymentView(
        long generation,
        String model,
        long version,
        Optional<String> label,
        Optional<Double> share,
        String state,
        boolean active,
        boolean ended,
        String progress,
        Optional<FailureView> failure,
        List<StepView> history,
        Optional<String> strategy,
        List<AttemptView> attempts,
        Optional<PlacementView> placement,
        List<StageView> stages,
        OptionalLong shippedBytes,
        Optional<ReviewView> review,
        Optional<StatisticsView> statistics) {
    static DeploymentView of(GenerationStatus status, PipelineSwitch pipelines) {
        Optional<PipelineStatistics> statistics = pipelines.statistics(status.number());
        Optional<TrafficShare> traffic = pipelines.traffic(status.number());
        return new DeploymentView(
                status.number(),
                status.model().name(),
                status.model().version(),
                traffic.map(TrafficShare::label).map(VersionLabel::text),
                traffic.map(TrafficShare::share),
                status.state().name(),
                status.state().isActive(),
                status.state().isEnded(),
                status.progress(),
                status.failure().map(f -> new FailureView(f.code(), f.message(), f.remedy())),
                status.history().stream()
                        .map(s -> new StepView(s.state().name(), s.at().toString()))
                        .toList(),
                status.strategy(),
                status.attempts().stream().map(AttemptView::of).toList(),
                status.placement().map(PlacementView::of),
                StageView.of(status, statistics),
                status.shippedBytes(),
                status.review().map(ReviewView::of),
                statistics.map(StatisticsView::of));
    }

    /** Why a generation does not serve. */
    record FailureView(String code, String error, String remedy) {}

    /** What became of the last comparison with another plan. */
    record ReviewView(String at, String cause, boolean moves, String verdict) {
        static ReviewView of(Review review) {
            return new ReviewView(review.at().toString(), review.cause(), review.moves(), review.verdict());
        }
    }

    /** A strategy that was asked, and what became of it. */
    record AttemptView(String strategy, String result, double tookSeconds) {
        static AttemptView of(PlanDecision.Attempt attempt) {
            return new AttemptView(
                    attempt.strategy(), attempt.result(), attempt.took().toNanos() / 1e9);
        }
    }

    /** A state and when it was entered, as ISO 8601 has it. */
    record StepView(String state, String at) {}

    /** What was predicted of a placement as a whole, for one sample. */
    record PlacementView(
            String explanation,
            double bottleneckSeconds,
            double latencySeconds,
            double throughputPerSecond,
            long bytesMoved,
            boolean layersMeasured,
            Optional<Double> lowerBoundSeconds,
            boolean provenOptimal) {
        static PlacementView of(Placement placement) {
            return new PlacementView(
                    placement.explanation(),
                    placement.prediction().bottleneckSeconds(),
                    placement.prediction().latencySeconds(),
                    finite(placement.prediction().throughputPerSecond()),
                    placement.prediction().bytesMoved(),
                    placement.prediction().layersMeasured(),
                    placement.bound().map(Placement.Bound::lowerBoundSeconds),
                    placement.bound().map(Placement.Bound::optimal).orElse(false));
        }

        /** JSON knows no infinity, which an empty model promises. */
        private static double finite(double value) {
            return Double.isFinite(value) ? value : 0;
        }
    }

    /** What a generation did. */
    record StatisticsView(
            long answers, long rejections, long repetitions, int inFlight, int waiting, PercentilesView latency) {
        static StatisticsView of(PipelineStatistics statistics) {
            return new StatisticsView(
                    statistics.answers(),
                    statistics.rejections(),
                    statistics.repetitions(),
                    statistics.inFlight(),
                    statistics.waiting(),
                    PercentilesView.of(statistics.latency()));
        }
    }

    /** Of the last requests. */
    record PercentilesView(double p50Seconds, double p95Seconds, double p99Seconds) {
        static PercentilesView of(PipelineStatistics.Percentiles percentiles) {
            return new PercentilesView(
                    percentiles.p50().toNanos() / 1e9,
                    percentiles.p95().toNanos() / 1e9,
                    percentiles.p99().toNanos() / 1e9);
        }
    }
}
