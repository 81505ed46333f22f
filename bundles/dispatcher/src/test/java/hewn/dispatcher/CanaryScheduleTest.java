package hewn.dispatcher;

import static hewn.dispatcher.Pipelines.answer;
import static hewn.dispatcher.Pipelines.failure;
import static hewn.dispatcher.Pipelines.number;
import static hewn.dispatcher.Pipelines.pipeline;
import static hewn.dispatcher.Pipelines.request;
import static hewn.dispatcher.Pipelines.requestOfVersion;
import static hewn.dispatcher.Pipelines.requestWithLabel;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Suspension;
import hewn.pipeline.VersionLabel;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Canaries come, fail in every way, are suspended, ended and promoted, while what serves never fails: no request that
 * leaves the choice fails, and each answer is of one generation, which bore what the request asked for.
 */
class CanaryScheduleTest {
    private static final int STEPS = 3000;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(5);

    /** A request, and what became of it. */
    private record Asked(
            InferenceRequest request, CompletableFuture<InferenceOutcome> outcome, AtomicInteger outcomes) {}

    private final FakeTransport transport = new FakeTransport();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Frame.Tensors> sent = new ArrayList<>();
    private final List<Long> stableOnes = new ArrayList<>(List.of(1L));
    private Random random = new Random(0);
    private long stable = 1;
    private long canary = 1;
    private boolean hasCanary;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noRequestThatLeavesTheChoiceFailsAndEachAnswerIsOfOneGeneration(long seed) throws Exception {
        random = new Random(seed);
        try (Dispatcher dispatcher = new Dispatcher(transport, "127.0.0.1", 0, "gateway.example", STEPS)) {
            dispatcher.serve(pipeline(1));
            for (int step = 0; step < STEPS; step++) {
                step(dispatcher);
            }
            answerAllThatIsLeft(dispatcher);
            asked.forEach(this::assertLawful);
            assertThat(asked.stream().filter(one -> wasAnsweredByACanary(one)).count())
                    .isPositive();
        }
    }

    private void step(Dispatcher dispatcher) {
        transport.sentAlready().ifPresent(sent::add);
        switch (random.nextInt(60)) {
            case 0 -> begin(dispatcher);
            case 1 -> promote(dispatcher);
            case 2 -> end(dispatcher);
            case 3 -> dispatcher.suspend(canaryOrNone(), new Suspension.Recovering("lost"));
            case 4, 5 -> dispatcher.resume(canaryOrNone());
            case 6, 7, 8, 9 -> failOne();
            default -> askOrAnswer(dispatcher);
        }
    }

    private long canaryOrNone() {
        return hasCanary ? canary : -1;
    }

    private void begin(Dispatcher dispatcher) {
        long former = canaryOrNone();
        canary++;
        hasCanary = true;
        dispatcher.serveCanary(pipeline(canary), random.nextInt(11) / 10.0);
        dispatcher.drain(former, SHORT);
    }

    private void promote(Dispatcher dispatcher) {
        if (hasCanary) {
            long former = stable;
            stable = canary;
            stableOnes.add(stable);
            hasCanary = false;
            dispatcher.serve(pipeline(stable));
            dispatcher.resume(stable);
            dispatcher.drain(former, LONG); // what it has is not lost too often
        }
    }

    private void end(Dispatcher dispatcher) {
        if (hasCanary) {
            hasCanary = false;
            dispatcher.drain(canary, random.nextBoolean() ? SHORT : LONG);
        }
    }

    /** What serves never fails. */
    private void failOne() {
        List<Frame.Tensors> onTrial = sent.stream()
                .filter(frame -> !stableOnes.contains(frame.generation()))
                .toList();
        if (!onTrial.isEmpty()) {
            Frame.Tensors frame = onTrial.get(random.nextInt(onTrial.size()));
            sent.remove(frame);
            Frame.Cause[] causes = Frame.Cause.values();
            transport.deliver(
                    random.nextInt(4) == 0
                            ? answer(frame, frame.generation() + 1, 0)
                            : failure(frame, causes[random.nextInt(causes.length)]));
        }
    }

    private void askOrAnswer(Dispatcher dispatcher) {
        if (random.nextInt(3) == 0) {
            ask(dispatcher);
        } else if (!sent.isEmpty()) {
            deliverAnswer(sent.remove(random.nextInt(sent.size())));
        }
    }

    private void deliverAnswer(Frame.Tensors frame) {
        transport.deliver(
                answer(frame, frame.generation(), result(frame.tensors().get("x"), frame.generation())));
    }

    private static int result(Tensor x, long generation) {
        return Math.toIntExact(1000L * x.elements().getInt(0) + generation);
    }

    private void ask(Dispatcher dispatcher) {
        InferenceRequest request = anyRequest(asked.size());
        AtomicInteger outcomes = new AtomicInteger();
        CompletableFuture<InferenceOutcome> outcome = dispatcher
                .infer(request)
                .thenApply(ended -> {
                    outcomes.incrementAndGet();
                    return ended;
                })
                .toCompletableFuture();
        asked.add(new Asked(request, outcome, outcomes));
    }

    private InferenceRequest anyRequest(int x) {
        return switch (random.nextInt(8)) {
            case 0 -> requestOfVersion(stable, x, LONG);
            case 1 -> requestOfVersion(canary, x, LONG);
            case 2 -> requestWithLabel(VersionLabel.STABLE, x, LONG);
            case 3 -> requestWithLabel(VersionLabel.CANARY, x, LONG);
            default -> request(x, LONG);
        };
    }

    private void answerAllThatIsLeft(Dispatcher dispatcher) throws Exception {
        end(dispatcher);
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!asked.stream().allMatch(one -> one.outcome().isDone()) && System.nanoTime() < deadline) {
            transport.sentWithin(SHORT).ifPresent(sent::add);
            sent.forEach(this::deliverAnswer);
            sent.clear();
        }
    }

    private void assertLawful(Asked one) {
        assertThat(one.outcome()).as("%s", one.request()).isCompleted();
        assertThat(one.outcomes()).hasValue(1);
        if (one.request().isFree()) {
            assertThat(one.outcome().join()).as("%s", one.request()).isInstanceOf(Answer.class);
        }
        if (one.outcome().join() instanceof Answer answer) {
            assertAsked(one.request(), answer);
        }
    }

    private void assertAsked(InferenceRequest request, Answer answer) {
        int expected = result(request.inputs().get("x"), answer.generation());
        assertThat(answer.outputs()).containsExactly(Map.entry("y", number(expected)));
        request.version()
                .ifPresent(version -> assertThat(answer.model().version()).isEqualTo(version));
        request.label()
                .filter(label -> label == VersionLabel.STABLE)
                .ifPresent(label -> assertThat(stableOnes).contains(answer.generation()));
    }

    private boolean wasAnsweredByACanary(Asked one) {
        return one.outcome().join() instanceof Answer answer && !stableOnes.contains(answer.generation());
    }
}
