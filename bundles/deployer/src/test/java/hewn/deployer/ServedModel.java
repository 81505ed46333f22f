package hewn.deployer;

import static hewn.pipeline.GenerationState.SERVING;
import static org.awaitility.Awaitility.await;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests begin with: version 1 of a model serves on the devices a and b. */
abstract class ServedModel {
    static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));
    static final DeploymentRequest V2 = DeploymentRequest.of(new ModelId("m", 2));

    @TempDir
    private Path data;

    private final GatewayOnFakes fakes = new GatewayOnFakes();
    final FakeDevices devices = fakes.devices;
    final FakeSwitch pipelines = fakes.pipelines;
    DeploymentService service;

    @BeforeEach
    final void serveVersion1() throws Exception {
        startGateway();
        devices.join("a", true);
        devices.join("b", true);
        service.deploy(V1);
        awaitState(1, SERVING);
    }

    final void startGateway() throws IOException {
        service = fakes.start(data);
    }

    @AfterEach
    final void stopGateway() {
        service.close();
    }

    final void awaitState(long generation, GenerationState expected) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.generation(generation)
                        .filter(status -> status.state() == expected)
                        .isPresent());
    }
}
