package hewn.dispatcher;

import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.PipelineStatistics.Percentiles;
import hewn.pipeline.PipelineStatistics.StageStatistics;
import hewn.wire.Frame.Passed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts a generation's answers and keeps how long they took, to two digits, in constant memory.
 */
final class StatisticsRecorder {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final LongAdder answers = new LongAdder();
    private final LongAdder rejections = new LongAdder();
    private final LongAdder repetitions = new LongAdder();
    private final Histogram latency = micros();
    private final List<StageRecorder> stages;

    StatisticsRecorder(Pipeline pipeline) {
        stages = pipeline.stages().stream().map(StageRecorder::new).toList();
    }

    void answered(Duration took, List<Passed> passed) {
        answers.increment();
        record(latency, took.toNanos());
        for (int i = 0; i < passed.size(); i++) {
            stages.get(i).record(passed.get(i));
        }
    }

    void rejected() {
        rejections.increment();
    }

    void repeated() {
        repetitions.increment();
    }

    PipelineStatistics statistics(int inFlight, int waiting) {
        List<StageStatistics> perStage = new ArrayList<>();
        stages.forEach(stage -> perStage.add(stage.statistics()));
        return new PipelineStatistics(
                answers.sum(), rejections.sum(), repetitions.sum(), inFlight, waiting, percentiles(latency), perStage);
    }

    private static Histogram micros() {
        Histogram histogram = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, nanos / 1000));
    }

    private static Percentiles percentiles(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return Percentiles.NONE;
        }
        return new Percentiles(percentile(histogram, 50), percentile(histogram, 95), percentile(histogram, 99));
    }

    private static Duration percentile(Histogram histogram, double percentile) {
        return Duration.ofNanos(1000 * histogram.getValueAtPercentile(percentile));
    }

    /** What one stage took. */
    private static final class StageRecorder {
        private final PipelineStage stage;
        private final Histogram received = micros();
        private final Histogram queued = micros();
        private final Histogram computed = micros();

        StageRecorder(PipelineStage stage) {
            this.stage = stage;
        }

        void record(Passed passed) {
            StatisticsRecorder.record(received, passed.receiveNanos());
            StatisticsRecorder.record(queued, passed.queueNanos());
            StatisticsRecorder.record(computed, passed.computeNanos());
        }

        StageStatistics statistics() {
            return new StageStatistics(
                    stage.device(), percentiles(received), percentiles(queued), percentiles(computed));
        }
    }
}
