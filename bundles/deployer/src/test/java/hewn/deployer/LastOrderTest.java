package hewn.deployer;

import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.SERVING;
import static hewn.pipeline.GenerationState.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments.Order;
import hewn.pipeline.GenerationState;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which order stands. */
class LastOrderTest {
    private static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));
    private static final DeploymentRequest V2 = DeploymentRequest.of(new ModelId("m", 2));

    @TempDir
    private Path data;

    private final GatewayOnFakes fakes = new GatewayOnFakes();
    private final FakeDevices devices = fakes.devices;
    private DeploymentService service;

    @BeforeEach
    void serve() throws Exception {
        service = fakes.start(data);
        List.of("a", "b", "spare").forEach(name -> devices.join(name, true));
        assertThat(service.lastOrder("m")).isEmpty();
        service.deploy(V1);
        awaitState(1, SERVING);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aRepairIsNone() {
        devices.leave("b");
        awaitState(2, SERVING);
        assertThat(service.lastOrder("m")).contains(new Order(1, V1.model()));
    }

    @Test
    void oneThatIsOnItsWayIsTheLast() throws Exception {
        devices.silence("b");
        service.deploy(V2);
        awaitState(2, SHIPPING);
        assertThat(service.lastOrder("m")).contains(new Order(2, V2.model()));
        devices.catchUp();
        awaitState(2, SERVING);
        assertThat(service.lastOrder("m")).contains(new Order(2, V2.model()));
    }

    @Test
    void oneThatFailedDoesNotStand() throws Exception {
        devices.answer((device, command) -> command instanceof DeviceCommand.LoadStage
                ? new CommandReply.Refused("MEMORY_EXCEEDED", "is full")
                : new CommandReply.Done(1, "done"));
        service.deploy(V2);
        awaitState(2, FAILED);
        assertThat(service.lastOrder("m")).contains(new Order(1, V1.model()));
    }

    @Test
    void whatIsBroughtBackAfterARestartIsNone() throws IOException {
        service.close();
        fakes.pipelines.loseRoutes();
        service = fakes.start(data);
        awaitState(2, SERVING);
        assertThat(service.lastOrder("m")).contains(new Order(1, V1.model()));
    }

    @Test
    void nothingStandsOnceTheModelIsUndeployed() {
        service.undeploy("m");
        assertThat(service.lastOrder("m")).isEmpty();
    }

    private void awaitState(long generation, GenerationState expected) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.generation(generation)
                        .filter(status -> status.state() == expected)
                        .isPresent());
    }
}
