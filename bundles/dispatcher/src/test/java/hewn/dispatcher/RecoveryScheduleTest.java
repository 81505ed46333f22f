package hewn.dispatcher;

import static hewn.dispatcher.Pipelines.answer;
import static hewn.dispatcher.Pipelines.failure;
import static hewn.dispatcher.Pipelines.number;
import static hewn.dispatcher.Pipelines.pipeline;
import static hewn.dispatcher.Pipelines.request;
import static hewn.dispatcher.Pipelines.requestOfVersion;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Suspension;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Devices are lost and found, generations follow each other, and answers come late, twice or not at all: every request
 * has one outcome, of one generation, by its deadline.
 */
class RecoveryScheduleTest {
    private static final int STEPS = 3000;
    private static final int MAX_IN_FLIGHT = 64;
    private static final List<Frame.Cause> CURABLE = List.of(Frame.Cause.NOT_LOADED, Frame.Cause.NEXT_UNREACHABLE);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(5);

    /** What a loaded machine may be late with a timer. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** A request, and what became of it. */
    private record Asked(
            InferenceRequest request, CompletableFuture<InferenceOutcome> outcome, AtomicInteger outcomes) {
        boolean isAnswered() {
            return outcome.join() instanceof Answer;
        }
    }

    private final FakeTransport transport = new FakeTransport();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Frame.Tensors> sent = new ArrayList<>();
    private final List<CompletionStage<Void>> drains = new ArrayList<>();
    private Random random = new Random(0);
    private long generation = 1;
    private boolean curable;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRequestHasOneOutcomeOfOneGenerationByItsDeadline(long seed) throws Exception {
        run(seed);
        asked.forEach(this::assertLawful);
        assertThat(asked.stream().filter(Asked::isAnswered).count()).isPositive();
    }

    /** Nothing goes wrong but what another execution cures. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void everyRequestWithTimeEnoughIsAnsweredUnlessItIsLostTooOften(long seed) throws Exception {
        curable = true;
        run(seed);
        asked.forEach(this::assertLawful);
        assertThat(asked)
                .filteredOn(one -> one.request().deadline().equals(LONG) && !one.isAnswered())
                .extracting(one -> ((Rejection) one.outcome().join()).message())
                .allMatch(why -> why.contains("executed 4 times") || why.contains("under way or wait already"));
        assertThat(asked.stream().filter(Asked::isAnswered).count()).isPositive();
    }

    private void run(long seed) throws Exception {
        random = new Random(seed);
        try (Dispatcher dispatcher = new Dispatcher(transport, "127.0.0.1", 0, "gateway.example", MAX_IN_FLIGHT)) {
            dispatcher.serve(pipeline(generation, version(generation)));
            for (int step = 0; step < STEPS; step++) {
                step(dispatcher);
            }
            answerAllThatIsLeft(dispatcher);
            for (CompletionStage<Void> drain : drains) {
                drain.toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** Some successors are of another version. */
    private long version(long number) {
        return curable ? 1 : 1 + number / 3;
    }

    private void step(Dispatcher dispatcher) throws IOException {
        transport.sentAlready().ifPresent(sent::add);
        switch (random.nextInt(50)) {
            case 0 -> dispatcher.suspend(generation, suspension());
            case 1, 2, 3 -> dispatcher.resume(generation);
            case 4 -> succeed(dispatcher);
            case 5 -> transport.breakConnections(new IOException("refused"));
            case 6, 7 -> transport.mendConnections();
            case 8 -> anySent().forEach(frame -> transport.deliver(failure(frame, anyCause())));
            default -> askOrAnswer(dispatcher);
        }
    }

    private void askOrAnswer(Dispatcher dispatcher) {
        if (random.nextInt(3) == 0) {
            ask(dispatcher);
        } else {
            anySent().forEach(this::deliverAnswer);
        }
    }

    private Suspension suspension() {
        return !curable && random.nextInt(8) == 0
                ? new Suspension.Stuck("no placement", Duration.ofSeconds(5))
                : new Suspension.Recovering("being brought to other devices");
    }

    private Frame.Cause anyCause() {
        List<Frame.Cause> causes = curable ? CURABLE : List.of(Frame.Cause.values());
        return causes.get(random.nextInt(causes.size()));
    }

    private void succeed(Dispatcher dispatcher) {
        generation++;
        dispatcher.serve(pipeline(generation, version(generation)));
        drains.add(dispatcher.drain(generation - 1, random.nextBoolean() ? SHORT : LONG));
    }

    /** Most are answered once; some never, and some twice. */
    private List<Frame.Tensors> anySent() {
        if (sent.isEmpty()) {
            return List.of();
        }
        int index = random.nextInt(sent.size());
        return List.of(random.nextInt(8) == 0 ? sent.get(index) : sent.remove(index));
    }

    /** As the slices of that generation compute it, and sometimes as those of another would. */
    private void deliverAnswer(Frame.Tensors frame) {
        long slices = !curable && random.nextInt(20) == 0 ? frame.generation() + 1 : frame.generation();
        transport.deliver(answer(frame, slices, result(frame.tensors().get("x"), slices)));
    }

    private static int result(Tensor x, long generation) {
        return Math.toIntExact(1000L * x.elements().getInt(0) + generation);
    }

    private void ask(Dispatcher dispatcher) {
        Duration deadline = random.nextInt(4) == 0 ? SHORT : LONG;
        int x = asked.size();
        InferenceRequest request =
                random.nextInt(4) == 0 ? requestOfVersion(version(generation), x, deadline) : request(x, deadline);
        AtomicInteger outcomes = new AtomicInteger();
        long begin = System.nanoTime();
        CompletableFuture<InferenceOutcome> outcome = dispatcher
                .infer(request)
                .thenApply(ended -> {
                    outcomes.incrementAndGet();
                    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(deadline.plus(SLACK));
                    return ended;
                })
                .toCompletableFuture();
        asked.add(new Asked(request, outcome, outcomes));
    }

    private void answerAllThatIsLeft(Dispatcher dispatcher) throws Exception {
        transport.mendConnections();
        succeed(dispatcher);
        drains.add(dispatcher.drain(generation - 1, SHORT));
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!asked.stream().allMatch(one -> one.outcome().isDone()) && System.nanoTime() < deadline) {
            transport.sentWithin(SHORT).ifPresent(sent::add);
            sent.forEach(frame -> transport.deliver(
                    answer(frame, frame.generation(), result(frame.tensors().get("x"), frame.generation()))));
            sent.clear();
        }
    }

    private void assertLawful(Asked one) {
        assertThat(one.outcome()).as("request %s", one.request().inputs()).isCompleted();
        assertThat(one.outcomes()).hasValue(1);
        if (one.outcome().join() instanceof Answer answer) {
            int expected = result(one.request().inputs().get("x"), answer.generation());
            assertThat(answer.outputs()).containsExactly(Map.entry("y", number(expected)));
            assertThat(answer.model().version()).isEqualTo(version(answer.generation()));
            assertThat(one.request().version().orElse(answer.model().version()))
                    .isEqualTo(answer.model().version());
        }
    }
}
