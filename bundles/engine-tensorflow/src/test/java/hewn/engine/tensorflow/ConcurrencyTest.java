package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int CALLS = 200;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @TempDir
    private Path folder;

    private SliceRunner square;

    @BeforeEach
    void loadAModel() throws EngineException {
        new GraphFile()
                .input("x", ElementType.FLOAT32, -1)
                .op("y", "Square", ElementType.FLOAT32, "x")
                .output("y", "y:0", ElementType.FLOAT32, -1)
                .writeTo(folder);
        square = new TensorFlowEngine().load(folder, EngineOptions.DEFAULT);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        square.close();
    }

    @Test
    void everyCallGetsItsOwnAnswer() throws Exception {
        List<Callable<Void>> callers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * CALLS;
            callers.add(() -> {
                for (int call = first; call < first + CALLS; call++) {
                    assertThat(square(call)).isEqualTo(scalars(call * call));
                }
                return null;
            });
        }
        for (Future<Void> caller : threads.invokeAll(callers)) {
            caller.get();
        }
    }

    @Test
    void closingWaitsForCallsUnderWay() throws Exception {
        CountDownLatch running = new CountDownLatch(THREADS);
        List<Future<Integer>> callers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            callers.add(threads.submit(() -> callUntilClosed(running)));
        }
        running.await();
        square.close();
        for (Future<Integer> caller : callers) {
            assertThat(caller.get()).isPositive();
        }
    }

    private int callUntilClosed(CountDownLatch running) {
        int calls = 0;
        try {
            while (true) {
                assertThat(square(3)).isEqualTo(scalars(9));
                if (calls++ == 0) {
                    running.countDown();
                }
            }
        } catch (EngineException closed) {
            assertThat(closed).hasMessageEndingWith("is closed");
            return calls;
        }
    }

    private Tensor square(float x) throws EngineException {
        return square.run(Map.of("x", scalars(x))).get("y");
    }

    private static Tensor scalars(float element) {
        return Tensors.floats(Shape.of(1), element);
    }
}
