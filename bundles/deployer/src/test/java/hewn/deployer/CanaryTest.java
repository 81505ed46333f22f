package hewn.deployer;

import static hewn.pipeline.GenerationState.DRAINING;
import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hewn.deployer.journal.CanaryEntry;
import hewn.deployer.journal.JournalEntry;
import hewn.fleet.DeviceId;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.GenerationStatus.Step;
import hewn.placement.Constraints;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Version 1 serves on the devices a and b; version 2 is tried on c and d. */
class CanaryTest extends DeploymentFixture {
    private static final DeploymentRequest V1 = on(1, "a", "b");
    private static final DeploymentRequest V2 = on(2, "c", "d");
    private static final CanaryTerms TENTH = CanaryTerms.of(0.1);
    private static final Recent USUAL = new Recent(500, 0, Duration.ofMillis(10));
    private static final Recent SLOW = new Recent(60, 0, Duration.ofMillis(90));
    private static final Recent FAILING = new Recent(60, 30, Duration.ofMillis(10));

    private final Map<Long, GenerationStatus> seen = new ConcurrentHashMap<>();

    @BeforeEach
    void serveVersion1() throws Exception {
        givenDevices("a", "b", "c", "d");
        whenDeployed(V1, SERVING);
    }

    @Override
    void startGateway() throws IOException {
        seen.clear();
        super.startGateway();
        service.watch(change -> seen.put(change.number(), change));
    }

    @Test
    void isTriedBesideWhatServesAfterEveryStepIsDone() throws Exception {
        whenTried();
        assertThat(pipelines.events()).containsExactly("serve 1", "try 2 with 0.1");
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(status(2).history()).extracting(Step::state).contains(GenerationState.VERIFYING);
        assertThat(status(2).progress()).contains("canary", "10.0 %", "c → d");
        assertThat(service.hasCanary("m")).isTrue();
    }

    @Test
    void findsItsPlaceOnTheMemoryThatWhatServesLeaves() throws Exception {
        service.tryOut(on(2, "a", "b"), TENTH);
        awaitState(2, SERVING);
        assertThat(planner.last().candidates())
                .hasSize(2)
                .allSatisfy(device -> assertThat(device.memoryBytes()).isLessThan(1L << 30));
    }

    @Test
    void nothingOfItIsHeldInMemoryOnceItsModelIsUndeployed() throws Exception {
        whenTried();
        service.undeploy("m");
        await().until(models::isAllForgotten);
    }

    @Test
    void whenItIsSlowItIsRolledBackByItself() throws Exception {
        whenTried();
        pipelines.compare(SLOW, USUAL);
        thenItIsRolledBack("CANARY_ROLLED_BACK", "90.0 ms", "10.0 ms");
    }

    @Test
    void whenItFailsItIsRolledBackByItself() throws Exception {
        whenTried();
        pipelines.compare(FAILING, USUAL);
        thenItIsRolledBack("CANARY_ROLLED_BACK", "30 of 60", "0 of 500");
    }

    private void thenItIsRolledBack(String code, String... figures) throws IOException {
        awaitState(2, RETIRED);
        Failure why = status(2).failure().orElseThrow();
        assertThat(why.code()).isEqualTo(code);
        assertThat(why.message()).contains(figures);
        assertThat(status(2).history()).extracting(Step::state).endsWith(SERVING, DRAINING, RETIRED);
        assertThat(pipelines.events()).containsExactly("serve 1", "try 2 with 0.1", "suspend 2", "drain 2");
        assertThat(devices.commands()).contains("c UnloadGeneration", "d UnloadGeneration");
        assertThat(devices.commands()).doesNotContain("a UnloadGeneration");
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
        assertThat(service.hasCanary("m")).isFalse();
    }

    @Test
    void promotedItServesInOneStepAndNothingIsLoadedAgain() throws Exception {
        whenTried();
        int before = devices.commands().size();
        assertThat(service.promote("m").number()).isEqualTo(2);
        awaitState(1, RETIRED);
        assertThat(pipelines.events()).containsExactly("serve 1", "try 2 with 0.1", "serve 2", "drain 1");
        assertThat(devices.commands().subList(before, devices.commands().size()))
                .containsExactlyInAnyOrder("a UnloadGeneration", "b UnloadGeneration");
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
        assertThat(GatewayOnFakes.journal(data).entries())
                .extracting(JournalEntry::generation)
                .containsExactly(2L);
        pipelines.compare(SLOW, USUAL);
        assertThat(service.hasCanary("m")).isFalse();
        service.rollback("m");
        awaitState(3, SERVING);
        assertThat(status(3).model()).isEqualTo(V1.model());
    }

    @Test
    void aRepairOfTheFormerOneDoesNotUndoAPromotion() throws Exception {
        whenTried();
        devices.join("e", true);
        service.deploy(on(1, "a", "b", "e"));
        awaitState(3, SERVING);
        pipelines.compute(x -> {
            pipelines.compute(y -> y);
            promote();
            return x;
        });
        devices.leave("a");
        awaitState(4, FAILED);
        assertThat(status(4).failure().orElseThrow().code()).isEqualTo("CANCELLED");
        assertThat(state(2)).isEqualTo(SERVING);
        assertThat(GatewayOnFakes.journal(data).entries())
                .extracting(JournalEntry::generation)
                .containsExactly(2L);
    }

    private void promote() {
        try {
            service.promote("m");
        } catch (ModelException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void givesWayWhenItsMemoryIsNeededToRepairWhatServes() throws Exception {
        whenTried();
        service.deploy(on(1, "a", "b", "c"));
        awaitState(3, SERVING);
        whenItFillsItsDevices();
        devices.leave("a");
        awaitState(4, FAILED);
        awaitState(2, RETIRED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANARY_ENDED");
        awaitState(5, SERVING);
        assertThat(status(5).model()).isEqualTo(V1.model());
        assertThat(pipelines.events())
                .doesNotContain("suspend 2")
                .endsWith("drain 2", "suspend 3", "serve 5", "drain 3");
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
    }

    @Test
    void givesWayToTheRepairForADeviceThatWasStoppedBeforeThatIsWaitedFor() throws Exception {
        givenALongPatience();
        whenTried();
        service.deploy(on(1, "a", "b", "c"));
        awaitState(3, SERVING);
        whenItFillsItsDevices();
        devices.stop("a");
        awaitState(5, SERVING);
        assertThat(state(4)).isEqualTo(FAILED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANARY_ENDED");
    }

    @Test
    void anOrderThatItLeavesNoMemoryForIsToldSo() throws Exception {
        whenTried();
        whenItFillsItsDevices();
        service.deploy(on(1, "c", "d"));
        awaitState(3, FAILED);
        assertThat(status(3).failure().orElseThrow().remedy()).contains("the canary of model 'm'");
        assertThat(state(2)).isEqualTo(SERVING);
        assertThat(state(1)).isEqualTo(SERVING);
    }

    private void whenItFillsItsDevices() {
        AtomicBoolean unloaded = new AtomicBoolean();
        devices.answer((device, command) -> {
            if (command instanceof DeviceCommand.UnloadGeneration unload && unload.generation() == 2) {
                unloaded.set(true);
            }
            return command instanceof DeviceCommand.LoadStage
                            && Set.of("c", "d").contains(device)
                            && !unloaded.get()
                    ? new CommandReply.Refused("MEMORY_EXCEEDED", "is full")
                    : new CommandReply.Done(1, "done");
        });
    }

    @Test
    void theSameOrderWithAnotherShareOnlyChangesTheShare() throws Exception {
        whenTried();
        assertThat(service.tryOut(V2, CanaryTerms.of(0.5)).number()).isEqualTo(2);
        assertThat(pipelines.events()).containsExactly("serve 1", "try 2 with 0.1", "try 2 with 0.5");
        assertThat(GatewayOnFakes.journal(data).canaries())
                .extracting(CanaryEntry::share)
                .containsExactly(0.5);
        assertThat(status(2).progress()).contains("50.0 %");
    }

    @Test
    void anotherCanaryTakesItsPlaceOnceItIsVerified() throws Exception {
        whenTried();
        service.tryOut(on(3, "c", "d"), TENTH);
        awaitState(3, SERVING);
        awaitState(2, RETIRED);
        assertThat(pipelines.events()).containsExactly("serve 1", "try 2 with 0.1", "try 3 with 0.1", "drain 2");
        assertThat(GatewayOnFakes.journal(data).canaries())
                .extracting(CanaryEntry::generation)
                .containsExactly(3L);
    }

    @Test
    void isEndedByAnOrderOfItsOwnWhichLeavesWhatServes() throws Exception {
        whenTried();
        assertThat(service.endCanary("m").number()).isEqualTo(2);
        awaitState(2, RETIRED);
        assertThat(status(2).failure()).isEmpty();
        assertThat(state(1)).isEqualTo(SERVING);
        assertThatThrownBy(() -> service.endCanary("m")).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> service.promote("m")).hasMessageContaining("no canary");
        assertThatThrownBy(() -> service.promote("other")).hasMessageContaining("is not deployed, so it has no canary");
        assertThatThrownBy(() -> service.endCanary("other")).hasMessageContaining("is not deployed");
    }

    @Test
    void aRollbackIsRefusedWhileItIsTriedSoThatNobodyRollsBackTheWrongOne() throws Exception {
        whenTried();
        assertThatThrownBy(() -> service.rollback("m"))
                .hasMessageContaining("has a canary")
                .isInstanceOfSatisfying(
                        ModelException.class,
                        refusal -> assertThat(refusal.remedy()).contains("hewn rollback m --canary"));
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(state(2)).isEqualTo(SERVING);
    }

    @Test
    void whatIsEndedOnItsWayIsNeverTried() throws Exception {
        pipelines.compute(x -> {
            pipelines.compute(y -> y);
            try {
                service.endCanary("m");
            } catch (ModelException refused) {
                throw new AssertionError(refused);
            }
            return x;
        });
        service.tryOut(V2, TENTH);
        awaitState(2, FAILED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANCELLED");
        assertThat(pipelines.events()).containsExactly("serve 1", "drain 2");
    }

    @Test
    void whatIsEndedOnItsWayIsStoppedAndIsThereUntilItIsUnloaded() throws Exception {
        CompletableFuture<Void> unloaded = pipelines.keepBusy();
        CountDownLatch begun = new CountDownLatch(1);
        pipelines.compute(x -> {
            begun.countDown();
            awaitAnInterrupt();
            return x;
        });
        service.tryOut(V2, TENTH);
        begun.await();
        assertThat(service.endCanary("m").number()).isEqualTo(2);
        await().until(() -> pipelines.events().contains("drain 2"));
        assertThat(service.hasCanary("m")).isTrue();
        unloaded.complete(null);
        awaitState(2, FAILED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANCELLED");
        assertThat(service.hasCanary("m")).isFalse();
    }

    private static void awaitAnInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofSeveralThatWaitForTheirTurnTheLastOneIsTried() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        pipelines.compute(x -> {
            begun.countDown();
            go.join();
            return x;
        });
        service.tryOut(V2, TENTH);
        begun.await();
        service.tryOut(on(3, "c", "d"), TENTH);
        service.tryOut(on(3, "d", "c", "b"), TENTH);
        assertThat(state(3)).isEqualTo(FAILED);
        assertThat(status(3).failure().orElseThrow().code()).isEqualTo("CANCELLED");
        go.complete(null);
        awaitState(4, SERVING);
        awaitState(2, RETIRED);
    }

    @Test
    void whatIsUndeployedOnItsWayEndsAndLeavesNothing() throws Exception {
        pipelines.compute(x -> {
            CompletableFuture.runAsync(() -> service.undeploy("m")).join();
            return x;
        });
        service.tryOut(V2, TENTH);
        awaitState(2, FAILED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANCELLED");
        assertThat(pipelines.events()).doesNotContain("try 2 with 0.1");
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
    }

    @Test
    void anOrderThatRacesWithAnUndeploymentEndsAtOnceAndLeavesNothing() throws Exception {
        pipelines.meanwhile(() -> service.undeploy("m"));
        GenerationStatus ordered = service.tryOut(V2, TENTH);
        assertThat(ordered.state()).isEqualTo(FAILED);
        assertThat(ordered.failure().orElseThrow().code()).isEqualTo("CANCELLED");
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
    }

    @Test
    void aLostDeviceOfItEndsItAndHarmsNothingElse() throws Exception {
        whenTried();
        devices.leave("c");
        awaitState(2, RETIRED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("DEVICE_LOST");
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(pipelines.events()).containsExactly("serve 1", "try 2 with 0.1", "suspend 2", "drain 2");
    }

    @Test
    void aDeviceThatIsRefusedLeavesWhatServes() throws Exception {
        devices.answer((device, command) -> command instanceof DeviceCommand.LoadStage
                ? new CommandReply.Refused("MEMORY_EXCEEDED", "needs 2 GiB, has 1 GiB")
                : new CommandReply.Done(1, "done"));
        service.tryOut(V2, TENTH);
        awaitState(2, FAILED);
        assertThat(state(1)).isEqualTo(SERVING);
        assertThat(service.hasCanary("m")).isFalse();
    }

    @Test
    void withNothingBesideItIsRefused() {
        service.undeploy("m");
        assertThatThrownBy(() -> service.tryOut(V2, TENTH))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nothing to try a canary beside");
    }

    @Test
    void undeployingEndsBoth() throws Exception {
        whenTried();
        service.undeploy("m");
        awaitState(1, RETIRED);
        awaitState(2, RETIRED);
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
    }

    @Test
    void aRestartedGatewayDropsItAndNeverPromotesIt() throws Exception {
        whenTried();
        stopped();
        int before = devices.commands().size();
        startGateway();
        awaitState(3, SERVING);
        assertThat(status(3).model()).isEqualTo(V1.model());
        assertThat(state(2)).isEqualTo(RETIRED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANARY_ENDED");
        assertThat(devices.commands().subList(before, devices.commands().size()))
                .contains("c UnloadGeneration", "d UnloadGeneration");
        assertThat(GatewayOnFakes.journal(data).canaries()).isEmpty();
        assertThat(pipelines.events()).doesNotContain("serve 2");
    }

    @Test
    void itGoesOnAndIsWatchedWhileTheDeployerIsRestarted() throws Exception {
        whenTried();
        service.close();
        startGateway();
        assertThat(state(2)).isEqualTo(SERVING);
        assertThat(service.hasCanary("m")).isTrue();
        pipelines.compare(SLOW, USUAL);
        awaitState(2, RETIRED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("CANARY_ROLLED_BACK");
    }

    @Test
    void itsMemoryCountsAfterTheDeployerWasRestarted() throws Exception {
        whenTried();
        service.close();
        startGateway();
        await().until(() ->
                status(1).placement().isPresent() && status(2).placement().isPresent());
        service.tryOut(on(3, "c", "d"), TENTH);
        awaitState(3, SERVING);
        assertThat(planner.last().candidates())
                .hasSize(2)
                .allSatisfy(device -> assertThat(device.memoryBytes()).isLessThan(1L << 30));
    }

    @Test
    void whatItsDevicesDoNotHoldAnyMoreEndsItAfterTheDeployerWasRestarted() throws Exception {
        whenTried();
        service.close();
        devices.answer((device, command) -> command instanceof DeviceCommand.WarmStage && device.equals("c")
                ? new CommandReply.Refused("NOT_LOADED", "is not loaded here")
                : new CommandReply.Done(1, "done"));
        startGateway();
        awaitState(2, RETIRED);
        assertThat(status(2).failure().orElseThrow().code()).isEqualTo("NOT_LOADED");
        assertThat(state(1)).isEqualTo(SERVING);
    }

    @Test
    void afterTheDeployerWasRestartedItCanBePromoted() throws Exception {
        whenTried();
        service.close();
        startGateway();
        service.promote("m");
        awaitState(1, RETIRED);
        assertThat(GatewayOnFakes.journal(data).entries())
                .extracting(JournalEntry::generation)
                .containsExactly(2L);
        assertThat(GatewayOnFakes.journal(data).entries().iterator().next().toStages())
                .extracting(stage -> stage.device().value())
                .containsExactly("c", "d");
    }

    private void whenTried() throws Exception {
        assertThat(service.tryOut(V2, TENTH).number()).isEqualTo(2);
        awaitState(2, SERVING);
    }

    /** As it is now, or was when it ended: the service forgets it when a later one ends. */
    @Override
    Optional<GenerationStatus> find(long number) {
        return Optional.ofNullable(seen.get(number)).or(() -> service.generation(number));
    }

    private static DeploymentRequest on(long version, String... devices) {
        DeploymentRequest any = DeploymentRequest.of(new ModelId("m", version));
        Set<DeviceId> allowed = Set.of(devices).stream().map(DeviceId::new).collect(Collectors.toSet());
        return new DeploymentRequest(
                any.model(),
                any.signature(),
                any.strategy(),
                any.objective(),
                new Constraints(
                        Optional.of(allowed),
                        Set.of(),
                        Constraints.NONE.memoryHeadroom(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                any.strict(),
                any.exits());
    }
}
