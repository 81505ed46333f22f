package hewn.deployer;

import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.deployer.review.ReplanSettings;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.Review;
import hewn.placement.Constraints;
import hewn.wire.CommandReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What serves is planned again when what plans go by changes, and moves where that is worth it. */
class ReplanTest extends DeploymentFixture {
    static final ReplanSettings OFF =
            new ReplanSettings(false, 0.1, Duration.ofMinutes(10), Duration.ofMillis(20), Duration.ZERO);

    private static final ReplanSettings ON =
            new ReplanSettings(true, 0.1, Duration.ofMinutes(10), Duration.ofMillis(300), Duration.ofHours(1));
    static final ReplanSettings OFTEN =
            new ReplanSettings(true, 0.1, Duration.ofMinutes(10), Duration.ofMillis(100), Duration.ofMillis(200));

    /** A layer takes a tenth of a second. */
    private static final double SLOW = 1e3;

    private static final double FAST = 1e6;

    /** As links are assumed to be. */
    private static final double WIRED = 12.5e6;

    @Override
    void configure() {
        planner.offer("fake");
        fakes.replanning = ON;
    }

    private void givenGateway(ReplanSettings settings) throws IOException {
        service.close();
        fakes.replanning = settings;
        startGateway();
    }

    @Test
    void movesToDevicesThatJoinIfTheyAreMuchFaster() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        givenDevices(FAST, "a", "b");
        GenerationStatus moved = awaitState(2, SERVING);
        assertThat(devicesOf(moved)).containsExactly("a", "b");
        assertThat(moved.strategy()).contains("fake");
        assertThat(moved.attempts()).isNotEmpty();
        assertThat(moved.review()).hasValueSatisfying(review -> {
            assertThat(review.moves()).isTrue();
            assertThat(review.cause()).contains("'a' joined");
            assertThat(review.verdict()).contains("% less", "20 bytes to ship", "moves");
        });
        awaitState(1, RETIRED);
        assertThat(pipelines.events()).contains("serve 1", "serve 2").noneMatch(event -> event.startsWith("suspend"));
    }

    @Test
    void staysWhereItIsIfAnotherPlacementGainsTooLittle() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        givenDevices(SLOW * 1.05, "a", "b");
        Review review = awaitReview(1);
        assertThat(review.moves()).isFalse();
        assertThat(review.verdict()).contains("must save more than 10 %");
        assertThat(service.generations()).hasSize(1);
    }

    @Test
    void staysWhereItIsIfMovingTakesLongerThanItIsWorth() throws Exception {
        givenGateway(new ReplanSettings(true, 0.1, Duration.ZERO, Duration.ofMillis(300), Duration.ofHours(1)));
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        givenDevices(FAST, "a", "b");
        assertThat(awaitReview(1).verdict()).contains("to pay for itself within 0 s");
        assertThat(service.generations()).hasSize(1);
    }

    @Test
    void asksAStrategyWhoseBundleWasReplaced() throws Exception {
        givenDevices(SLOW, "a", "b");
        givenDevices(FAST, "y", "z");
        whenServing(V1);
        planner.withdraw("fake");
        planner.takeTheLast();
        planner.offer("fake");
        GenerationStatus moved = awaitState(2, SERVING);
        assertThat(devicesOf(moved)).containsExactly("z", "y");
        assertThat(moved.review().orElseThrow().cause()).isEqualTo("strategy 'fake' is new");
    }

    @Test
    void tellsThatTheSamePlacementWasPlannedAgain() throws Exception {
        givenDevices(FAST, "a", "b");
        whenServing(V1);
        planner.offer("fake");
        assertThat(awaitReview(1).verdict()).contains("the same placement; stays");
    }

    @Test
    void movesAwayFromALinkThatBecameSlow() throws Exception {
        givenDevices(FAST, "a", "b", "c", "d");
        whenServing(V1);
        planner.takeTheLast();
        devices.measure("b", "gateway", 1);
        GenerationStatus moved = awaitState(2, SERVING);
        assertThat(devicesOf(moved)).containsExactly("d", "c");
        assertThat(moved.review().orElseThrow().cause()).contains("from 'b' to 'gateway', no longer");
    }

    @Test
    void isNotPlannedAgainBecauseSomethingThatItDoesNotUseIsGone() throws Exception {
        givenDevices(FAST, "a", "b", "c");
        whenServing(V1);
        devices.leave("c");
        planner.withdraw("fake");
        planner.offer("other");
        awaitReview(1);
        assertThat(planner.plans()).isEqualTo(2); // for the deployment and for the other strategy
    }

    @Test
    void isPlannedAgainOnlyWhereThatIsConfigured() throws Exception {
        givenGateway(OFF);
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        givenDevices(FAST, "a", "b");
        DeploymentRequest other = DeploymentRequest.of(new ModelId("other", 1));
        long served = service.deploy(other).number();
        awaitState(served, SERVING);
        assertThat(service.generation(1).orElseThrow().review()).isEmpty();
    }

    @Test
    void aMoveThatFailsLeavesItServing() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        devices.answer((device, command) -> device.equals("a")
                ? new CommandReply.Refused("DISK_FULL", "no room")
                : new CommandReply.Done(1, "done"));
        givenDevices(FAST, "a", "b");
        awaitState(2, GenerationState.FAILED);
        assertThat(service.generation(1).orElseThrow().state()).isEqualTo(SERVING);
    }

    @Test
    void aMoveGivesWayToTheRepairOfALostDevice() throws Exception {
        givenAMoveThatShipsForEver();
        devices.leave("y");
        assertThat(awaitState(3, SERVING).review()).isEmpty();
        assertThat(awaitState(2, GenerationState.FAILED).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo("CANCELLED");
            assertThat(failure.message()).contains("gave way");
        });
    }

    @Test
    void aMoveGivesWayToAnOrder() throws Exception {
        givenAMoveThatShipsForEver();
        whenServing(DeploymentRequest.of(new ModelId("m", 2)));
        awaitState(2, GenerationState.FAILED);
        assertThat(pipelines.events()).contains("serve 1", "serve 3").doesNotContain("serve 2");
    }

    private void givenAMoveThatShipsForEver() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        devices.silence("a");
        givenDevices(FAST, "a", "b");
        awaitState(2, GenerationState.SHIPPING);
        devices.silence();
    }

    @Test
    void keepsToTheConstraintsOfTheOrder() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(new DeploymentRequest(
                V1.model(),
                V1.signature(),
                Optional.empty(),
                V1.objective(),
                Constraints.NONE.withExcluded(Set.of(new DeviceId("a"))),
                false,
                List.of()));
        givenDevices(FAST, "a", "b");
        assertThat(awaitReview(1).cause()).contains("'b' joined");
    }

    @Test
    void doesNotMoveOverLinksThatAreNotMeasuredBeforeTheyAre() throws Exception {
        givenGateway(OFTEN);
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        devices.join("a", true, FAST);
        devices.join("b", true, FAST);
        Review review = awaitReview(1);
        assertThat(review.moves()).isFalse();
        assertThat(review.verdict()).contains("from 'gateway' to 'a' is not measured yet");
        givenLinksOf("a", "b");
        assertThat(devicesOf(awaitState(2, SERVING))).containsExactly("a", "b");
    }

    @Test
    void staysWhereItIsWhileADeviceIsOnlyAwayForAMoment() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        planner.beforeNext(() -> devices.vanish("y"));
        givenDevices(FAST, "a", "b");
        Review review = awaitReview(1);
        assertThat(review.moves()).isFalse();
        assertThat(review.verdict()).contains("can't be predicted at this moment");
        assertThat(service.generation(1).orElseThrow().state()).isEqualTo(SERVING);
    }

    @Test
    void whatJoinedWhileADeviceWasRepairedIsStillNews() throws Exception {
        givenGateway(OFTEN);
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        devices.join("y", true, SLOW); // restarted, so it takes its place again in a new generation
        givenDevices(FAST, "a", "b");
        awaitState(2, SERVING);
        assertThat(devicesOf(awaitState(3, SERVING))).containsExactly("a", "b");
    }

    @Test
    void aMoveThatGaveWayIsPlannedAgain() throws Exception {
        givenGateway(OFTEN);
        givenAMoveThatShipsForEver();
        devices.join("y", true, SLOW);
        awaitState(3, SERVING);
        assertThat(devicesOf(awaitState(4, SERVING))).containsExactly("a", "b");
    }

    @Test
    void aReviewThatFailsIsMadeAgain() throws Exception {
        givenGateway(OFTEN);
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        planner.beforeNext(() -> {
            throw new IllegalStateException("a bug of a planner");
        });
        givenDevices(FAST, "a", "b");
        assertThat(devicesOf(awaitState(2, SERVING))).containsExactly("a", "b");
    }

    @Test
    void aMoveThatFailedIsNotTriedAgainBeforeThereIsNews() throws Exception {
        givenGateway(OFTEN);
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        devices.answer((device, command) -> device.equals("a")
                ? new CommandReply.Refused("DISK_FULL", "no room")
                : new CommandReply.Done(1, "done"));
        givenDevices(FAST, "a", "b");
        awaitState(2, GenerationState.FAILED);
        givenDevices(FAST, "c");
        Review review = awaitState(3, GenerationState.FAILED).review().orElseThrow();
        assertThat(review.cause()).contains("'c' joined");
    }

    @Test
    void isPlannedAgainWhenItCostsMuchMoreThanItWasPlacedFor() throws Exception {
        givenGateway(OFTEN);
        devices.profile(new CommandReply.Profiled(3e6, Map.of("a", 1e6, "b", 1e6)));
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        Review review = awaitReview(1);
        assertThat(review.cause()).contains("predicted to cost 1500.0 ms, no longer 100.0 ms");
        assertThat(review.verdict()).contains("the same placement; stays");
    }

    @Test
    void aMoveIsPlannedOnTheMemoryThatIsLeft() throws Exception {
        givenDevices(SLOW, "y", "z");
        whenServing(V1);
        givenDevices(FAST, "a", "b");
        awaitState(2, SERVING);
        FleetSnapshot seen = planner.last().fleet();
        assertThat(memoryBytes(seen, "y")).isLessThan(memoryBytes(seen, "a"));
    }

    private static long memoryBytes(FleetSnapshot fleet, String device) {
        return fleet.device(new DeviceId(device)).orElseThrow().memoryBytes();
    }

    /** All links of these devices are measured. */
    private void givenLinksOf(String... names) {
        for (String name : names) {
            devices.measure(name, "gateway", WIRED);
            devices.measure("gateway", name, WIRED);
            devices.snapshot().devices().stream()
                    .map(device -> device.id().value())
                    .filter(other -> !other.equals(name))
                    .forEach(other -> {
                        devices.measure(name, other, WIRED);
                        devices.measure(other, name, WIRED);
                    });
        }
    }

    private void givenDevices(double flopsPerSecond, String... names) {
        for (String name : names) {
            devices.join(name, true, flopsPerSecond);
        }
        givenLinksOf(names);
    }

    private void whenServing(DeploymentRequest request) throws Exception {
        whenDeployed(request, SERVING);
    }

    private Review awaitReview(long generation) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> service.generation(generation).flatMap(GenerationStatus::review), Optional::isPresent)
                .orElseThrow();
    }
}
