package hewn.deployer;

import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of deployments when the gateway, or its deployer alone, is restarted. */
class RestartTest extends DeploymentFixture {
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
}
