package hewn.deployer;

import static hewn.pipeline.GenerationState.DEGRADED;
import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static hewn.pipeline.GenerationState.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.placement.Constraints;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Devices that leave, are stopped or are restarted, and what takes their place. */
class LostDeviceTest extends DeploymentFixture {
    @Test
    void aDeviceThatIsOnlyAwayForAMomentTakesItsPlaceAgain() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        assertThat(state(1)).isEqualTo(DEGRADED);
        devices.join("a", false);
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(pipelines.events()).containsExactly("serve 1", "suspend 1", "resume 1");
    }

    @Test
    void aRestartedDeviceTakesItsPlaceAgainInANewGeneration() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        devices.join("a", true);
        awaitState(2, SERVING);
        assertThat(service.generation(2).orElseThrow().stages())
                .extracting(s -> s.device().value())
                .containsExactly("a", "b");
        assertThat(pipelines.events())
                .containsExactly("serve 1", "suspend 1", "suspend 1", "suspend 1", "serve 2", "drain 1");
    }

    @Test
    void aDeviceThatComesBackAfterAFailedRepairIsPutToWork() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        awaitState(2, FAILED);
        assertThat(state(1)).isEqualTo(DEGRADED);
        await().untilAsserted(() -> assertThat(pipelines.events()).contains("give up 1"));
        devices.join("a", true);
        awaitState(3, SERVING);
        awaitState(1, RETIRED);
        assertThat(pipelines.events()).endsWith("suspend 1", "serve 3", "drain 1");
    }

    @Test
    void aDeviceThatLeavesWhileItIsBeingDeployedIsNoticed() throws Exception {
        givenDevices("a", "b", "spare");
        pipelines.compute(x -> {
            devices.leave("b");
            pipelines.compute(y -> y);
            return x;
        });
        service.deploy(V1);
        awaitState(2, SERVING);
        assertThat(service.generation(2).orElseThrow().stages())
                .extracting(s -> s.device().value())
                .containsExactly("a", "spare");
    }

    @Test
    void aLostDeviceIsReplacedByASpareOne() throws Exception {
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        awaitState(2, SERVING);
        assertThat(service.generation(2).orElseThrow().stages())
                .extracting(s -> s.device().value())
                .containsExactly("spare", "b");
    }

    @Test
    void aDeviceThatDoesNotAnswerIsReplacedAtOnceIfAnotherStandsBy() throws Exception {
        fakes.knock = address -> CompletableFuture.completedFuture(false);
        givenALongPatience();
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        awaitState(2, SERVING);
        devices.leave("b");
        devices.join("b", false);
        assertThat(service.generation(2).orElseThrow().state()).isEqualTo(SERVING);
    }

    @Test
    void aDeviceThatWasStoppedIsReplacedAtOnce() throws Exception {
        givenALongPatience();
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        devices.stop("a");
        awaitState(2, SERVING);
        assertThat(devicesOf(service.generation(2).orElseThrow())).containsExactly("spare", "b");
    }

    @Test
    void aDeviceThatIsStoppedAndStartedAgainIsWaitedForIfNothingReplacesIt() throws Exception {
        givenALongPatience();
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.stop("a");
        awaitState(2, FAILED);
        devices.join("a", true);
        awaitState(3, SERVING);
        assertThat(pipelines.events()).doesNotContain("give up 1");
    }

    @Test
    void aDeviceThatJoinsWhileOneThatWasStoppedIsWaitedForTakesItsPlaceAtOnce() throws Exception {
        givenALongPatience();
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.stop("a");
        awaitState(2, FAILED);
        devices.join("spare", true);
        awaitState(3, SERVING);
        assertThat(devicesOf(service.generation(3).orElseThrow())).containsExactly("spare", "b");
        assertThat(pipelines.events()).doesNotContain("give up 1");
    }

    @Test
    void aDeviceThatWasStoppedIsReplacedAtOnceThoughAnotherOneIsLostThen() throws Exception {
        givenALongPatience();
        givenDevices("a", "b", "c", "d");
        whenDeployed(V1, SERVING);
        devices.vanish("b");
        devices.stop("a");
        devices.leave("b");
        awaitState(2, SERVING);
        assertThat(devicesOf(service.generation(2).orElseThrow())).containsExactly("c", "d");
    }

    @Test
    void oneOfTwoLostDevicesThatIsBackIsUsedAtOnceWhereItHelps() throws Exception {
        givenALongPatience();
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        devices.leave("b");
        devices.stop("a");
        awaitState(2, FAILED);
        devices.join("b", false);
        awaitState(3, SERVING);
        assertThat(devicesOf(service.generation(3).orElseThrow())).containsExactly("spare", "b");
    }

    @Test
    void aDeviceThatAnswersMayComeBackBeforeItIsReplaced() throws Exception {
        givenALongPatience();
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        devices.join("a", false);
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(service.generations()).hasSize(1);
    }

    @Test
    void anUpgradeThatLosesADeviceWhichIsMissedBeginsAgainWithoutIt() throws Exception {
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        devices.silence("b");
        long upgrade = service.deploy(V2).number();
        awaitState(upgrade, SHIPPING);
        devices.leave("b");
        await().atMost(Duration.ofSeconds(8)).until(() -> state(upgrade), SERVING::equals);
        assertThat(devicesOf(service.generation(upgrade).orElseThrow())).containsExactly("a", "spare");
    }

    @Test
    void whatOthersPullIsNotWaitedForOnceADeviceIsLost() throws Exception {
        givenDevices("a", "b", "spare");
        devices.silence("a", "b");
        long number = service.deploy(V1).number();
        await().until(() -> devices.commands().contains("b FetchSlice"));
        devices.leave("b");
        awaitFailure(number, "DEVICE_UNREACHABLE", "device 'b': it went offline");
    }

    @Test
    void theMemoryOfADeviceThatIsGoneIsNotWaitedFor() throws Exception {
        givenDevices("a", "b", "c");
        whenDeployed(V1, SERVING);
        devices.silence("b");
        whenDeployed(withoutB(V2), SERVING);
        AtomicBoolean full = new AtomicBoolean(true);
        devices.answer((device, command) -> command instanceof DeviceCommand.LoadStage && full.get()
                ? new CommandReply.Refused("MEMORY_EXCEEDED", "needs 2 GiB, has 1 GiB")
                : new CommandReply.Done(1, "done"));
        long upgrade = service.deploy(withoutB(V3)).number();
        await().until(() -> progress(upgrade).contains("waiting for the memory"));
        full.set(false);
        devices.leave("b");
        await().atMost(Duration.ofSeconds(8)).until(() -> state(upgrade), SERVING::equals);
    }

    private static DeploymentRequest withoutB(DeploymentRequest request) {
        return new DeploymentRequest(
                request.model(),
                request.signature(),
                request.strategy(),
                request.objective(),
                Constraints.NONE.withExcluded(Set.of(new DeviceId("b"))),
                request.strict(),
                request.exits());
    }

    /** Well before the limit of any command. */
    private void awaitFailure(long generation, String code, String message) {
        await().atMost(Duration.ofSeconds(8)).until(() -> state(generation), FAILED::equals);
        GenerationStatus.Failure failure =
                service.generation(generation).orElseThrow().failure().orElseThrow();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains(message);
    }

    @Test
    void aLostDeviceIsReplacedAlsoWithoutTheStrategyThatWasOrdered() throws Exception {
        givenDevices("a", "b", "spare");
        planner.offer("gone");
        whenDeployed(
                new DeploymentRequest(
                        V1.model(),
                        V1.signature(),
                        Optional.of("gone"),
                        V1.objective(),
                        V1.constraints(),
                        V1.strict(),
                        List.of()),
                SERVING);
        planner.withdraw("gone");
        devices.leave("a");
        awaitState(2, SERVING);
    }
}
