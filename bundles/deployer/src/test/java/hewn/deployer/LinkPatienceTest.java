package hewn.deployer;

import static hewn.pipeline.GenerationState.SERVING;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a new deployment waits for measurements of links. */
class LinkPatienceTest extends DeploymentFixture {
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
}
