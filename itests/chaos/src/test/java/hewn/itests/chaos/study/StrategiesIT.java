package hewn.itests.chaos.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short study with every strategy that misbehaves. */
final class StrategiesIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void noRequestNoticesThatStrategiesAreReplacedAndMisbehave() throws Exception {
        List<String> said = new ArrayList<>();
        StrategyReport report = new StrategyStudy(2, folder, said::add).run();
        assertThat(report.isKept()).as(String.join("\n", said) + report.text()).isTrue();
        assertThat(report.misbehaved()).hasSameSizeAs(BadJar.all());
    }
}
