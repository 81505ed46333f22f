package hewn.admin.rest;

import hewn.fleet.DeviceId;
import hewn.pipeline.CanaryComparison;
import hewn.pipeline.CutOff;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceService;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.PipelineStatistics.Percentiles;
import hewn.pipeline.PipelineStatistics.StageStatistics;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import hewn.pipeline.TrafficShare;
import hewn.pipeline.VersionLabel;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Knows statistics of generation 1 and does nothing. */
final class FakeSwitch implements PipelineSwitch {
    private static final Percentiles MILLIS =
            new Percentiles(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));

    @Override
    public Optional<PipelineStatistics> statistics(long generation) {
        return generation == 1
                ? Optional.of(new PipelineStatistics(
                        7,
                        1,
                        3,
                        2,
                        4,
                        MILLIS,
                        List.of(new StageStatistics(new DeviceId("camera-1"), MILLIS, MILLIS, MILLIS))))
                : Optional.empty();
    }

    @Override
    public Set<Long> generations() {
        return Set.of(1L);
    }

    @Override
    public CompletionStage<InferenceOutcome> probe(Pipeline pipeline, Map<String, Tensor> inputs, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expect(InferenceService.Served expected, String reason) {}

    @Override
    public void expectNoMore(String model) {}

    @Override
    public void serve(Pipeline pipeline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void serveCanary(Pipeline pipeline, double share) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Pipeline> canary(String model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CanaryComparison> comparison(String model) {
        throw new UnsupportedOperationException();
    }

    /** Generation 2 is a canary. */
    @Override
    public Optional<TrafficShare> traffic(long generation) {
        return generation == 2 ? Optional.of(new TrafficShare(VersionLabel.CANARY, 0.1)) : Optional.empty();
    }

    @Override
    public void suspend(long generation, Suspension suspension) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CutOff> cutOff(long generation) {
        return Optional.empty();
    }

    @Override
    public void resume(long generation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> drain(long generation, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Pipeline> serving(String model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String sinkAddress() {
        throw new UnsupportedOperationException();
    }
}
