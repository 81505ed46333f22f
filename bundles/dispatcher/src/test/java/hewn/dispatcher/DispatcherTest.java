package hewn.dispatcher;

import static hewn.dispatcher.Pipelines.answer;
import static hewn.dispatcher.Pipelines.failure;
import static hewn.dispatcher.Pipelines.number;
import static hewn.dispatcher.Pipelines.pipeline;
import static hewn.dispatcher.Pipelines.request;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService;
import hewn.pipeline.PipelineStatistics;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import hewn.wire.FrameTooLargeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MAX_IN_FLIGHT = 400;

    private final FakeTransport transport = new FakeTransport();
    private Dispatcher dispatcher;

    @BeforeEach
    void open() throws IOException {
        dispatcher = new Dispatcher(transport, "127.0.0.1", 0, "gateway.example", MAX_IN_FLIGHT);
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void tellsDevicesTheAddressAtWhichTheyReachIt() {
        assertThat(dispatcher.sinkAddress()).isEqualTo("gateway.example:4711");
    }

    @Test
    void answersWithWhatTheServingPipelineComputed() throws Exception {
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        Frame.Tensors sent = transport.nextSent();
        assertThat(sent.tensors()).containsEntry("x", number(7));
        transport.deliver(answer(sent, 1, 70));
        Answer answer = (Answer) get(outcome);
        assertThat(answer.outputs()).containsExactly(Map.entry("y", number(70)));
        assertThat(answer.generation()).isEqualTo(1);
        assertThat(answer.timings()).hasSize(2);
    }

    @Test
    void isNotIdleWhileARequestIsUnderWay() throws Exception {
        dispatcher.serve(pipeline(1));
        assertThat(dispatcher.isIdle()).isTrue();
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        assertThat(dispatcher.isIdle()).isFalse();
        transport.deliver(answer(transport.nextSent(), 1, 70));
        get(outcome);
        assertThat(dispatcher.isIdle()).isFalse(); // for half a second
    }

    @Test
    void tellsHowFastLargeAnswersCame() throws Exception {
        List<String> received = new ArrayList<>();
        dispatcher.tell((sender, bytes, nanos) -> received.add(sender + " " + bytes + " " + nanos));
        dispatcher.serve(pipeline(1));
        dispatcher.infer(request(7, LONG));
        Frame.Tensors answer = answer(transport.nextSent(), 1, 70);
        transport.deliver(answer, 5);
        Tensor large = new Tensor(ElementType.UINT8, Shape.of(1 << 20), ByteBuffer.allocate(1 << 20));
        transport.deliver(
                new Frame.Tensors(1, answer.request(), LONG, answer.passed(), Map.of("y", large)),
                TimeUnit.SECONDS.toNanos(1));
        assertThat(received).containsExactly("camera 1048576 1000000000");
    }

    @Test
    void handsOverWhatCouldNotBeSentByAThreadOfItsOwn() throws Exception {
        dispatcher.serve(pipeline(1));
        transport.hold();
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        CompletionStage<String> thread =
                outcome.thenApply(rejected -> Thread.currentThread().getName());
        transport.failHeld(new FrameTooLargeException("too large on purpose"));
        assertThat(get(thread)).isEqualTo("dispatcher-completion");
        assertThat(rejection(outcome).message()).isEqualTo("too large on purpose");
    }

    @Test
    void refusesAnAnswerThatPassedSlicesOfAnotherGeneration() throws Exception {
        dispatcher.serve(pipeline(2));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(answer(transport.nextSent(), 1, 70));
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.COMPUTATION_FAILED);
        assertThat(rejection(outcome).message()).contains("slices");
    }

    @Test
    void rejectsAtTheDeadlineAndIgnoresTheLateAnswer() throws Exception {
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, Duration.ofMillis(20)));
        Frame.Tensors sent = transport.nextSent();
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
        transport.deliver(answer(sent, 1, 70));
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
    }

    @Test
    void rejectsWhatIsBeyondTheBoundWithAHintWhenToRetry() throws Exception {
        dispatcher.serve(pipeline(1));
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            dispatcher.infer(request(i, LONG));
        }
        Rejection rejection = rejection(dispatcher.infer(request(99, LONG)));
        assertThat(rejection.reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(rejection.retryAfter()).isPresent();
    }

    @Test
    void switchesNewRequestsAndFinishesOldOnesUnderTheOldGeneration() throws Exception {
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> old = dispatcher.infer(request(7, LONG));
        Frame.Tensors sentOld = transport.nextSent();
        dispatcher.serve(pipeline(2));
        CompletionStage<InferenceOutcome> young = dispatcher.infer(request(8, LONG));
        Frame.Tensors sentYoung = transport.nextSent();
        CompletionStage<Void> drained = dispatcher.drain(1, LONG);
        assertThat(drained.toCompletableFuture()).isNotDone();
        transport.deliver(answer(sentOld, 1, 70));
        transport.deliver(answer(sentYoung, 2, 80));
        assertThat(((Answer) get(old)).generation()).isEqualTo(1);
        assertThat(((Answer) get(young)).generation()).isEqualTo(2);
        get(drained);
    }

    @Test
    void knowsWhichGenerationsHaveNotEnded() throws Exception {
        assertThat(dispatcher.generations()).isEmpty();
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> underWay = dispatcher.infer(request(7, LONG));
        Frame.Tensors sent = transport.nextSent();
        dispatcher.probe(pipeline(2), Map.of("x", number(1)), LONG);
        CompletionStage<Void> drained = dispatcher.drain(1, LONG);
        assertThat(dispatcher.generations()).containsExactlyInAnyOrder(1L, 2L);
        transport.deliver(answer(sent, 1, 70));
        get(underWay);
        get(drained);
        assertThat(dispatcher.generations()).containsExactly(2L);
    }

    @Test
    void drainingRejectsWhatIsStillUnderWayAtItsDeadline() throws Exception {
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        get(dispatcher.drain(1, Duration.ofMillis(10)));
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT, INVALID_ARGUMENT",
        "COMPUTATION, COMPUTATION_FAILED",
        "OVERLOADED, OVERLOADED",
        "DEADLINE, DEADLINE_EXCEEDED",
    })
    void tellsWhyADeviceFailedAndDoesNotRepeatIt(Frame.Cause cause, Reason reason) throws Exception {
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(failure(transport.nextSent(), cause));
        assertThat(rejection(outcome).reason()).isEqualTo(reason);
        assertThat(rejection(outcome).message()).contains("camera");
        assertThat(transport.sentAlready()).isEmpty();
    }

    @Test
    void namesTheInputThatIsMissingOrUnknown() throws Exception {
        dispatcher.serve(pipeline(1));
        assertThat(rejection(dispatcher.infer(withInputs(Map.of()))).message()).contains("'x' is missing");
        assertThat(rejection(dispatcher.infer(withInputs(Map.of("x", number(1), "z", number(2)))))
                        .message())
                .contains("no input 'z'");
    }

    private static InferenceRequest withInputs(Map<String, hewn.tensor.Tensor> inputs) {
        return new InferenceRequest("m", OptionalLong.empty(), Optional.empty(), inputs, LONG);
    }

    @Test
    void knowsOnlyTheServedModelVersionAndSignature() throws Exception {
        assertThat(rejection(dispatcher.infer(request(7, LONG))).reason()).isEqualTo(Reason.NOT_FOUND);
        dispatcher.serve(pipeline(2));
        Map<String, hewn.tensor.Tensor> inputs = Map.of("x", number(1));
        assertThat(rejection(dispatcher.infer(
                                new InferenceRequest("m", OptionalLong.of(1), Optional.empty(), inputs, LONG)))
                        .message())
                .contains("version 2");
        assertThat(rejection(dispatcher.infer(
                                new InferenceRequest("m", OptionalLong.empty(), Optional.of("train"), inputs, LONG)))
                        .message())
                .contains("serving_default");
    }

    @Test
    void takesMoreOnceItsBoundIsRaisedAndLosesNoneOfThoseUnderWay() throws Exception {
        dispatcher.serve(pipeline(1));
        dispatcher.bound(2);
        List<CompletionStage<InferenceOutcome>> outcomes = new ArrayList<>(take(2));
        assertThat(rejection(dispatcher.infer(request(7, LONG))).message()).contains("2");
        dispatcher.bound(3);
        outcomes.addAll(take(1));
        assertThat(rejection(dispatcher.infer(request(7, LONG))).reason()).isEqualTo(Reason.OVERLOADED);
        answerAll(outcomes);
    }

    @Test
    void takesNoMoreThanALoweredBoundAllowsAndAnswersThoseThatWereAdmitted() throws Exception {
        dispatcher.serve(pipeline(1));
        List<CompletionStage<InferenceOutcome>> outcomes = take(3);
        dispatcher.bound(1);
        assertThat(rejection(dispatcher.infer(request(7, LONG))).reason()).isEqualTo(Reason.OVERLOADED);
        answerAll(outcomes);
        answerAll(take(1));
    }

    private List<CompletionStage<InferenceOutcome>> take(int count) {
        return Stream.generate(() -> dispatcher.infer(request(7, LONG)))
                .limit(count)
                .toList();
    }

    private void answerAll(List<CompletionStage<InferenceOutcome>> outcomes) throws Exception {
        for (int i = 0; i < outcomes.size(); i++) {
            transport.deliver(answer(transport.nextSent(), 1, 70));
        }
        for (CompletionStage<InferenceOutcome> outcome : outcomes) {
            assertThat(get(outcome)).isInstanceOf(Answer.class);
        }
    }

    @Test
    void rejectsWhatIsExpectedAsUnavailableUntilItServes() throws Exception {
        InferenceService.Served soon =
                new InferenceService.Served(pipeline(1).model(), pipeline(1).signature(), 1, false);
        dispatcher.expect(soon, "waiting for its devices");
        assertThat(dispatcher.served()).containsExactly(soon);
        assertThat(rejection(dispatcher.infer(request(7, LONG))).reason()).isEqualTo(Reason.UNAVAILABLE);
        dispatcher.serve(pipeline(1));
        assertThat(dispatcher.served().get(0).available()).isTrue();
        dispatcher.expect(soon, "again");
        dispatcher.expectNoMore("m");
        get(dispatcher.drain(1, LONG));
        assertThat(rejection(dispatcher.infer(request(7, LONG))).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void probesAPipelineThatDoesNotServe() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.probe(pipeline(5), Map.of("x", number(1)), LONG);
        transport.deliver(answer(transport.nextSent(), 5, 50));
        assertThat(get(outcome)).isInstanceOf(Answer.class);
        assertThat(dispatcher.served()).isEmpty();
    }

    @Test
    void countsAndTimesWhatAGenerationDid() throws Exception {
        dispatcher.serve(pipeline(1));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(answer(transport.nextSent(), 1, 70));
        get(outcome);
        PipelineStatistics statistics = dispatcher.statistics(1).orElseThrow();
        assertThat(statistics.answers()).isEqualTo(1);
        assertThat(statistics.stages().get(1).computed().p50()).isBetween(Duration.ofNanos(2900), LONG);
    }

    /** Requests, answers in any order, switches and drains: no request is lost, none mixed. */
    @Test
    void givesEveryRequestOneOutcomeOfOneGenerationWhileGenerationsRoll() throws Exception {
        Random random = new Random(20260101);
        List<CompletionStage<InferenceOutcome>> outcomes = new ArrayList<>();
        List<CompletionStage<Void>> drains = new ArrayList<>();
        dispatcher.serve(pipeline(1));
        for (long generation = 1; generation <= 50; generation++) {
            List<Frame.Tensors> underWay = new ArrayList<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                outcomes.add(dispatcher.infer(request(i, LONG)));
                underWay.add(transport.nextSent());
            }
            dispatcher.serve(pipeline(generation + 1));
            drains.add(dispatcher.drain(generation, LONG));
            Collections.shuffle(underWay, random);
            long slices = generation;
            underWay.forEach(frame -> transport.deliver(answer(frame, slices, 1)));
        }
        for (CompletionStage<InferenceOutcome> outcome : outcomes) {
            assertThat(get(outcome)).isInstanceOf(Answer.class);
        }
        for (CompletionStage<Void> drain : drains) {
            get(drain);
        }
    }

    private static Rejection rejection(CompletionStage<InferenceOutcome> outcome) throws Exception {
        return (Rejection) get(outcome);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
