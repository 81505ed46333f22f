package hewn.deployer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.graph.StatedExit;
import hewn.inference.ModelId;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Stage;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
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

    private Journal journal() throws IOException {
        return new Journal(file, Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC));
    }

    @Test
    void numbersOnlyGrowOverRestarts() throws IOException {
        Journal journal = journal();
        assertThat(journal.nextGeneration()).isEqualTo(1);
        assertThat(journal.nextGeneration()).isEqualTo(2);
        assertThat(journal().nextGeneration()).isEqualTo(3);
    }

    @Test
    void aClosedOneLeavesTheFileToTheNext() throws IOException {
        Journal former = journal();
        Journal next = journal();
        former.close();
        next.nextGeneration();
        assertThatThrownBy(former::nextGeneration)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("order again");
        assertThat(journal().nextGeneration()).isEqualTo(2);
    }

    @Test
    void forgetsACanaryBesideNothing() throws IOException {
        List<Stage> stages = List.of(Stage.on(new LayerRange(0, 3), new DeviceId("camera")));
        JournalEntry tried = JournalEntry.of(DeploymentRequest.of(new ModelId("m", 7)), 5, stages, List.of(slice(1)));
        journal().putCanary(CanaryEntry.of(tried, CanaryTerms.of(0.1)));
        assertThat(journal().canaries()).isEmpty();
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
                Optional.empty(),
                List.of(Set.of(camera), Set.of()));
        DeploymentRequest request = new DeploymentRequest(
                new ModelId("m", 7),
                "sig",
                Optional.of("greedy"),
                new Objective.Weighted(1, 0.25, 0),
                constraints,
                true,
                List.of(new StatedExit("dense", 0.25), new StatedExit("7", 0.5)));
        List<Stage> stages = List.of(Stage.on(new LayerRange(0, 3), camera));
        journal().put(JournalEntry.of(request, 5, stages, List.of(slice(1))), 1);
        JournalEntry entry = journal().entries().iterator().next();
        assertThat(entry.toRequest()).isEqualTo(request);
        assertThat(entry.toStages()).isEqualTo(stages);
        assertThat(entry.generation()).isEqualTo(5);
        assertThat(entry.neededSlices()).containsExactly(slice(1));
    }

    @Test
    void remembersTheSlicesOfSoManyFormerGenerationsAsAreRetained() throws IOException {
        serve(1, 2);
        assertThat(needed()).containsExactly(slice(1));
        serve(2, 2);
        serve(2, 2); // the same again, as after a repair
        assertThat(needed()).containsExactly(slice(2), slice(1));
        serve(3, 2);
        serve(4, 2);
        assertThat(needed()).containsExactly(slice(4), slice(3), slice(2));
        serve(3, 2);
        assertThat(needed()).containsExactly(slice(3), slice(4), slice(2));
        serve(5, 0);
        assertThat(needed()).containsExactly(slice(5));
    }

    @Test
    void remembersWhatWasDeployedBeforeAndKeepsItsSlicesFirst() throws IOException {
        deploy(1, 1);
        deploy(2, 2);
        deploy(2, 3); // the same on other slices, as after a repair
        JournalEntry entry = journal().entries().iterator().next();
        assertThat(entry.previous())
                .hasValueSatisfying(
                        former -> assertThat(former.toRequest().model()).isEqualTo(new ModelId("m", 1)));
        assertThat(needed()).containsExactly(slice(3), slice(1));
        deploy(1, 1);
        assertThat(journal().find("m").orElseThrow().previous())
                .hasValueSatisfying(former -> assertThat(former.generation()).isEqualTo(3));
    }

    private void deploy(int version, int slice) throws IOException {
        DeploymentRequest request = DeploymentRequest.of(new ModelId("m", version));
        List<Stage> stages = List.of(Stage.on(new LayerRange(0, 3), new DeviceId("camera")));
        journal().put(JournalEntry.of(request, slice, stages, List.of(slice(slice))), 1);
    }

    private void serve(int slice, int retained) throws IOException {
        DeploymentRequest request = DeploymentRequest.of(new ModelId("m", 1));
        List<Stage> stages = List.of(Stage.on(new LayerRange(0, 3), new DeviceId("camera")));
        journal().put(JournalEntry.of(request, slice, stages, List.of(slice(slice))), retained);
    }

    private Stream<Digest> needed() throws IOException {
        return journal().entries().iterator().next().neededSlices();
    }

    private static Digest slice(int number) {
        return new Digest(Integer.toString(number).repeat(64));
    }

    @Test
    void belongsToOneGatewayWhoseEpochNeverFallsBack() throws IOException {
        GatewayIdentity first = journal().identity();
        journal().nextGeneration();
        Journal journal = journal();
        journal.nextGeneration();
        GatewayIdentity second = journal.identity();
        GatewayIdentity third = journal().identity();
        assertThat(third.name()).isEqualTo(second.name()).isNotEqualTo(first.name());
        assertThat(first.epoch()).isEqualTo(1000);
        assertThat(third.epoch()).isGreaterThan(second.epoch());
    }

    @Test
    void readsWhatAnEarlierVersionWrote() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"schema": 1, "lastGeneration": 7, "deployments": [{
                  "model": "m", "version": 1, "signature": "serving_default", "strategy": null,
                  "throughputWeight": 1.0, "strict": false, "generation": 7,
                  "limits": {"allowed": null, "excluded": [], "memoryHeadroom": 0.1, "stages": null,
                    "maxStages": null, "first": null, "last": null},
                  "stages": [{"from": 0, "to": 3, "device": "camera"}]}]}
                """);
        Journal journal = journal();
        assertThat(journal.nextGeneration()).isEqualTo(8);
        assertThat(journal.entries())
                .extracting(JournalEntry::toRequest)
                .containsExactly(DeploymentRequest.of(new ModelId("m", 1)));
    }

    @Test
    void saysWhatToDoWhenItCannotBeRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"schema\":1,\"lastGen");
        assertThatThrownBy(() -> journal()).hasMessageContaining("move it away");
        Files.writeString(file, "{\"schema\":9,\"lastGeneration\":1,\"deployments\":[]}");
        assertThatThrownBy(() -> journal()).hasMessageContaining("schema 9");
    }

    @Test
    void aHalfWrittenSuccessorIsOfNoConsequence() throws IOException {
        Journal journal = journal();
        journal.nextGeneration();
        Files.writeString(file.resolveSibling("deployments.json.next"), "{\"sch");
        assertThat(journal().nextGeneration()).isEqualTo(2);
    }
}
