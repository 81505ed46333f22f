package hewn.deployer;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.GenerationStatus.Step;
import hewn.placement.Constraints;
import hewn.placement.PlanDecision;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Orders of deployments, and what is done for each. */
class DeploymentServiceTest extends DeploymentFixture {
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
    void whatIsUndeployedIsRetiredAndForgotten() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        assertThat(service.wantedSince("m")).hasValue(1);
        assertThat(service.undeploy("m")).isTrue();
        assertThat(service.wantedSince("m")).isEmpty();
        assertThat(service.undeploy("m")).isFalse();
        assertThat(state(1)).isEqualTo(RETIRED);
        stopped();
        startGateway();
        assertThat(GatewayOnFakes.journal(data).entries()).isEmpty();
    }

    @Test
    void whatNeverServedIsWantedUntilItIsUndeployed() throws Exception {
        whenDeployed(V1, FAILED);
        assertThat(service.wantedSince("m")).hasValue(1);
        assertThat(service.undeploy("m")).isTrue();
        assertThat(service.wantedSince("m")).isEmpty();
        service.deploy(V1);
        assertThat(service.wantedSince("m")).hasValue(2);
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
    void aDeviceThatComesBackLaterIsToldWhatIsNeeded() throws Exception {
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.join("late", true);
        await().until(() -> devices.needed("late").equals(devices.needed("a")));
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
}
