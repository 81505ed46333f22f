package hewn.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path data;

    private Path file;

    @BeforeEach
    void name() {
        file = data.resolve("new").resolve("deployments.json");
    }

    @Test
    void numbersOnlyGrowOverRestarts() throws IOException {
        Journal journal = new Journal(file);
        assertThat(journal.nextGeneration()).isEqualTo(1);
        assertThat(journal.nextGeneration()).isEqualTo(2);
        assertThat(new Journal(file).nextGeneration()).isEqualTo(3);
    }

    @Test
    void readsBackAllOfARequest() throws IOException {
        DeviceId camera = new DeviceId("camera");
        Constraints constraints = new Constraints(
                Optional.of(Set.of(camera)),
                Set.of(new DeviceId("other")),
                0.25,
                OptionalInt.of(2),
                OptionalInt.of(3),
                Optional.of(camera),
                Optional.empty());
        DeploymentRequest request = new DeploymentRequest(
                new ModelId("m", 7), "sig", Optional.of("greedy"), new Objective.Weighted(0.5), constraints, true);
        List<Stage> stages = List.of(Stage.on(new LayerRange(0, 3), camera));
        new Journal(file).put(JournalEntry.of(request, 5, stages));
        JournalEntry entry = new Journal(file).entries().iterator().next();
        assertThat(entry.toRequest()).isEqualTo(request);
        assertThat(entry.toStages()).isEqualTo(stages);
        assertThat(entry.generation()).isEqualTo(5);
    }

    @Test
    void saysWhatToDoWhenItCannotBeRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"schema\":1,\"lastGen");
        assertThatThrownBy(() -> new Journal(file)).hasMessageContaining("move it away");
        Files.writeString(file, "{\"schema\":9,\"lastGeneration\":1,\"deployments\":[]}");
        assertThatThrownBy(() -> new Journal(file)).hasMessageContaining("schema 9");
    }

    @Test
    void aHalfWrittenSuccessorIsOfNoConsequence() throws IOException {
        Journal journal = new Journal(file);
        journal.nextGeneration();
        Files.writeString(file.resolveSibling("deployments.json.next"), "{\"sch");
        assertThat(new Journal(file).nextGeneration()).isEqualTo(2);
    }
}
