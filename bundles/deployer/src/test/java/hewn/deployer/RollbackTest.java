package hewn.deployer;

import static hewn.pipeline.GenerationState.LOADING;
import static hewn.pipeline.GenerationState.PLANNED;
import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static hewn.pipeline.GenerationState.SHIPPING;
import static hewn.pipeline.GenerationState.VERIFYING;
import static hewn.pipeline.GenerationState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hewn.deployer.journal.JournalEntry;
import hewn.fleet.DeviceId;
import hewn.inference.ModelException;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Step;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Back to what was deployed before. */
class RollbackTest extends DeploymentFixture {
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
}
