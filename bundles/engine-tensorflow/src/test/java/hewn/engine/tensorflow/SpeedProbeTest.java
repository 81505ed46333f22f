package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.EngineException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeedProbeTest {
    @Test
    void measuresMoreThanAnyComputerIsSlow() throws EngineException {
        assertThat(new SpeedProbe(Duration.ofMillis(50)).flopsPerSecond()).isBetween(1e6, 1e14);
    }
}
