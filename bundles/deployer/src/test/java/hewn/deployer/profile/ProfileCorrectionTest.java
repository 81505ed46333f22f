package hewn.deployer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.deployer.FakeDevices;
import hewn.deployer.FakeModels;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.Slice;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.placement.LayerProfile;
import hewn.tensor.Digest;
import hewn.wire.DeviceMetrics.StageMetrics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileCorrectionTest {
    private static final int GENERATION = 7;
    private static final LayerGraph GRAPH = new LayerGraph(
            IntStream.range(0, 4)
                    .mapToObj(i -> new Layer("l" + i, "Conv2D", 1000, 0, 0))
                    .toList(),
            IntStream.range(0, 5).mapToObj(i -> new Cut(i, List.of())).toList());
    private static final LayerProfile PI = new LayerProfile("pi", 1e3, List.of(1.0, 3.0, 2.0, 2.0));

    private final FakeDevices said = new FakeDevices();
    private final ProfileCorrection correction = new ProfileCorrection(said);

    @Test
    void theLayersOfAStageAddUpToWhatItTakes() {
        say("a", stage("a", 0, 2), 20, 6_000_000);
        say("b", stage("b", 2, 4), 20, 2_000_000);
        assertThat(corrected(PI, stage("a", 0, 2), stage("b", 2, 4))).containsExactly(1.5, 4.5, 1.0, 1.0);
    }

    @Test
    void layersThatNoDeviceOfTheTypeRunsFollowThoseThatItRuns() {
        say("a", stage("a", 0, 2), 20, 6_000_000);
        assertThat(corrected(PI, stage("a", 0, 2), stage("b", 2, 4))).containsExactly(1.5, 4.5, 3.0, 3.0);
    }

    @Test
    void aDeviceOfOtherSpeedThanTheProfiledOneIsScaled() {
        LayerProfile ofAFasterPi = new LayerProfile("pi", 2e3, List.of(0.5, 1.5, 1.0, 1.0));
        say("a", stage("a", 0, 4), 20, 16_000_000);
        assertThat(corrected(ofAFasterPi, stage("a", 0, 4))).containsExactly(1.0, 3.0, 2.0, 2.0);
    }

    @Test
    void withoutAProfileWhatFlopsSayIsCorrected() {
        say("a", stage("a", 0, 4), 20, 8_000_000);
        assertThat(correction.of(List.of(), pipeline(stage("a", 0, 4)), GRAPH, fleet()))
                .containsExactly(new LayerProfile("pi", 1e3, List.of(2.0, 2.0, 2.0, 2.0)));
    }

    @Test
    void noCorrectionIsBeyondBelief() {
        say("a", stage("a", 0, 2), 20, 6_000_000_000L);
        say("b", stage("b", 2, 4), 20, 1);
        assertThat(corrected(PI, stage("a", 0, 2), stage("b", 2, 4))).containsExactly(4.0, 12.0, 0.5, 0.5);
    }

    @Test
    void fewCallsBatchesAndOtherGenerationsTellNothing() {
        PipelineStage stage = stage("a", 0, 4);
        say("a", stage, 19, 6_000_000);
        assertThat(corrected(PI, stage)).isEqualTo(PI.layerSeconds());
        say("a", stage, 99, 0);
        assertThat(corrected(PI, stage)).isEqualTo(PI.layerSeconds());
        said.say("a", metrics(GENERATION - 1, stage, 99, 6_000_000));
        assertThat(corrected(PI, stage)).isEqualTo(PI.layerSeconds());
    }

    @Test
    void profilesOfOtherTypesStayAsTheyAre() {
        LayerProfile other = new LayerProfile("other", 1e3, List.of(1.0, 1.0, 1.0, 1.0));
        say("a", stage("a", 0, 4), 20, 16_000_000);
        assertThat(correction.of(List.of(other, PI), pipeline(stage("a", 0, 4)), GRAPH, fleet()))
                .containsExactly(other, new LayerProfile("pi", 1e3, List.of(2.0, 6.0, 4.0, 4.0)));
    }

    private List<Double> corrected(LayerProfile profile, PipelineStage... stages) {
        return correction
                .of(List.of(profile), pipeline(stages), GRAPH, fleet())
                .get(0)
                .layerSeconds();
    }

    private void say(String device, PipelineStage stage, long calls, long sampleMicros) {
        said.say(device, metrics(GENERATION, stage, calls, sampleMicros));
    }

    private static StageMetrics metrics(long generation, PipelineStage stage, long calls, long sampleMicros) {
        return new StageMetrics(generation, stage.slice().digest(), calls, 0, 0, 1, sampleMicros);
    }

    private static Pipeline pipeline(PipelineStage... stages) {
        return new Pipeline(GENERATION, new ModelId("m", 1), FakeModels.SIGNATURE, List.of(stages));
    }

    private static PipelineStage stage(String device, int from, int to) {
        Digest digest = Digest.of(ByteBuffer.allocate(to));
        Slice slice = new Slice(digest, 1, new LayerRange(from, to), List.of(), List.of(), List.of());
        return new PipelineStage(new DeviceId(device), device + ":1", slice);
    }

    private static FleetSnapshot fleet() {
        return new FleetSnapshot(Instant.EPOCH, List.of(device("a"), device("b")), List.of());
    }

    private static Device device(String id) {
        return new Device(new DeviceId(id), "pi", 4, 1L << 30, 1e3, id + ":1");
    }
}
