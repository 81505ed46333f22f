package hewn.itests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.chaos.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short schedule, always the same. */
final class ChaosIT {
    private static final long SEED = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void promisesAreKeptThroughAMinuteOfFaults() throws Exception {
        List<String> said = new ArrayList<>();
        ChaosOptions options = new ChaosOptions(
                SEED, Duration.ofSeconds(60), 4, true, EnumSet.complementOf(EnumSet.of(FaultKind.FULL_DISK)), folder);
        ChaosReport report = new ChaosRun(options, said::add).run();
        assertThat(report.isKept()).as(String.join("\n", said) + report.text()).isTrue();
        assertThat(report.schedule().stream().filter(fault -> !fault.skipped())).hasSizeGreaterThan(2);
    }
}
