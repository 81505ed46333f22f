package hewn.deployer;

import static hewn.pipeline.GenerationState.DEGRADED;
import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.pipeline.GenerationStatus.Step;
import org.junit.jupiter.api.Test;

/** What clients and people are told while devices are missing. */
class OutageReasonTest extends DeploymentFixture {
    @Test
    void clientsHearWhichDeviceIsMissingAndThenWhyTheOthersCantServe() throws Exception {
        planner.offer("fake");
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.leave("a");
        await().untilAsserted(() -> assertThat(pipelines.events()).contains("give up 1"));
        assertThat(pipelines.suspension(1).reason())
                .isEqualTo("device 'a' is offline, and the others can't run the model: two devices are needed");
        assertThat(remedy(2)).doesNotContain("fake");
    }

    @Test
    void whoOrdersIsToldWhichStrategiesThereAre() throws Exception {
        planner.offer("fake");
        givenDevices("a");
        whenDeployed(V1, FAILED);
        assertThat(remedy(1)).endsWith("or another strategy of [fake]");
    }

    private String remedy(long generation) {
        return status(generation).failure().orElseThrow().remedy();
    }

    @Test
    void whatIsDegradedNamesTheDevicesThatAreMissingNow() throws Exception {
        givenALongPatience();
        givenDevices("a", "b");
        whenDeployed(V1, SERVING);
        devices.leave("b");
        assertThat(progress(1)).isEqualTo("device 'b' is offline");
        devices.leave("a");
        assertThat(progress(1)).isEqualTo("devices 'a', 'b' are offline");
        devices.join("b", false);
        assertThat(progress(1)).isEqualTo("device 'a' is offline");
        assertThat(pipelines.suspension(1).reason()).isEqualTo("device 'a' is offline");
        assertThat(status(1).history()).extracting(Step::state).endsWith(SERVING, DEGRADED);
        devices.join("a", false);
        assertThat(state(1)).isEqualTo(SERVING);
    }
}
