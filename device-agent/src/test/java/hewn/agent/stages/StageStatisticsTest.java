package hewn.agent.stages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageStatisticsTest {
    private final StageStatistics statistics = new StageStatistics();

    @Test
    void knowsNoTimeBeforeTheFirstCall() {
        statistics.failed();
        assertThat(statistics.medianMicros()).isZero();
        assertThat(statistics.sampleMicros()).isZero();
    }

    @Test
    void tellsSingleSamplesFromBatches() {
        statistics.computed(8_000, false);
        assertThat(statistics.sampleMicros()).isZero();
        statistics.computed(1_000, true);
        statistics.computed(9_000, false);
        assertThat(statistics.sampleMicros()).isEqualTo(1);
        assertThat(statistics.medianMicros()).isEqualTo(8);
        assertThat(statistics.calls()).isEqualTo(3);
    }

    @Test
    void forgetsAllButTheLastCalls() {
        for (int i = 0; i < 128; i++) {
            statistics.computed(9_000, true);
        }
        for (int i = 0; i < 128; i++) {
            statistics.computed(2_000, true);
        }
        assertThat(statistics.sampleMicros()).isEqualTo(2);
    }
}
