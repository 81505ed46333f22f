package hewn.engine.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TwoProcessesTest {
    private static final IsolationLimits LIMITS =
            new IsolationLimits(256 << 20, Duration.ofSeconds(20), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private IsolatedEngine engine;

    @BeforeEach
    void startAnEngine() throws IOException {
        engine = new IsolatedEngine(FakeProgram.in(folder), LIMITS, Duration.ofMinutes(1), memory -> 2);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aModelThatIsEndedTakesNoneOfTheOtherProcessWithIt() throws EngineException {
        SliceRunner endless = load("endless");
        SliceRunner echo = load("echo");
        assertThat(processes()).isEqualTo(2);
        assertThatThrownBy(() -> endless.run(x())).hasMessageContaining("took longer than the limit");
        assertThat(echo.run(x())).isEqualTo(x());
    }

    @Test
    void aModelGoesWhereNoneIsAndElseWhereTheFewestAre() throws EngineException {
        load("echo").close();
        load("echo");
        assertThat(processes()).isEqualTo(1);
        load("echo");
        load("echo");
        assertThat(processes()).isEqualTo(2);
    }

    @Test
    void closingEndsBoth() throws EngineException {
        SliceRunner one = load("echo");
        SliceRunner other = load("echo");
        engine.close();
        assertThatThrownBy(() -> one.run(x())).hasMessageContaining("it was no longer needed");
        assertThatThrownBy(() -> other.run(x())).hasMessageContaining("it was no longer needed");
    }

    @Test
    void thereAreAsManyProcessesAsTheMemoryHasRoomForTheLimitsOf() {
        assertThat(EngineChildren.fitting(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(EngineChildren.fitting(1 << 20)).isEqualTo(2);
        assertThat(engine.independentModels()).isEqualTo(2);
    }

    @Test
    void theShorterLimitOfACallCounts() {
        assertThat(engine.runLimit(Duration.ofDays(1))).isEqualTo(LIMITS.runLimit());
        assertThat(engine.runLimit(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    }

    private static long processes() {
        return ProcessHandle.current().children().count();
    }

    private SliceRunner load(String model) throws EngineException {
        return engine.load(folder.resolve(model), EngineOptions.DEFAULT);
    }

    private static Map<String, Tensor> x() {
        return Map.of(
                "x",
                new Tensor(
                        ElementType.INT8,
                        Shape.of(1),
                        ByteBuffer.allocate(1).put((byte) 5).flip()));
    }
}
