package hewn.admin.rest;

import hewn.admin.rest.DeploymentView.PercentilesView;
import hewn.inference.Slice;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.PipelineStatistics.StageStatistics;
import hewn.placement.Placement;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One stage of a placement. The slice is there once the model is cut, the measured times once there are answers.
 *
 * @param firstLayer the index of its first layer
 * @param lastLayer the index of its last layer
 */
record StageView(
        int stage,
        String device,
        int firstLayer,
        int lastLayer,
        Optional<SliceView> slice,
        PredictedView predicted,
        Optional<MeasuredView> measured) {
    static List<StageView> of(GenerationStatus status, Optional<PipelineStatistics> statistics) {
        return status.placement()
                .map(placement -> IntStream.range(0, placement.stages().size())
                        .mapToObj(i ->
                                of(i, placement, at(i, status.stages()), statistics.flatMap(s -> at(i, s.stages()))))
                        .toList())
                .orElse(List.of());
    }

    private static StageView of(
            int i, Placement placement, Optional<PipelineStage> cut, Optional<StageStatistics> statistics) {
        Stage stage = placement.stages().get(i);
        return new StageView(
                i,
                stage.device().value(),
                stage.layers().from(),
                stage.layers().to() - 1,
                cut.map(c -> SliceView.of(c.slice())),
                PredictedView.of(i, placement),
                statistics.map(MeasuredView::of));
    }

    private static <T> Optional<T> at(int i, List<T> list) {
        return i < list.size() ? Optional.of(list.get(i)) : Optional.empty();
    }

    /** The file that a device runs. */
    record SliceView(String digest, long sizeBytes) {
        static SliceView of(Slice slice) {
            return new SliceView(slice.digest().hex(), slice.sizeBytes());
        }
    }

    /** What the cost model says of one sample; the transfer is the one into the stage. */
    record PredictedView(double computeSeconds, double transferSeconds, long memoryBytes) {
        static PredictedView of(int i, Placement placement) {
            return new PredictedView(
                    placement.prediction().stageSeconds().get(i),
                    placement.prediction().hopSeconds().get(i),
                    placement.prediction().stageMemoryBytes().get(i));
        }
    }

    /** What the last requests took. */
    record MeasuredView(PercentilesView received, PercentilesView queued, PercentilesView computed) {
        static MeasuredView of(StageStatistics statistics) {
            return new MeasuredView(
                    PercentilesView.of(statistics.received()),
                    PercentilesView.of(statistics.queued()),
                    PercentilesView.of(statistics.computed()));
        }
    }
}
