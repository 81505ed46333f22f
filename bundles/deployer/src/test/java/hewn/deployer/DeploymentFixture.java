package hewn.deployer;

import static org.awaitility.Awaitility.await;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of deployments begin with, a gateway on fakes, and the words in which they are told. */
abstract class DeploymentFixture {
    static final DeploymentRequest V1 = DeploymentRequest.of(new ModelId("m", 1));
    static final DeploymentRequest V2 = DeploymentRequest.of(new ModelId("m", 2));
    static final DeploymentRequest V3 = DeploymentRequest.of(new ModelId("m", 3));

    @TempDir
    Path data;

    final GatewayOnFakes fakes = new GatewayOnFakes();
    final FakeDevices devices = fakes.devices;
    final FakeModels models = fakes.models;
    final FakeSwitch pipelines = fakes.pipelines;
    final OneLayerPerDevice planner = fakes.planner;
    DeploymentService service;

    @BeforeEach
    final void begin() throws IOException {
        configure();
        startGateway();
    }

    /** What the first gateway is to begin with. */
    void configure() {}

    /** Another one is closed before. */
    void startGateway() throws IOException {
        service = fakes.start(data);
    }

    @AfterEach
    final void stopGateway() {
        service.close();
    }

    /** As when its process ends. */
    final void stopped() {
        service.close();
        pipelines.loseRoutes();
    }

    /** With devices that went offline. */
    final void givenALongPatience() throws IOException {
        fakes.patience = Duration.ofMinutes(5);
        service.close();
        startGateway();
    }

    final void givenDevices(String... names) {
        for (String name : names) {
            devices.join(name, true);
        }
    }

    final GenerationStatus whenDeployed(DeploymentRequest request, GenerationState expected) throws Exception {
        return awaitState(service.deploy(request).number(), expected);
    }

    final GenerationStatus awaitState(long generation, GenerationState expected) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> find(generation),
                        found -> found.filter(status -> status.state() == expected)
                                .isPresent())
                .orElseThrow();
    }

    Optional<GenerationStatus> find(long generation) {
        return service.generation(generation);
    }

    final GenerationStatus status(long generation) {
        return find(generation).orElseThrow();
    }

    final GenerationState state(long generation) {
        return status(generation).state();
    }

    final String progress(long generation) {
        return status(generation).progress();
    }

    static List<String> devicesOf(GenerationStatus generation) {
        return generation.stages().stream().map(s -> s.device().value()).toList();
    }
}
