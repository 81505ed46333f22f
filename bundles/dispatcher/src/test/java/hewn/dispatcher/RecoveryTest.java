package hewn.dispatcher;

import static hewn.dispatcher.Pipelines.answer;
import static hewn.dispatcher.Pipelines.failure;
import static hewn.dispatcher.Pipelines.failureOf;
import static hewn.dispatcher.Pipelines.number;
import static hewn.dispatcher.Pipelines.pipeline;
import static hewn.dispatcher.Pipelines.pipelineOfOtherInputs;
import static hewn.dispatcher.Pipelines.pipelineOn;
import static hewn.dispatcher.Pipelines.request;
import static hewn.dispatcher.Pipelines.requestOfVersion;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.pipeline.CutOff;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.Suspension;
import hewn.wire.Frame;
import hewn.wire.FrameTooLargeException;
import hewn.wire.QueueFullException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of requests whose generation loses a device, its way or its time. */
class RecoveryTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG_ENOUGH_TO_BE_SENT_AGAIN = Duration.ofMillis(300);
    private static final int MAX_IN_FLIGHT = 4;
    private static final Suspension LOST = new Suspension.Recovering("device 'camera' is offline");
    private static final Suspension STUCK = new Suspension.Stuck("no placement: add a device", Duration.ofSeconds(5));

    private final FakeTransport transport = new FakeTransport();
    private final AtomicLong lossSeconds = new AtomicLong();
    private Dispatcher dispatcher;

    @BeforeEach
    void serveTheFirstGeneration() throws IOException {
        dispatcher = new Dispatcher(transport, "127.0.0.1", 0, "gateway.example", MAX_IN_FLIGHT, this::aSecondLater);
        dispatcher.serve(pipeline(1, 1));
    }

    private long aSecondLater() {
        return TimeUnit.SECONDS.toNanos(lossSeconds.incrementAndGet());
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void whatWasUnderWayIsExecutedAgainWhenItsGenerationResumes() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        Frame.Tensors before = transport.nextSent();
        dispatcher.suspend(1, LOST);
        dispatcher.resume(1);
        Frame.Tensors again = transport.nextSent();
        assertThat(again.request()).isNotEqualTo(before.request());
        assertThat(again.tensors()).isEqualTo(before.tensors());
        transport.deliver(answer(again, 1, 70));
        assertThat(get(outcome)).isInstanceOf(Answer.class);
    }

    @Test
    void aLateAnswerToTheFormerExecutionIsIgnored() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        Frame.Tensors before = transport.nextSent();
        dispatcher.suspend(1, LOST);
        dispatcher.resume(1);
        Frame.Tensors again = transport.nextSent();
        transport.deliver(answer(before, 1, -1));
        transport.deliver(answer(again, 1, 70));
        assertThat(((Answer) get(outcome)).outputs()).containsExactly(Map.entry("y", number(70)));
    }

    @Test
    void whatWasUnderWayIsExecutedAgainOnTheSuccessor() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.nextSent();
        dispatcher.suspend(1, LOST);
        dispatcher.serve(pipeline(2, 1));
        get(dispatcher.drain(1, LONG));
        transport.deliver(answer(transport.nextSent(), 2, 70));
        assertThat(((Answer) get(outcome)).generation()).isEqualTo(2);
    }

    @Test
    void whatIsUnderWayWhenTheDrainEndsIsExecutedAgainOnTheSuccessor() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.nextSent();
        dispatcher.serve(pipeline(2, 1));
        get(dispatcher.drain(1, SHORT));
        transport.deliver(answer(transport.nextSent(), 2, 70));
        assertThat(((Answer) get(outcome)).generation()).isEqualTo(2);
    }

    @Test
    void whatArrivesMeanwhileWaitsAndIsExecutedInOrder() throws Exception {
        dispatcher.suspend(1, LOST);
        assertThat(dispatcher.served().get(0).available()).isFalse();
        CompletionStage<InferenceOutcome> first = dispatcher.infer(request(7, LONG));
        CompletionStage<InferenceOutcome> second = dispatcher.infer(request(8, LONG));
        assertThat(transport.sentAlready()).isEmpty();
        assertThat(statistics(1).waiting()).isEqualTo(2);
        dispatcher.resume(1);
        Frame.Tensors seven = transport.nextSent();
        Frame.Tensors eight = transport.nextSent();
        assertThat(seven.tensors()).containsEntry("x", number(7));
        transport.deliver(answer(seven, 1, 70));
        transport.deliver(answer(eight, 1, 80));
        assertThat(get(first)).isInstanceOf(Answer.class);
        assertThat(get(second)).isInstanceOf(Answer.class);
        assertThat(statistics(1).repetitions()).isZero();
    }

    @Test
    void noMoreWaitThanTheBoundAllows() throws Exception {
        dispatcher.infer(request(0, LONG));
        dispatcher.suspend(1, LOST);
        for (int i = 1; i < MAX_IN_FLIGHT; i++) {
            dispatcher.infer(request(i, LONG));
        }
        Rejection rejection = rejection(dispatcher.infer(request(99, LONG)));
        assertThat(rejection.reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(rejection.retryAfter()).isPresent();
    }

    @Test
    void whatWaitsInVainIsToldForWhatAndThatItMayAskAgain() throws Exception {
        dispatcher.suspend(1, LOST);
        Rejection rejection = rejection(dispatcher.infer(request(7, SHORT)));
        assertThat(rejection.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(rejection.message()).contains("camera").contains("50 ms");
        assertThat(rejection.retryAfter()).isPresent();
        assertThat(statistics(1).waiting()).isZero();
    }

    @Test
    void whenNoEndIsInSightAllAreRefusedAtOnceWithTheReason() throws Exception {
        CompletionStage<InferenceOutcome> underWay = dispatcher.infer(request(7, LONG));
        dispatcher.suspend(1, LOST);
        CompletionStage<InferenceOutcome> waiting = dispatcher.infer(request(8, LONG));
        dispatcher.suspend(1, STUCK);
        assertThat(rejection(underWay).message()).contains("add a device");
        assertThat(rejection(waiting).retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(rejection(dispatcher.infer(request(9, LONG))).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void servingBeginsAgainByItselfAfterThat() throws Exception {
        dispatcher.suspend(1, STUCK);
        dispatcher.serve(pipeline(2, 1));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.nextSent();
        dispatcher.suspend(2, LOST);
        dispatcher.resume(2);
        transport.deliver(answer(transport.nextSent(), 2, 70));
        assertThat(get(outcome)).isInstanceOf(Answer.class);
    }

    @Test
    void whatAskedForAVersionIsNotAnsweredByAnother() throws Exception {
        CompletionStage<InferenceOutcome> named = dispatcher.infer(requestOfVersion(1, 7, LONG));
        transport.nextSent();
        CompletionStage<InferenceOutcome> any = dispatcher.infer(request(8, LONG));
        transport.nextSent();
        dispatcher.suspend(1, LOST);
        dispatcher.serve(pipeline(2, 2));
        transport.deliver(answer(transport.nextSent(), 2, 80));
        assertThat(rejection(named).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(rejection(named).message()).contains("version 1");
        assertThat(((Answer) get(any)).model().version()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitTheSuccessorIsRejectedWithTheReason() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        dispatcher.suspend(1, LOST);
        dispatcher.serve(pipelineOfOtherInputs(2));
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(rejection(outcome).message()).contains("'other' is missing");
    }

    @Test
    void whatWaitsWhenTheModelIsEndedIsRejected() throws Exception {
        dispatcher.suspend(1, LOST);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        get(dispatcher.drain(1, LONG));
        assertThat(rejection(outcome).message()).contains("not served any more");
    }

    @ParameterizedTest
    @EnumSource(
            value = Frame.Cause.class,
            names = {"NOT_LOADED", "NEXT_UNREACHABLE"})
    void whatADeviceTurnsAwayIsExecutedAgainAfterAPause(Frame.Cause cause) throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.deliver(failure(transport.nextSent(), cause));
        transport.deliver(answer(transport.nextSent(), 1, 70));
        assertThat(get(outcome)).isInstanceOf(Answer.class);
        assertThat(statistics(1).repetitions()).isEqualTo(1);
    }

    @Test
    void whatIsTurnedAwayAndWaitsInVainIsToldWhy() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, SECOND.multipliedBy(3)));
        for (int turnedAway = 0; turnedAway < 3; turnedAway++) { // after which the pause is longer than what is left
            transport.deliver(failure(transport.nextSent(), Frame.Cause.NOT_LOADED));
        }
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(rejection(outcome).message()).contains("device 'camera': it failed");
    }

    @Test
    void aPauseThatWasCutShortDoesNotEndTheNextOne() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, SECOND.multipliedBy(3)));
        for (int turnedAway = 0; turnedAway < 2; turnedAway++) {
            get(transport.deliver(failure(transport.nextSent(), Frame.Cause.NOT_LOADED)));
            dispatcher.resume(1); // those that wait go on at once
        }
        transport.deliver(failure(transport.nextSent(), Frame.Cause.NOT_LOADED));
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void whatLosesItsDeviceAgainAndAgainIsRejected() throws Exception {
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        for (int i = 0; i <= Repetitions.MOST; i++) {
            transport.nextSent();
            dispatcher.suspend(1, LOST);
            dispatcher.resume(1);
        }
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(rejection(outcome).message()).contains("4 times").contains("camera");
    }

    @Test
    void whatCannotBeSentIsSentWhenTheConnectionIsBack() throws Exception {
        transport.breakConnections(new IOException("127.0.0.1:1 refused the connection"));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        transport.mendConnections();
        transport.deliver(answer(transport.nextSent(), 1, 70));
        assertThat(get(outcome)).isInstanceOf(Answer.class);
    }

    @Test
    void whatCannotBeSentUntilItsDeadlineIsToldWhy() throws Exception {
        transport.breakConnections(new IOException("127.0.0.1:1 refused the connection"));
        Rejection rejection = rejection(dispatcher.infer(request(7, SECOND)));
        assertThat(rejection.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(rejection.message()).contains("127.0.0.1:1");
    }

    @Test
    void aFirstDeviceThatNothingGetsToIsCutOffUntilItsGenerationIsSuspended() throws Exception {
        transport.breakConnections(new IOException("127.0.0.1:1 refused the connection"));
        rejection(dispatcher.infer(request(7, LONG_ENOUGH_TO_BE_SENT_AGAIN)));
        assertThat(dispatcher.cutOff(1))
                .contains(new CutOff(new DeviceId("camera"), "127.0.0.1:1 refused the connection"));
        dispatcher.suspend(1, LOST);
        assertThat(dispatcher.cutOff(1)).isEmpty();
        dispatcher.resume(1);
        assertThat(dispatcher.cutOff(1)).isEmpty();
    }

    @Test
    void aDeviceThatTakesSlowlyWhatIsSentToItIsNotCutOff() throws Exception {
        transport.breakConnections(new QueueFullException("256 frames wait there already"));
        rejection(dispatcher.infer(request(7, LONG_ENOUGH_TO_BE_SENT_AGAIN)));
        assertThat(dispatcher.cutOff(1)).isEmpty();
    }

    @Test
    void aDeviceThatTheFirstOneCannotHandOnToIsCutOff() throws Exception {
        dispatcher.serve(pipelineOn(2, "first", "second"));
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        for (int i = 0; i < 2; i++) {
            transport.deliver(failureOf("first", transport.nextSent(), Frame.Cause.NEXT_UNREACHABLE));
        }
        Frame.Tensors last = transport.nextSent();
        assertThat(dispatcher.cutOff(2).map(CutOff::device)).contains(new DeviceId("second"));
        transport.deliver(failureOf("second", last, Frame.Cause.OVERLOADED));
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(dispatcher.cutOff(2)).isEmpty();
    }

    @Test
    void whatIsTooLargeToBeSentIsRefusedAtOnce() throws Exception {
        transport.breakConnections(new FrameTooLargeException("send smaller batches"));
        Rejection rejection = rejection(dispatcher.infer(request(7, LONG)));
        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
        assertThat(rejection.message()).contains("smaller batches");
    }

    @Test
    void aProbeIsAnsweredByItsOwnGenerationOrNone() throws Exception {
        CompletionStage<InferenceOutcome> probe = dispatcher.probe(pipeline(2, 1), Map.of("x", number(1)), LONG);
        transport.deliver(failure(transport.nextSent(), Frame.Cause.NOT_LOADED));
        assertThat(rejection(probe).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(transport.sentAlready()).isEmpty();
    }

    @Test
    void closingEndsAllThatWait() throws Exception {
        dispatcher.suspend(1, LOST);
        CompletionStage<InferenceOutcome> outcome = dispatcher.infer(request(7, LONG));
        dispatcher.close();
        assertThat(rejection(outcome).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    private PipelineStatistics statistics(long generation) {
        return dispatcher.statistics(generation).orElseThrow();
    }

    private static Rejection rejection(CompletionStage<InferenceOutcome> outcome) throws Exception {
        return (Rejection) get(outcome);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
