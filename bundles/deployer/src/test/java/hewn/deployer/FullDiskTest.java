package hewn.deployer;

import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.pipeline.GenerationStatus;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The journal can't be written. */
class FullDiskTest extends DeploymentFixture {
    @Test
    void aFullDiskLosesNothingAndIsNamed() throws Exception {
        service.close();
        try (SmallDisk disk = smallDisk()) {
            Path folder = data;
            data = disk.folder();
            startGateway();
            givenDevices("a", "b");
            whenDeployed(V1, SERVING);
            pipelines.compute(x -> {
                disk.fill();
                pipelines.compute(y -> y);
                return x;
            });
            GenerationStatus failed = whenDeployed(V2, FAILED);
            assertThat(failed.failure().orElseThrow().code()).isEqualTo("JOURNAL_UNWRITABLE");
            assertThat(failed.failure().orElseThrow().remedy()).contains("free space");
            assertThatThrownBy(() -> service.deploy(V3))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContainingAll("journal", "No space left", "free space");
            assertThatThrownBy(() -> service.undeploy("m"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContainingAll("journal", "No space left", "free space");
            assertThat(state(1)).isEqualTo(SERVING);
            assertThat(pipelines.serving("m")).isPresent();
            stopped();
            startGateway();
            assertThat(service.generations()).isEmpty();
            disk.makeRoom();
            awaitState(3, SERVING);
            assertThat(service.generation(3).orElseThrow().model()).isEqualTo(V1.model());
            assertThat(service.undeploy("m")).isTrue();
            assertThat(GatewayOnFakes.journal(data).entries()).isEmpty();
            service.close();
            data = folder;
            startGateway();
        }
    }

    private SmallDisk smallDisk() throws Exception {
        Optional<SmallDisk> disk = SmallDisk.at(data.resolve("disk"));
        assumeTrue(disk.isPresent(), "skipped: a tmpfs can't be mounted here, which needs Linux and root");
        return disk.orElseThrow();
    }
}
