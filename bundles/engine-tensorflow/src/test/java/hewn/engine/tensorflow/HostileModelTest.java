package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.engine.isolated.EngineProgram;
import hewn.engine.isolated.IsolatedEngine;
import hewn.engine.isolated.IsolationLimits;
import hewn.inference.Difference;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SampleInputs;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What no reader can tell beforehand is stopped by a limit, in a process that survives it. */
@Timeout(120)
class HostileModelTest {
    private static final Path MODELS = ModelFixture.root().resolve("itests/models");
    private static final IsolationLimits LIMITS =
            new IsolationLimits(1 << 30, Duration.ofSeconds(60), Duration.ofSeconds(5));

    private IsolatedEngine engine;

    @BeforeEach
    void startAnEngine() {
        engine = new IsolatedEngine(EngineProgram.ofClassPath(classPath()), LIMITS);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aLoopWithoutEndIsStoppedAndSparesTheOthers() throws EngineException {
        try (SliceRunner healthy = load("bad/healthy");
                SliceRunner endless = load("bad/endless-loop")) {
            assertThatThrownBy(() -> endless.run(samples(endless)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContainingAll("endless-loop", "longer than the run limit of 5000 ms");
            assertThat(healthy.run(samples(healthy))).containsOnlyKeys("y");
        }
    }

    @Test
    void aConstantOfTerabytesIsStopped() throws EngineException {
        assertThatThrownBy(() -> {
                    try (SliceRunner huge = load("bad/huge-const")) {
                        huge.run(samples(huge));
                    }
                })
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("huge-const");
        try (SliceRunner healthy = load("bad/healthy")) {
            assertThat(healthy.run(samples(healthy))).containsOnlyKeys("y");
        }
    }

    @Test
    void answersEqualThoseOfThisProcess() throws EngineException {
        EngineOptions options = EngineOptions.DEFAULT;
        Path digits = MODELS.resolve("digits/1");
        try (SliceRunner apart = engine.load(digits, options);
                SliceRunner here = new TensorFlowEngine().load(digits, options)) {
            Map<String, Tensor> inputs = samples(here);
            assertThat(Difference.between(apart.run(inputs), here.run(inputs))).isZero();
        }
    }

    private SliceRunner load(String model) throws EngineException {
        return engine.load(MODELS.resolve(model).resolve("1"), EngineOptions.DEFAULT);
    }

    private static Map<String, Tensor> samples(SliceRunner model) {
        return new SampleInputs(new Random(1)).of(model.inputs(), 2);
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
