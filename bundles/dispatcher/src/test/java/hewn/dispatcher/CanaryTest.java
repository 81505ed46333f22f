package hewn.dispatcher;

import static hewn.dispatcher.Pipelines.answer;
import static hewn.dispatcher.Pipelines.failure;
import static hewn.dispatcher.Pipelines.pipeline;
import static hewn.dispatcher.Pipelines.pipelineOfOtherInputs;
import static hewn.dispatcher.Pipelines.request;
import static hewn.dispatcher.Pipelines.requestOfVersion;
import static hewn.dispatcher.Pipelines.requestWithLabel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hewn.pipeline.CanaryComparison;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.Suspension;
import hewn.pipeline.TrafficShare;
import hewn.pipeline.VersionLabel;
import hewn.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generation 1, of version 1, serves; generation 2, of version 2, is tried beside it. */
class CanaryTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Suspension LOST = new Suspension.Recovering("device 'camera' is offline");

    private final FakeTransport transport = new FakeTransport();
    private Dispatcher dispatcher;

    @BeforeEach
    void serveTheFirstGeneration() throws IOException {
        dispatcher = new Dispatcher(transport, "127.0.0.1", 0, "gateway.example", 1000);
        dispatcher.serve(pipeline(1));
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.95, 1})
    void takesItsShareOfTheRequestsThatLeaveTheChoice(double share) throws Exception {
        dispatcher.serveCanary(pipeline(2), share);
        List<Long> generations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            generations.add(((Answer) whenAnswered(dispatcher.infer(request(i, LONG)))).generation());
            dispatcher.infer(requestOfVersion(1, i, LONG)); // these do not count
            transport.nextSent();
        }
        long canary = generations.stream().filter(generation -> generation == 2).count();
        assertThat((double) canary).isBetween(200 * share - 1, 200 * share + 1);
    }

    @Test
    void aVersionAndALabelAreAnsweredByWhatBearsThem() throws Exception {
        dispatcher.serveCanary(pipeline(2), 0.5);
        for (int i = 0; i < 10; i++) {
            assertThat(generationFor(requestOfVersion(1, i, LONG))).isEqualTo(1);
            assertThat(generationFor(requestOfVersion(2, i, LONG))).isEqualTo(2);
            assertThat(generationFor(requestWithLabel(VersionLabel.STABLE, i, LONG)))
                    .isEqualTo(1);
            assertThat(generationFor(requestWithLabel(VersionLabel.CANARY, i, LONG)))
                    .isEqualTo(2);
        }
    }

    private long generationFor(InferenceRequest request) throws Exception {
        return ((Answer) whenAnswered(dispatcher.infer(request))).generation();
    }

    @Test
    void withoutACanaryItsLabelIsNotFound() throws Exception {
        Rejection rejection = (Rejection) get(dispatcher.infer(requestWithLabel(VersionLabel.CANARY, 1, LONG)));
        assertThat(rejection.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(rejection.message()).contains("label 'canary'");
    }

    @Test
    void bothAreServedWithTheirLabelsAndShares() {
        dispatcher.serveCanary(pipeline(2), 0.25);
        assertThat(dispatcher.served())
                .extracting(Served::generation, Served::traffic)
                .containsExactly(
                        tuple(1L, new TrafficShare(VersionLabel.STABLE, 0.75)),
                        tuple(2L, new TrafficShare(VersionLabel.CANARY, 0.25)));
        assertThat(dispatcher.serving("m")).contains(pipeline(1));
        assertThat(dispatcher.canary("m")).contains(pipeline(2));
        assertThat(dispatcher.traffic(2)).contains(new TrafficShare(VersionLabel.CANARY, 0.25));
    }

    @ParameterizedTest
    @EnumSource(Frame.Cause.class)
    void whatFailsOnTheCanaryIsExecutedOnWhatServes(Frame.Cause cause) throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(failure(transport.nextSent(), cause));
        assertThat(whenAnswered(outcome)).extracting("generation").isEqualTo(1L);
    }

    @Test
    void whatIsNotPureOnTheCanaryIsExecutedOnWhatServes() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(answer(transport.nextSent(), 1, 70));
        assertThat(whenAnswered(outcome)).extracting("generation").isEqualTo(1L);
    }

    @Test
    void whatTheCanaryDoesNotAnswerIsExecutedOnWhatServesHalfwayToItsDeadline() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, Duration.ofSeconds(6)));
        assertThat(transport.nextSent().generation()).isEqualTo(2);
        assertThat(whenAnswered(outcome)).extracting("generation").isEqualTo(1L);
        assertThat(dispatcher.comparison("m").orElseThrow().canary().failures()).isEqualTo(1);
    }

    @Test
    void whatAskedForTheCanaryIsToldThatItFailed() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(requestWithLabel(VersionLabel.CANARY, 7, LONG));
        transport.deliver(failure(transport.nextSent(), Frame.Cause.COMPUTATION));
        assertThat(((Rejection) get(outcome)).reason()).isEqualTo(Reason.COMPUTATION_FAILED);
    }

    @Test
    void whileTheCanaryIsSuspendedAllIsExecutedOnWhatServes() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> underWay = dispatcher.infer(request(7, LONG));
        assertThat(transport.nextSent().generation()).isEqualTo(2);
        dispatcher.suspend(2, LOST);
        assertThat(whenAnswered(underWay)).extracting("generation").isEqualTo(1L);
        assertThat(generationFor(request(8, LONG))).isEqualTo(1);
        dispatcher.resume(2);
        assertThat(generationFor(request(9, LONG))).isEqualTo(2);
    }

    @Test
    void whenTheCanaryEndsWhatItHadIsExecutedOnWhatServes() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> free = dispatcher.infer(request(7, LONG));
        transport.nextSent();
        CompletionStage<InferenceOutcome> labelled = dispatcher.infer(requestWithLabel(VersionLabel.CANARY, 7, LONG));
        transport.nextSent();
        dispatcher.drain(2, Duration.ZERO);
        assertThat(whenAnswered(free)).extracting("generation").isEqualTo(1L);
        assertThat(((Rejection) get(labelled)).message()).contains("label 'canary' any more");
        assertThat(dispatcher.canary("m")).isEmpty();
    }

    @Test
    void promotedItServesWhatItHadAndWhatComes() throws Exception {
        dispatcher.serveCanary(pipeline(2), 0);
        CompletionStage<InferenceOutcome> before = dispatcher.infer(requestWithLabel(VersionLabel.CANARY, 7, LONG));
        Frame.Tensors sent = transport.nextSent();
        dispatcher.suspend(2, LOST);
        dispatcher.serve(pipeline(2));
        dispatcher.resume(2);
        assertThat(sent.generation()).isEqualTo(2);
        assertThat(whenAnswered(before)).extracting("generation").isEqualTo(2L);
        assertThat(generationFor(request(8, LONG))).isEqualTo(2);
        assertThat(dispatcher.canary("m")).isEmpty();
        assertThat(dispatcher.traffic(2)).contains(TrafficShare.ALL);
        assertThat(dispatcher.traffic(1)).isEmpty();
    }

    @Test
    void whatDoesNotFitTheCanaryIsExecutedOnWhatServes() throws Exception {
        dispatcher.serveCanary(pipelineOfOtherInputs(2), 1);
        assertThat(generationFor(request(7, LONG))).isEqualTo(1);
    }

    @Test
    void comparesHowBothFared() throws Exception {
        dispatcher.serveCanary(pipeline(2), 0.5);
        for (int i = 0; i < 20; i++) {
            CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(i, LONG));
            Frame.Tensors sent = transport.nextSent();
            if (sent.generation() == 2) {
                transport.deliver(failure(sent, Frame.Cause.COMPUTATION));
                sent = transport.nextSent();
            }
            transport.deliver(answer(sent, sent.generation(), 70));
            get(outcome);
        }
        CanaryComparison comparison = dispatcher.comparison("m").orElseThrow();
        assertThat(comparison.canary().executions()).isBetween(9, 11);
        assertThat(comparison.canary().failureShare()).isEqualTo(1);
        assertThat(comparison.canary().p95()).isZero();
        assertThat(comparison.stable().executions()).isEqualTo(20);
        assertThat(comparison.stable().failures()).isZero();
        assertThat(comparison.stable().p95()).isPositive();
    }

    @Test
    void inputsThatNoSliceTakesDoNotCountAgainstTheCanary() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> labelled = dispatcher.infer(requestWithLabel(VersionLabel.CANARY, 7, LONG));
        transport.deliver(failure(transport.nextSent(), Frame.Cause.INVALID_INPUT));
        CompletionStage<InferenceOutcome> free = dispatcher.infer(request(7, LONG));
        transport.deliver(failure(transport.nextSent(), Frame.Cause.INVALID_INPUT));
        transport.deliver(failure(transport.nextSent(), Frame.Cause.INVALID_INPUT));
        assertThat(((Rejection) get(labelled)).reason()).isEqualTo(Reason.INVALID_ARGUMENT);
        assertThat(((Rejection) get(free)).reason()).isEqualTo(Reason.INVALID_ARGUMENT);
        assertThat(canary().executions()).isZero();
        assertThat(dispatcher.comparison("m").orElseThrow().stable().failures()).isZero();
    }

    @Test
    void inputsThatOnlyTheCanaryDoesNotTakeCountAgainstIt() throws Exception {
        dispatcher.serveCanary(pipeline(2), 1);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(failure(transport.nextSent(), Frame.Cause.INVALID_INPUT));
        assertThat(whenAnswered(outcome)).extracting("generation").isEqualTo(1L);
        assertThat(canary().failures()).isEqualTo(1);
    }

    @Test
    void whoWaitsForLessThanIsUsualDoesNotCountAgainstTheCanary() throws Exception {
        CompletionStage<InferenceOutcome> usual = dispatcher.infer(request(0, LONG));
        Frame.Tensors sent = transport.nextSent();
        long since = System.nanoTime();
        while (System.nanoTime() - since < Duration.ofMillis(50).toNanos()) {
            Thread.onSpinWait();
        }
        transport.deliver(answer(sent, 1, 70));
        get(usual);
        dispatcher.serveCanary(pipeline(2), 1);
        Duration hasty = Duration.ofMillis(10);
        assertThat(get(dispatcher.infer(requestWithLabel(VersionLabel.CANARY, 7, hasty))))
                .isInstanceOf(Rejection.class);
        assertThat(canary().executions()).isZero();
    }

    private CanaryComparison.Recent canary() {
        return dispatcher.comparison("m").orElseThrow().canary();
    }

    @Test
    void whatTheCanaryHasHadForLongCountsBeforeItIsAnswered() throws Exception {
        assertThat(generationFor(request(0, LONG))).isEqualTo(1);
        dispatcher.serveCanary(pipeline(2), 1);
        dispatcher.infer(request(1, LONG));
        Duration usual = dispatcher.comparison("m").orElseThrow().stable().p95();
        while (dispatcher.comparison("m").orElseThrow().canary().executions() == 0) {
            Thread.onSpinWait();
        }
        assertThat(dispatcher.comparison("m").orElseThrow().canary().p95()).isGreaterThan(usual);
    }

    /** Answers the next frame as the slices of its generation do. */
    private InferenceOutcome whenAnswered(CompletionStage<InferenceOutcome> outcome) throws Exception {
        Frame.Tensors sent = transport.nextSent();
        transport.deliver(answer(sent, sent.generation(), 70));
        return get(outcome);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
