package hewn.deployer;

import static hewn.pipeline.GenerationState.DEGRADED;
import static hewn.pipeline.GenerationState.DRAINING;
import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.LOADING;
import static hewn.pipeline.GenerationState.PLANNED;
import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static hewn.pipeline.GenerationState.SHIPPING;
import static hewn.pipeline.GenerationState.VERIFYING;
import static hewn.pipeline.GenerationState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.deployer.journal.JournalEntry;
import hewn.fleet.DeviceId;
import hewn.graph.EarlyExit;
import hewn.graph.LayerRange;
import hewn.graph.StatedExit;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.GenerationStatus.Step;
import hewn.placement.Constraints;
import hewn.placement.LayerProfile;
import hewn.placement.Objective;
import hewn.placement.PlanDecision;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceMetrics.StageMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentServiceTest {
    private static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));
    private static final DeploymentRequest V2 = DeploymentRequest.of(new ModelId("m", 2));
    private static final DeploymentRequest V3 = DeploymentRequest.of(new ModelId("m", 3));

    @TempDir
    private Path data;

    private final GatewayOnFakes fakes = new GatewayOnFakes();
    private final FakeDevices devices = fakes.devices;
    private final FakeModels models = fakes.models;
    private final FakeSwitch pipelines = fakes.pipelines;
    private final AtomicBoolean dead = new AtomicBoolean();
    private final OneLayerPerDevice planner = fakes.planner;
    private DeploymentService service;

    @BeforeEach
    void startGateway() throws IOException {
        fakes.knock = address -> CompletableFuture.completedFuture(!dead.get());
        service = fakes.start(data);
    }

    @AfterEach
    void stopGateway() {
        service.close();
    }

    @Test
    void servesAfterEveryStepIsDone() throws Exception {
        givenDevices("a", "b");
        GenerationStatus served = whenDeployed(V1, SERVING);
        assertThat(served.history())
                .extracting(Step::state)
                .containsExactly(PLANNED, SHIPPING, LOADING, WARMING, VERIFYING, SERVING);
        assertThat(served.stages()).extracting(s -> s.device().value()).containsExactly("a", "b");
        assertThat(pipelines.events()).containsExactly("serve 1");
    }

    @Test
    void takesNoOrderOnceItHasEnded() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        DeploymentService former = service;
        former.close();
        startGateway();
        assertThatThrownBy(() -> former.deploy(V2))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("order again");
        assertThat(service.deploy(V2).number()).isEqualTo(2);
    }

    @Test
    void aNewOrderWaitsUntilAllLinksAreMeasured() throws Exception {
        fakes.linkPatience = Duration.ofMinutes(5);
        service.close();
        startGateway();
        givenDevices("a", "b");
        devices.measure("a", "b");
        long number = service.deploy(V1).number();
        await().until(() -> progress(number).endsWith(": 1 of 6 are"));
        devices.measure("b", "a");
        await().until(() -> progress(number).endsWith(": 2 of 6 are"));
        for (String device : List.of("a", "b")) {
            devices.measure("gateway", device);
            devices.measure(device, "gateway");
        }
        awaitState(number, SERVING);
    }

    @Test
    void aNewOrderWaitsForLinksNoLongerThanItIsTold() throws Exception {
        fakes.linkPatience = Duration.ofMillis(300);
        service.close();
        startGateway();
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
    }

    @Test
    void aRepairDoesNotWaitForLinks() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        fakes.linkPatience = Duration.ofMinutes(5);
        pipelines.loseRoutes();
        service.close();
        startGateway();
        awaitState(2, SERVING);
        devices.join("c", true);
        devices.leave("a");
        awaitState(3, SERVING);
    }

    @Test
    void tellsTheDevicesWhetherAnythingServes() throws Exception {
        givenDevices("a", "b");
        assertThat(devices.isToldThatSomethingServes()).isFalse();
        whenDeployed(V1, SERVING);
        assertThat(devices.isToldThatSomethingServes()).isTrue();
        service.undeploy("m");
        await().until(() -> !devices.isToldThatSomethingServes());
    }

    @Test
    void tellsWhichStrategiesWereAskedAndWhatBecameOfThem() throws Exception {
        givenDevices("a", "b");
        assertThat(whenDeployed(V1, SERVING).attempts())
                .extracting(PlanDecision.Attempt::strategy)
                .containsExactly("fake");
    }

    @Test
    void theNextPlacementKnowsWhatTheLayersOfTheLastOneTook() throws Exception {
        givenDevices("a", "b");
        devices.profile(new CommandReply.Profiled(3e6, Map.of("a", 1e6, "b", 1e6)));
        whenDeployed(V1, SERVING);
        await().untilAsserted(() -> assertThat(service.problem(V1).profiles())
                .extracting(LayerProfile::layerSeconds)
                .containsExactly(List.of(1.5, 1.5)));
    }

    @Test
    void theNextPlacementKnowsWhatTheStagesTake() throws Exception {
        givenDevices("a", "b");
        devices.profile(new CommandReply.Profiled(3e6, Map.of("a", 1e6, "b", 1e6)));
        GenerationStatus served = whenDeployed(V1, SERVING);
        await().until(() -> service.problem(V1).profiles().size(), count -> count == 1);
        devices.say("b", new StageMetrics(1, served.stages().get(1).slice().digest(), 99, 0, 0, 1, 3_000_000));
        assertThat(service.problem(V1).profiles())
                .extracting(LayerProfile::layerSeconds)
                .containsExactly(List.of(3.0, 3.0));
        assertThat(service.problem(V2).profiles()).isEmpty();
    }

    @Test
    void aPreviewKnowsWhereTheModelRunsAndBeginsNothing() throws Exception {
        givenDevices("a", "b");
        assertThat(service.problem(V1).current()).isEmpty();
        whenDeployed(V1, SERVING);
        assertThat(service.problem(V1).current())
                .hasValueSatisfying(current -> assertThat(current.devices())
                        .extracting(DeviceId::value)
                        .containsExactly("a", "b"));
        assertThat(service.generations()).hasSize(1);
    }

    @Test
    void whereAModelMayAnswerEarlyIsPartOfTheProblemAndIsRemembered() throws Exception {
        givenDevices("a", "b");
        DeploymentRequest early = withExit("a");
        assertThat(service.problem(early).graph().exits()).containsExactly(new EarlyExit(1, 0.5));
        whenDeployed(early, SERVING);
        assertThat(GatewayOnFakes.journal(data).entries().iterator().next().toRequest())
                .isEqualTo(early);
    }

    @Test
    void anExitAtALayerThatTheModelLacksIsRefusedBeforeAnythingBegins() {
        givenDevices("a", "b");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.deploy(withExit("nowhere")))
                .withMessageContaining("there is no layer 'nowhere'")
                .withMessageContaining("[a, b]");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.problem(withExit("2")))
                .withMessageContaining("from 1 to 1");
        assertThat(service.generations()).isEmpty();
    }

    private static DeploymentRequest withExit(String at) {
        return new DeploymentRequest(
                V1.model(),
                V1.signature(),
                V1.strategy(),
                V1.objective(),
                V1.constraints(),
                false,
                List.of(new StatedExit(at, 0.5)));
    }

    @Test
    void aPreviewWithoutDevicesIsRefused() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.problem(V1))
                .withMessageContaining("no device is online");
    }

    @Test
    void linksEachStageToTheNextAndTheLastToTheGateway() throws Exception {
        givenDevices("a", "b");
        StringBuilder next = new StringBuilder();
        devices.answer((device, command) -> {
            if (command instanceof DeviceCommand.LoadStage load) {
                next.append(device).append('→').append(load.next()).append(' ');
            }
            return new CommandReply.Done(1, "done");
        });
        whenDeployed(V1, SERVING);
        assertThat(next).hasToString("a→b:1 b→gateway:1 ");
    }

    @Test
    void aRefusalOfADeviceLeavesTheOldGenerationServing() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.answer((device, command) -> command instanceof DeviceCommand.LoadStage
                ? new CommandReply.Refused("MEMORY_EXCEEDED", "needs 2 GiB, has 1 GiB")
                : new CommandReply.Done(1, "done"));
        GenerationStatus failed = whenDeployed(V2, FAILED);
        assertThat(failed.failure().orElseThrow().code()).isEqualTo("MEMORY_EXCEEDED");
        assertThat(failed.failure().orElseThrow().message()).contains("'a'").contains("2 GiB");
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(pipelines.events()).containsExactly("serve 1", "drain 2");
        assertThat(devices.commands()).contains("a UnloadGeneration", "b UnloadGeneration");
    }

    @Test
    void aPipelineThatComputesSomethingElseNeverServes() throws Exception {
        givenDevices("a", "b");
        pipelines.compute(x -> new Tensor(ElementType.FLOAT32, Shape.of(2), ByteBuffer.allocate(8)));
        GenerationStatus failed = whenDeployed(V1, FAILED);
        assertThat(failed.failure().orElseThrow().code()).isEqualTo("VERIFICATION_FAILED");
        assertThat(pipelines.events()).containsExactly("drain 1");
    }

    @Test
    void aModelThatDoesNotRunIsRefusedBeforeAnythingIsShipped() throws Exception {
        givenDevices("a", "b");
        models.fail("it takes longer than 60 s");
        GenerationStatus failed = whenDeployed(V1, FAILED);
        assertThat(failed.failure().orElseThrow().code()).isEqualTo("MODEL_FAILS");
        assertThat(devices.commands()).isEmpty();
    }

    @Test
    void anUpgradeSwitchesThenDrainsThenUnloads() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        awaitState(1, RETIRED);
        assertThat(service.generation(1).orElseThrow().history())
                .extracting(Step::state)
                .endsWith(SERVING, DRAINING, RETIRED);
        assertThat(pipelines.events()).containsExactly("serve 1", "serve 2", "drain 1");
    }

    @Test
    void withoutDevicesItSaysHowToGetSome() throws Exception {
        GenerationStatus failed = whenDeployed(V1, FAILED);
        assertThat(failed.failure().orElseThrow().code()).isEqualTo("NO_DEVICES");
        assertThat(failed.failure().orElseThrow().remedy()).contains("hewn-agent");
    }

    @Test
    void namesTheDevicesOfAnOrderThatAreNotThere() throws Exception {
        givenDevices("a", "b");
        Constraints only = new Constraints(
                Optional.of(Set.of(new DeviceId("a"), new DeviceId("nosuch"))),
                Set.of(),
                0.1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        Failure why = whenDeployed(
                        new DeploymentRequest(
                                V1.model(), V1.signature(), Optional.empty(), V1.objective(), only, false, List.of()),
                        FAILED)
                .failure()
                .orElseThrow();
        assertThat(why.code()).isEqualTo("NO_PLACEMENT");
        assertThat(why.message()).contains("[nosuch] are not online", "online are [a, b]");
        assertThat(why.remedy()).contains("hewn devices");
    }

    @Test
    void aModelOrSignatureThatIsNotThereIsRefusedAtOnce() {
        assertThatThrownBy(() -> service.deploy(DeploymentRequest.of(new ModelId("absent", 1))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("absent/1");
    }

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
        assertThat(pipelines.events()).containsExactly("serve 1", "suspend 1", "suspend 1", "serve 2", "drain 1");
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
        dead.set(true);
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
    void whatServedIsKnownAgainBeforeItIsSaidThatAllIs() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        stopped();
        startGateway();
        await().until(service::isRestored);
        assertThat(pipelines.events()).contains("expect m/1");
    }

    @Test
    void whatIsUndeployedBeforeItIsReadIsNotSaidToComeBack() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        stopped();
        CompletableFuture<Void> read = models.readSlowly();
        startGateway();
        service.undeploy("m");
        read.complete(null);
        await().until(service::isRestored);
        assertThat(pipelines.events()).doesNotContain("expect m/1");
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

    @Test
    void aRestartedGatewayServesWhatServedBeforeUnderANewNumber() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        stopped();
        startGateway();
        awaitState(2, SERVING);
        assertThat(service.generation(2).orElseThrow().model()).isEqualTo(V1.model());
        assertThat(devices.commands()).contains("a UnloadGeneration");
    }

    @Test
    void aRestartedGatewayWaitsForTheDevicesThatItHad() throws Exception {
        givenDevices("a", "b", "c");
        whenDeployed(V1, SERVING);
        stopped();
        devices.leave("a");
        devices.leave("b");
        startGateway();
        devices.join("b", true);
        assertThat(service.generation(2).orElseThrow().progress())
                .contains("waiting")
                .contains("a");
        devices.join("a", true);
        awaitState(2, SERVING);
        assertThat(service.generation(2).orElseThrow().stages())
                .extracting(s -> s.device().value())
                .containsExactly("a", "b");
    }

    @Test
    void whatIsUndeployedIsRetiredAndForgotten() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        assertThat(service.isWanted("m")).isTrue();
        assertThat(service.undeploy("m")).isTrue();
        assertThat(service.isWanted("m")).isFalse();
        assertThat(service.undeploy("m")).isFalse();
        assertThat(state(1)).isEqualTo(RETIRED);
        stopped();
        startGateway();
        assertThat(GatewayOnFakes.journal(data).entries()).isEmpty();
    }

    @Test
    void whatNeverServedIsWantedUntilItIsUndeployed() throws Exception {
        whenDeployed(V1, FAILED);
        assertThat(service.isWanted("m")).isTrue();
        assertThat(service.undeploy("m")).isTrue();
        assertThat(service.isWanted("m")).isFalse();
    }

    @Test
    void whatIsUnderWayOrWaitsIsCancelledWhenItIsUndeployed() throws Exception {
        givenDevices("a", "b");
        pipelines.compute(x -> {
            CompletableFuture.runAsync(() -> service.undeploy("m")).join();
            return x;
        });
        service.deploy(V1);
        service.deploy(V2);
        awaitState(2, FAILED);
        assertThat(service.generation(2).orElseThrow().failure().orElseThrow().code())
                .isEqualTo("CANCELLED");
        await().until(() ->
                service.generations().stream().noneMatch(g -> !g.state().isEnded()));
        assertThat(GatewayOnFakes.journal(data).entries()).isEmpty();
    }

    @Test
    void anOrderDuringTheHomecomingTakesTheRestoredOnesPlace() throws Exception {
        givenDevices("a", "b", "c");
        whenDeployed(V1, SERVING);
        stopped();
        devices.leave("a");
        startGateway();
        whenDeployed(V2, SERVING);
        awaitState(2, FAILED); // the restored one
        assertThat(devices.commands()).contains("b UnloadGeneration");
    }

    @Test
    void theNextOrderDoesNotWaitForTheFormerOnesRequests() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        CompletableFuture<Void> answered = pipelines.keepBusy();
        whenDeployed(V2, SERVING);
        assertThat(state(1)).isEqualTo(DRAINING);
        whenDeployed(V3, SERVING);
        assertThat(state(1)).isEqualTo(DRAINING);
        assertThat(devices.commands()).doesNotContain("a UnloadGeneration");
        answered.complete(null);
        assertThat(state(1)).isEqualTo(RETIRED);
        assertThat(devices.commands()).contains("a UnloadGeneration");
    }

    @Test
    void whatDoesNotFitBesideTheFormerOneWaitsUntilItIsUnloaded() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        CompletableFuture<Void> answered = pipelines.keepBusy();
        whenDeployed(V2, SERVING);
        devices.answer((device, command) -> {
            boolean full = command instanceof DeviceCommand.LoadStage && !answered.isDone();
            if (full) {
                answered.completeAsync(() -> null);
            }
            return full
                    ? new CommandReply.Refused("MEMORY_EXCEEDED", "needs 2 GiB, has 1 GiB")
                    : new CommandReply.Done(1, "done");
        });
        whenDeployed(V3, SERVING);
    }

    @Test
    void devicesKeepWhatServesAndWhatServedBeforeIt() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        awaitNeeded(V1);
        whenDeployed(V2, SERVING);
        awaitNeeded(V1, V2);
        whenDeployed(V3, SERVING);
        awaitNeeded(V2, V3);
        stopped();
        startGateway();
        awaitState(4, SERVING);
        awaitNeeded(V2, V3);
        service.undeploy("m");
        awaitNeeded();
    }

    @Test
    void aRollbackBringsBackTheFormerDeploymentAndShipsNothing() throws Exception {
        givenDevices("a", "b");
        planner.offer("fake");
        DeploymentRequest strict = new DeploymentRequest(
                V1.model(),
                V1.signature(),
                Optional.of("fake"),
                new Objective.Latency(),
                Constraints.NONE,
                true,
                List.of());
        assertThat(whenDeployed(strict, SERVING).shippedBytes()).hasValue(200);
        whenDeployed(V2, SERVING);
        assertThat(service.former("m")).contains(V1.model());
        GenerationStatus back = whenRolledBack();
        assertThat(back.number()).isEqualTo(3);
        assertThat(back.model()).isEqualTo(V1.model());
        assertThat(back.shippedBytes()).hasValue(0);
        assertThat(back.history())
                .extracting(Step::state)
                .containsExactly(PLANNED, SHIPPING, LOADING, WARMING, VERIFYING, SERVING);
        assertThat(GatewayOnFakes.journal(data).entries())
                .extracting(JournalEntry::toRequest)
                .containsExactly(strict);
        awaitState(2, RETIRED);
    }

    @Test
    void whoRollsBackTwiceIsWhereTheyWere() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        assertThat(whenRolledBack().model()).isEqualTo(V1.model());
        GenerationStatus again = whenRolledBack();
        assertThat(again.model()).isEqualTo(V2.model());
        assertThat(again.shippedBytes()).hasValue(0);
    }

    @Test
    void aRollbackTakesTheFormerPlacesThoughOthersWouldBePlannedNow() throws Exception {
        givenDevices("b", "c");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        givenDevices("a");
        assertThat(devicesOf(whenRolledBack())).containsExactly("b", "c");
    }

    @Test
    void aRollbackToAPlaceThatIsGoneHasAnotherDeviceStandIn() throws Exception {
        givenDevices("a", "b", "c");
        whenDeployed(V1, SERVING);
        DeploymentRequest onOthers = new DeploymentRequest(
                V2.model(),
                V2.signature(),
                Optional.empty(),
                V2.objective(),
                Constraints.NONE.withExcluded(Set.of(new DeviceId("a"))),
                false,
                List.of());
        whenDeployed(onOthers, SERVING);
        devices.leave("a");
        assertThat(devicesOf(whenRolledBack())).containsExactly("c", "b");
    }

    @Test
    void aRepairIsNoDeploymentToGoBackTo() throws Exception {
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        devices.leave("a");
        awaitState(3, SERVING);
        assertThat(whenRolledBack().model()).isEqualTo(V1.model());
    }

    @Test
    void aRestartedGatewayStillKnowsWhatToGoBackTo() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        stopped();
        startGateway();
        awaitState(3, SERVING);
        GenerationStatus back = whenRolledBack();
        assertThat(back.model()).isEqualTo(V1.model());
        assertThat(back.shippedBytes()).hasValue(0);
    }

    @Test
    void withoutAFormerDeploymentARollbackIsRefused() throws Exception {
        assertThat(service.rollback("m")).isEmpty();
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V1, SERVING);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.rollback("m"))
                .withMessageContaining("nothing to go back to")
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("hewn deploy"));
        assertThat(service.former("m")).isEmpty();
    }

    @Test
    void aFormerVersionThatWasRemovedIsNamed() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        models.remove(V1.model());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.rollback("m"))
                .withMessageContaining("m/1")
                .withMessageContaining("not in the repository any more")
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("hand it in again"));
        assertThat(state(2)).isEqualTo(SERVING);
    }

    @Test
    void whileAnOrderIsOnItsWayNothingIsRolledBack() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        CompletableFuture<Void> go = new CompletableFuture<>();
        pipelines.compute(x -> {
            go.join();
            return x;
        });
        service.deploy(V3);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.rollback("m"))
                .withMessageContaining("generation 3 on its way");
        go.complete(null);
        awaitState(3, SERVING);
        assertThat(whenRolledBack().model()).isEqualTo(V2.model());
    }

    @Test
    void aRollbackThatIsOrderedTwiceIsDoneOnce() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        whenDeployed(V2, SERVING);
        long number = service.rollback("m", 2).orElseThrow().number();
        awaitState(number, SERVING);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> service.rollback("m", 2))
                .withMessageContaining("served by generation 3, not by 2");
        assertThat(service.generation(number).orElseThrow().model()).isEqualTo(V1.model());
    }

    private GenerationStatus whenRolledBack() throws Exception {
        long number = service.rollback("m").orElseThrow().number();
        awaitState(number, SERVING);
        return service.generation(number).orElseThrow();
    }

    private static List<String> devicesOf(GenerationStatus generation) {
        return generation.stages().stream().map(s -> s.device().value()).toList();
    }

    @Test
    void aDeviceThatComesBackLaterIsToldWhatIsNeeded() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.join("late", true);
        await().until(() -> devices.needed("late").equals(devices.needed("a")));
    }

    @Test
    void commandsAreGivenInTheNameOfTheGatewayThatBeganLast() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        DeviceCommand.Order before = devices.orders().get(0);
        stopped();
        startGateway();
        awaitState(2, SERVING);
        DeviceCommand.Order after = devices.orders().get(devices.orders().size() - 1);
        assertThat(after.gateway()).isEqualTo(before.gateway());
        assertThat(after.epoch()).isGreaterThan(before.epoch());
    }

    @Test
    void whatWentOnServingWhileTheDeployerWasRestartedIsLeftAlone() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        service.close();
        int before = devices.commands().size();
        startGateway();
        await().until(() -> devices.commands().size() == before + 2);
        assertThat(devices.commands().subList(before, before + 2))
                .containsExactlyInAnyOrder("a WarmStage", "b WarmStage");
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(pipelines.events()).containsExactly("serve 1");
        await().until(() -> service.generation(1).orElseThrow().placement().isPresent());
        whenDeployed(V2, SERVING);
        awaitState(1, RETIRED);
    }

    @Test
    void aDeviceThatWasRestartedMeanwhileLoadsAgain() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        service.close();
        devices.answer((device, command) -> command instanceof DeviceCommand.WarmStage warm && warm.generation() == 1
                ? new CommandReply.Refused("NOT_LOADED", "stage 0 of generation 1 is not loaded here")
                : new CommandReply.Done(1, "done"));
        startGateway();
        awaitState(2, SERVING);
        assertThat(pipelines.events()).containsExactly("serve 1", "suspend 1", "suspend 1", "serve 2", "drain 1");
    }

    @Test
    void aDeviceThatLeftMeanwhileIsReplaced() throws Exception {
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        service.close();
        devices.leave("a");
        startGateway();
        awaitState(2, SERVING);
        assertThat(service.generation(2).orElseThrow().stages())
                .extracting(s -> s.device().value())
                .containsExactly("spare", "b");
    }

    @Test
    void whatGoesWrongWithOneDeploymentDoesNotEndTheRepairsOfOthers() throws Exception {
        givenDevices("a", "b", "spare");
        whenDeployed(V1, SERVING);
        whenDeployed(DeploymentRequest.of(new ModelId("other", 1)), SERVING);
        service.close();
        devices.leave("a");
        pipelines.failOnce();
        startGateway();
        awaitState(3, SERVING);
    }

    @Test
    void aFullDiskLosesNothingAndIsNamed() throws Exception {
        service.close();
        try (SmallDisk disk = smallDisk()) {
            Path folder = data;
            data = disk.folder();
            startGateway();
            givenDevices("a", "b");
            whenDeployed(V1, SERVING);
            pipelines.compute(x -> {
                disk.fill();
                pipelines.compute(y -> y);
                return x;
            });
            GenerationStatus failed = whenDeployed(V2, FAILED);
            assertThat(failed.failure().orElseThrow().code()).isEqualTo("JOURNAL_UNWRITABLE");
            assertThat(failed.failure().orElseThrow().remedy()).contains("free space");
            assertThatThrownBy(() -> service.deploy(V3))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContainingAll("journal", "No space left", "free space");
            assertThatThrownBy(() -> service.undeploy("m"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContainingAll("journal", "No space left", "free space");
            assertThat(state(1)).isEqualTo(SERVING);
            assertThat(pipelines.serving("m")).isPresent();
            stopped();
            startGateway();
            assertThat(service.generations()).isEmpty();
            disk.makeRoom();
            awaitState(3, SERVING);
            assertThat(service.generation(3).orElseThrow().model()).isEqualTo(V1.model());
            assertThat(service.undeploy("m")).isTrue();
            assertThat(GatewayOnFakes.journal(data).entries()).isEmpty();
            service.close();
            data = folder;
            startGateway();
        }
    }

    private SmallDisk smallDisk() throws Exception {
        Optional<SmallDisk> disk = SmallDisk.at(data.resolve("disk"));
        assumeTrue(disk.isPresent(), "skipped: a tmpfs can't be mounted here, which needs Linux and root");
        return disk.orElseThrow();
    }

    /** As when its process ends. */
    private void stopped() {
        service.close();
        pipelines.loseRoutes();
    }

    private void awaitNeeded(DeploymentRequest... requests) {
        Set<Digest> slices = Stream.of(requests)
                .flatMap(request -> Stream.of(new LayerRange(0, 1), new LayerRange(1, 2))
                        .map(layers -> FakeModels.digest(request.model(), layers)))
                .collect(Collectors.toSet());
        await().until(() -> devices.needed("a"), slices::equals);
        await().until(() -> devices.needed("b"), slices::equals);
        await().until(models::kept, slices::equals);
    }

    /** With devices that went offline. */
    private void givenALongPatience() throws IOException {
        fakes.patience = Duration.ofMinutes(5);
        service.close();
        startGateway();
    }

    private void givenDevices(String... names) {
        for (String name : names) {
            devices.join(name, true);
        }
    }

    private GenerationStatus whenDeployed(DeploymentRequest request, GenerationState expected) throws Exception {
        long number = service.deploy(request).number();
        awaitState(number, expected);
        return service.generation(number).orElseThrow();
    }

    private void awaitState(long generation, GenerationState expected) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.generation(generation)
                        .filter(status -> status.state() == expected)
                        .isPresent());
    }

    private String progress(long generation) {
        return service.generation(generation).orElseThrow().progress();
    }

    private GenerationState state(long generation) {
        return service.generation(generation).orElseThrow().state();
    }
}
