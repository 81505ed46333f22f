package hewn.engine.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IsolatedEngineTest {
    private static final IsolationLimits LIMITS =
            new IsolationLimits(256 << 20, Duration.ofSeconds(20), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private IsolatedEngine engine;

    @BeforeEach
    void startAnEngine() throws IOException {
        engine = new IsolatedEngine(FakeProgram.in(folder), LIMITS, Duration.ofMillis(1), memory -> 1);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void answersAsTheModelDoes() throws EngineException {
        Map<String, Tensor> inputs = Map.of("x", bytes(1, 2), "big", bytes(new int[3_000_000]), "none", bytes());
        try (SliceRunner model = load("echo")) {
            assertThat(model.run(inputs)).isEqualTo(inputs);
            assertThat(model.inputs()).hasToString("[x INT8[?,2]]");
            assertThat(model.outputs()).hasToString("[y STRING[…]]");
        }
    }

    @Test
    void printingDisturbsNothing() throws EngineException {
        try (SliceRunner talker = load("talker")) {
            assertThat(talker.run(Map.of("x", bytes(7)))).isEqualTo(Map.of("x", bytes(7)));
            assertThat(talker.run(Map.of("x", bytes(8)))).isEqualTo(Map.of("x", bytes(8)));
        }
    }

    @Test
    void aFailureOfTheModelLeavesTheOthersAlone() throws EngineException {
        try (SliceRunner echo = load("echo");
                SliceRunner failing = load("failing")) {
            assertRefused("absent", "there is no model " + folder.resolve("absent"));
            assertRefused("broken", "the engine failed: java.lang.UnsatisfiedLinkError: no native library");
            assertFails(failing, "input 'x' does not fit");
            assertAnswers(echo);
        }
    }

    @Test
    void aCallThatNeverEndsIsEnded() throws EngineException {
        SliceRunner echo = load("echo");
        SliceRunner endless = load("endless");
        assertFails(endless, "calling " + folder.resolve("endless") + " took longer than the limit of 3000 ms");
        assertFails(echo, "calling " + folder.resolve("echo") + " failed", "took longer than the limit");
        assertAnswers(load("echo"));
    }

    @Test
    void aModelThatNeverLoadsIsEnded() throws Exception {
        IsolationLimits hasty = new IsolationLimits(256 << 20, Duration.ofSeconds(5), Duration.ofSeconds(2));
        try (IsolatedEngine impatient = new IsolatedEngine(FakeProgram.in(folder), hasty)) {
            assertThatThrownBy(() -> impatient.load(folder.resolve("endless-load"), EngineOptions.DEFAULT))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("loading " + folder.resolve("endless-load")
                            + " took longer than the limit of 5000 ms, so its process was ended");
            assertAnswers(impatient.load(folder.resolve("echo"), EngineOptions.DEFAULT));
        }
    }

    @Test
    void aModelThatEatsMemoryIsEnded() throws Exception {
        IsolationLimits roomy = new IsolationLimits(200 << 20, Duration.ofSeconds(10), Duration.ofSeconds(20));
        try (IsolatedEngine few = new IsolatedEngine(FakeProgram.in(folder), roomy)) {
            SliceRunner greedy = few.load(folder.resolve("greedy"), EngineOptions.DEFAULT);
            assertFails(greedy, "the memory limit of 200 MiB was exceeded", "calling " + folder.resolve("greedy"));
            assertAnswers(few.load(folder.resolve("echo"), EngineOptions.DEFAULT));
        }
    }

    @Test
    void aModelThatCrashesIsTold() throws EngineException {
        SliceRunner crashing = load("crashing");
        assertFails(crashing, "it ended by itself with status 134");
        assertAnswers(load("echo"));
    }

    @Test
    void aProcessThatDoesNotStartSaysWhy() {
        Path empty = folder.resolve("empty");
        try (IsolatedEngine none = new IsolatedEngine(FakeProgram.without(empty), LIMITS)) {
            assertThatThrownBy(() -> none.load(folder, EngineOptions.DEFAULT))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContainingAll(
                            "starting the engine failed", "status 2", "no inference engine on the class path");
        }
    }

    @Test
    void callsRunBesideEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SliceRunner echo = load("echo")) {
            List<Callable<Map<String, Tensor>>> calls = IntStream.range(0, 200)
                    .<Callable<Map<String, Tensor>>>mapToObj(i -> () -> echo.run(Map.of("x", bytes(i, i + 1))))
                    .toList();
            List<Future<Map<String, Tensor>>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(Map.of("x", bytes(i, i + 1)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theProcessEndsWithTheLastModel() throws Exception {
        SliceRunner one = load("echo");
        SliceRunner other = load("echo");
        ProcessHandle process = onlyChild();
        one.close();
        assertAnswers(other);
        assertThat(process.isAlive()).isTrue();
        other.close();
        process.onExit().get();
        assertFails(other, "is closed");
    }

    @Test
    void theNextModelUsesTheProcessThatIsThere() throws Exception {
        try (IsolatedEngine patient =
                new IsolatedEngine(FakeProgram.in(folder), LIMITS, Duration.ofMinutes(1), memory -> 1)) {
            patient.load(folder.resolve("echo"), EngineOptions.DEFAULT).close();
            ProcessHandle process = onlyChild();
            assertAnswers(patient.load(folder.resolve("echo"), EngineOptions.DEFAULT));
            assertThat(onlyChild()).isEqualTo(process);
        }
    }

    @Test
    void closingEndsTheProcess() throws Exception {
        SliceRunner model = load("echo");
        ProcessHandle process = onlyChild();
        engine.close();
        process.onExit().get();
        assertFails(model, "it was no longer needed");
        assertRefused("echo", "the isolated engine is closed");
    }

    private static ProcessHandle onlyChild() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    private SliceRunner load(String model) throws EngineException {
        return engine.load(
                folder.resolve(model), new EngineOptions(Signature.DEFAULT_NAME, false, Duration.ofMinutes(1)));
    }

    private void assertRefused(String model, String... messages) {
        assertThatThrownBy(() -> load(model))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll(messages);
    }

    private static void assertFails(SliceRunner model, String... messages) {
        assertThatThrownBy(() -> model.run(Map.of("x", bytes(1))))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll(messages);
    }

    private static void assertAnswers(SliceRunner model) throws EngineException {
        assertThat(model.run(Map.of("x", bytes(5)))).isEqualTo(Map.of("x", bytes(5)));
    }

    private static Tensor bytes(int... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(elements.length);
        for (int element : elements) {
            bytes.put((byte) element);
        }
        return new Tensor(ElementType.INT8, Shape.of(elements.length), bytes.flip());
    }
}
