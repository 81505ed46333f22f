package hewn.deployer;

import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hewn.fleet.DeviceId;
import hewn.graph.EarlyExit;
import hewn.graph.StatedExit;
import hewn.inference.ModelException;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.placement.LayerProfile;
import hewn.wire.CommandReply;
import hewn.wire.DeviceMetrics.StageMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the next placement would go by. */
class PreviewTest extends DeploymentFixture {
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
}
