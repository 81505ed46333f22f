package hewn.deployer;

import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.LOADING;
import static hewn.pipeline.GenerationState.PLANNED;
import static hewn.pipeline.GenerationState.SERVING;
import static hewn.pipeline.GenerationState.SHIPPING;
import static hewn.pipeline.GenerationState.VERIFYING;
import static hewn.pipeline.GenerationState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.fleet.DeviceId;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.GenerationStatus.Step;
import hewn.placement.Constraints;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done first when more than one thing is to be done for a model. */
class OrdersAndRepairsTest extends DeploymentFixture {
    private final Map<Long, Failure> failures = new ConcurrentHashMap<>();

    @Override
    void startGateway() throws IOException {
        super.startGateway();
        service.watch(change -> {
            if (change.state() == FAILED) {
                failures.put(change.number(), change.failure().orElseThrow());
            }
        });
    }

    @BeforeEach
    void joinDevices() {
        givenDevices("a", "b", "spare");
    }

    @Test
    void aRepairDoesNotWaitForAnOrderThatShips() throws Exception {
        givenAnOrderThatShipsForEver();
        devices.leave("b");
        GenerationStatus ordered = awaitState(2, SERVING);
        assertThat(pipelines.events()).containsSubsequence("suspend 1", "serve 3", "serve 2");
        assertThat(ordered.model()).isEqualTo(V2.model());
        assertThat(ordered.history())
                .extracting(Step::state)
                .containsExactly(PLANNED, SHIPPING, PLANNED, SHIPPING, LOADING, WARMING, VERIFYING, SERVING);
        assertThat(devicesOf(ordered)).containsExactly("a", "spare");
    }

    @Test
    void anOrderThatLosesADeviceWhileItIsPlannedBeginsAgain() throws Exception {
        service.deploy(V1);
        awaitState(1, SERVING);
        fakes.planner.beforeNext(() -> devices.leave("b"));
        service.deploy(V2);
        assertThat(devicesOf(awaitState(2, SERVING))).containsExactly("a", "spare");
        assertThat(failures).isEmpty();
    }

    @Test
    void anOrderThatGaveWayComesBackAfterARestartThoughTheRepairWasBegunAfterIt() throws Exception {
        givenAnOrderThatShipsForEver();
        devices.leave("b");
        awaitState(2, SERVING);
        stopped();
        startGateway();
        assertThat(awaitState(4, SERVING).model()).isEqualTo(V2.model());
    }

    @Test
    void anOrderThatGaveWayEndsIfAnotherOneWasOrderedMeanwhile() throws Exception {
        givenAnOrderThatShipsForEver();
        service.deploy(V3);
        devices.leave("b");
        awaitState(3, SERVING);
        assertThat(failures.get(2L).code()).isEqualTo("CANCELLED");
        assertThat(failures.get(2L).message()).contains("generation 3");
        assertThat(failures).containsOnlyKeys(2L);
    }

    @Test
    void anOrderThatLoadsOnADeviceWhichIsDeadEndsAtOnce() throws Exception {
        fakes.knock = address -> CompletableFuture.completedFuture(false);
        givenALongPatience();
        service.deploy(V1);
        awaitState(1, SERVING);
        devices.answer((device, command) -> {
            if (command instanceof DeviceCommand.LoadStage) {
                devices.silence("b"); // which is told after 'a'
            }
            return new CommandReply.Done(1, "done");
        });
        service.deploy(V2);
        awaitCommands("b LoadStage", 2);
        devices.leave("b");
        assertThat(awaitState(3, SERVING).model()).isEqualTo(V1.model());
        assertThat(failures.get(2L).code()).isEqualTo("DEVICE_UNREACHABLE");
        assertThat(failures.get(2L).message()).contains("device 'b'", "does not answer");
    }

    @Test
    void anOrderThatShipsToADeviceWhichIsRestartedBeginsAgain() throws Exception {
        service.deploy(V1);
        awaitState(1, SERVING);
        devices.silence("b");
        service.deploy(V2);
        awaitCommands("b FetchSlice", 2);
        devices.silence();
        devices.join("b", true);
        assertThat(awaitState(2, SERVING).model()).isEqualTo(V2.model());
        assertThat(failures).doesNotContainKey(2L);
    }

    @Test
    void anOrderThatShipsToADeviceWhichIsStoppedBeginsAgainWithoutIt() throws Exception {
        devices.silence("b");
        service.deploy(V1);
        awaitCommands("b FetchSlice", 1);
        devices.silence();
        devices.stop("b");
        assertThat(awaitState(1, SERVING).stages())
                .extracting(stage -> stage.device().value())
                .doesNotContain("b");
    }

    @Test
    void anOrderThatShipsToADeviceWhichIsStoppedWaitsWhetherItIsStartedAgain() throws Exception {
        givenALongPatience();
        devices.silence("b");
        service.deploy(without(V1, "spare"));
        awaitCommands("b FetchSlice", 1);
        devices.silence();
        devices.stop("b");
        assertThat(state(1)).isEqualTo(SHIPPING);
        devices.join("b", true);
        awaitState(1, SERVING);
        assertThat(failures).isEmpty();
    }

    @Test
    void anOrderThatNothingStandsInForOnADeviceWhichIsStoppedFailsAfterAMoment() throws Exception {
        devices.silence("b");
        service.deploy(without(V1, "spare"));
        awaitCommands("b FetchSlice", 1);
        devices.stop("b");
        awaitState(1, FAILED);
        assertThat(failures.get(1L).code()).isEqualTo("NO_PLACEMENT");
    }

    @Test
    void anOrderOfAModelThatNothingServesYetBeginsAgainOnceForADeviceThatIsRestarted() throws Exception {
        devices.silence("b");
        service.deploy(V1);
        awaitCommands("b FetchSlice", 1);
        devices.join("b", true);
        awaitCommands("b FetchSlice", 2);
        assertThat(state(1)).isEqualTo(SHIPPING);
        devices.join("b", true);
        awaitState(1, FAILED);
        assertThat(failures.get(1L).code()).isEqualTo("DEVICE_UNREACHABLE");
        assertThat(failures.get(1L).message()).contains("device 'b'", "was restarted");
    }

    @Test
    void aDeviceThatComesAndGoesInterruptsAnOrderButOnce() throws Exception {
        givenAnotherModelThatServes();
        givenAModelThatNoDeviceMoreHelps();
        devices.silence("a");
        long order = service.deploy(V2).number();
        awaitCommands("a FetchSlice", 2);
        devices.join("flapping", true);
        awaitCommands("a FetchSlice", 3);
        devices.leave("flapping");
        devices.join("flapping", true);
        awaitLooks(2);
        devices.catchUp();
        assertThat(awaitState(order, SERVING).history())
                .extracting(Step::state)
                .containsExactly(PLANNED, SHIPPING, PLANNED, SHIPPING, LOADING, WARMING, VERIFYING, SERVING);
    }

    @Test
    void aDeviceThatIsDeadAndThatNothingStandsInForInterruptsNoOrder() throws Exception {
        CompletableFuture<Boolean> answers = new CompletableFuture<>();
        fakes.knock = address -> answers;
        givenALongPatience();
        service.deploy(without(V1, "spare"));
        awaitState(1, SERVING);
        devices.silence("a");
        service.deploy(without(V2, "b"));
        awaitCommands("a FetchSlice", 2);
        devices.leave("b");
        answers.complete(false);
        await().until(() -> fakes.decisions() == 1);
        devices.catchUp();
        assertThat(awaitState(2, SERVING).history())
                .extracting(Step::state)
                .containsExactly(PLANNED, SHIPPING, LOADING, WARMING, VERIFYING, SERVING);
    }

    private void givenAnotherModelThatServes() throws Exception {
        List.of("y", "z").forEach(name -> devices.join(name, true));
        DeploymentRequest other = DeploymentRequest.of(new ModelId("other", 1));
        awaitState(service.deploy(without(other, "a", "b", "spare")).number(), SERVING);
    }

    private void givenAModelThatNoDeviceMoreHelps() throws Exception {
        long served = service.deploy(without(V1, "spare", "flapping", "y", "z")).number();
        awaitState(served, SERVING);
        devices.leave("b");
        awaitState(served + 1, FAILED);
        assertThat(failures.get(served + 1).code()).isEqualTo("NO_PLACEMENT");
    }

    private static DeploymentRequest without(DeploymentRequest request, String... excluded) {
        return new DeploymentRequest(
                request.model(),
                request.signature(),
                request.strategy(),
                request.objective(),
                Constraints.NONE.withExcluded(
                        Stream.of(excluded).map(DeviceId::new).collect(Collectors.toSet())),
                request.strict(),
                request.exits());
    }

    /** Until all models were looked at. */
    private void awaitLooks(int more) {
        int seen = pipelines.looks();
        await().until(() -> pipelines.looks() >= seen + more);
    }

    private void givenAnOrderThatShipsForEver() throws Exception {
        service.deploy(V1);
        awaitState(1, SERVING);
        devices.silence("a");
        service.deploy(V2);
        awaitCommands("b FetchSlice", 2);
        devices.silence();
    }

    private void awaitCommands(String command, int times) {
        await().until(() -> Collections.frequency(devices.commands(), command) == times);
    }

    @Test
    void ofTheOrdersThatWaitOnlyTheLastIsCarriedOut() throws Exception {
        CompletableFuture<Void> verified = new CompletableFuture<>();
        pipelines.compute(x -> {
            verified.join();
            return x;
        });
        service.deploy(V1);
        awaitState(1, VERIFYING);
        service.deploy(V2);
        service.deploy(V3);
        assertThat(failures.get(2L).code()).isEqualTo("CANCELLED");
        assertThat(failures.get(2L).message()).contains("generation 3", "took its place");
        verified.complete(null);
        awaitState(3, SERVING);
        assertThat(pipelines.events()).contains("serve 1", "serve 3").doesNotContain("serve 2");
    }
}
