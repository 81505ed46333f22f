package hewn.cli.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.emulation.EmulationReport.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulationReportTest {
    private static final Figures NONE = new Figures(0, 0, 0, 0, 0);

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheEmulatorWrites() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), """
                {"devices": 3, "hostFlopsPerSecond": 5.0E10,
                 "computing": {"count": 4, "late": 1, "emulatedSeconds": 2, "overdueSeconds": 0.1, "worstSeconds": 0.1},
                 "transfers": {"count": 0, "late": 0, "emulatedSeconds": 0, "overdueSeconds": 0, "worstSeconds": 0}}
                """);
        assertThat(EmulationReport.read(file))
                .isEqualTo(new EmulationReport(5e10, new Figures(4, 1, 2, 0.1, 0.1), NONE));
    }

    @Test
    void tellsWhatHappenedMeanwhile() {
        EmulationReport before = new EmulationReport(1e9, new Figures(4, 1, 2, 0.5, 0.5), NONE);
        EmulationReport after = new EmulationReport(1e9, new Figures(10, 2, 6, 1.5, 0.75), NONE);
        Figures meanwhile = after.since(before).computing();
        assertThat(meanwhile).isEqualTo(new Figures(6, 1, 4, 1, 0.75));
        assertThat(meanwhile.excess()).isEqualTo(0.25);
    }

    @Test
    void isTrueUpToTwoPercentAndAMillisecond() {
        assertThat(new EmulationReport(1e9, NONE, NONE).isTrue()).isTrue();
        assertThat(new EmulationReport(1e9, new Figures(100, 2, 10, 0.2, 0.1), NONE).isTrue())
                .isTrue();
        assertThat(new EmulationReport(1e9, new Figures(100, 3, 10, 0.21, 0.1), NONE).isTrue())
                .isFalse();
        assertThat(new EmulationReport(1e9, NONE, new Figures(100, 60, 1, 0.11, 0.01)).isTrue())
                .isFalse();
    }
}
