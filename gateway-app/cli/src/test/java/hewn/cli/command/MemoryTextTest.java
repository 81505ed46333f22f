package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.bench.StageMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTextTest {
    private static final long MIB = 1 << 20;

    private static StageMemory stage(int stage, long plannedMib, long measuredMib) {
        return new StageMemory(
                "resnet50", stage, 3, 24, 4 * MIB, 9 * MIB, 2 * MIB, plannedMib * MIB, measuredMib * MIB);
    }

    @Test
    void putsPlannedBesideMeasuredMemoryAndTellsTheRange() {
        assertThat(new MemoryText(List.of(stage(0, 75, 92), stage(1, 90, 80), stage(2, 100, 98))).toString())
                .contains("| resnet50 | 1 of 3 | 24 | 4.0 | 9.0 | 2.0 | 75 | 92 | -17 |")
                .endsWith("Planned less measured, all 3 stages: from -17 to +10 MiB, in the median +2 MiB.");
    }
}
