package hewn.deployer;

import static hewn.pipeline.GenerationState.DEGRADED;
import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.GenerationStatus.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tensors do not get to a device that is online. */
class CutOffTest extends DeploymentFixture {
    /** A layer takes a tenth of a second. */
    private static final double SLOW = 1e3;

    private static final double FAST = 1e6;

    @Override
    void configure() {
        planner.offer("fake");
        fakes.patience = Duration.ofMinutes(5);
        fakes.replanning = ReplanTest.OFTEN;
    }

    @Test
    void isReplacedAtOnceByTheDeviceThatStandsBy() throws Exception {
        givenServing("a", "b");
        devices.join("spare", true, SLOW);
        AtomicReference<GenerationStatus> degraded = new AtomicReference<>();
        service.watch(change -> {
            if (change.state() == DEGRADED) {
                degraded.set(change);
            }
        });
        pipelines.sever("b");
        assertThat(devicesOf(awaitState(2, SERVING))).containsExactly("a", "spare");
        Failure failure = degraded.get().failure().orElseThrow();
        assertThat(failure.code()).isEqualTo("DEVICE_CUT_OFF");
        assertThat(failure.message()).contains("'b'", "connection refused");
        assertThat(pipelines.events()).containsSubsequence("suspend 1", "serve 2");
    }

    @Test
    void isLeftOutOfPlansOfItsModelOnly() throws Exception {
        givenServing("a", "b");
        devices.join("spare", true, SLOW);
        pipelines.sever("b");
        awaitState(2, SERVING);
        assertThat(service.problem(V1).fleet().devices()).hasSize(2);
        DeploymentRequest other = DeploymentRequest.of(new ModelId("other", 1));
        assertThat(service.problem(other).fleet().devices()).hasSize(3);
    }

    @Test
    void whereNothingTakesItsPlaceRequestsAreRefusedUntilItIsReachedAgain() throws Exception {
        givenServing("a", "b");
        pipelines.sever("b");
        Failure failure = awaitState(2, FAILED).failure().orElseThrow();
        assertThat(failure.code()).isEqualTo("DEVICE_CUT_OFF");
        assertThat(failure.message()).contains("'b'", "connection refused");
        await().until(() -> pipelines.events().contains("give up 1"));
        pipelines.mend("b");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            devices.join("a", false, FAST); // whatever changes is a reason to try
            return service.generations().stream().anyMatch(g -> g.state() == SERVING);
        });
        assertThat(service.problem(V1).fleet().devices()).hasSize(2);
    }

    @Test
    void takesItsPlaceAgainByAnOrdinaryReviewOnceItWasRestarted() throws Exception {
        givenItWasReplaced();
        pipelines.mend("b");
        devices.join("b", true, FAST);
        GenerationStatus back = awaitState(3, SERVING);
        assertThat(devicesOf(back)).containsExactly("a", "b");
        assertThat(back.review().orElseThrow().moves()).isTrue();
    }

    @Test
    void whatTakesItsPlaceGoesOnServingIfItStillIsCutOffWhenItIsTriedAgain() throws Exception {
        givenItWasReplaced();
        devices.join("b", true, FAST);
        assertThat(awaitState(3, FAILED).failure().orElseThrow().code()).isEqualTo("DEVICE_CUT_OFF");
        assertThat(awaitState(2, SERVING).history()).extracting(Step::state).doesNotContain(DEGRADED);
        assertThat(service.problem(V1).fleet().devices()).hasSize(3);
    }

    private void givenItWasReplaced() throws Exception {
        givenServing("a", "b");
        for (String end : List.of("a", "b")) {
            devices.measure("gateway", end);
            devices.measure(end, "gateway");
        }
        devices.measure("a", "b");
        devices.join("spare", true, SLOW);
        pipelines.sever("b");
        awaitState(2, SERVING);
        devices.join("other", true, SLOW); // which is a reason for a review
        await().until(() -> status(2).review().isPresent());
    }

    private void givenServing(String... names) throws Exception {
        for (String name : names) {
            devices.join(name, true, FAST);
        }
        whenDeployed(V1, SERVING);
    }
}
