package hewn.deployer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.placement.LayerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileShelfTest {
    private static final ModelId MODEL = new ModelId("digits", 2);
    private static final String SIGNATURE = "serving_default";
    private static final Device PI = device("pi-1", "pi", 1e9);
    private static final Device FAST = device("fast-1", "fast", 4e9);
    private static final LayerGraph GRAPH = new LayerGraph(
            List.of(layer("a", 100), layer("b", 200), layer("c", 400)), List.of(cut(0), cut(1), cut(2), cut(3)));

    @TempDir
    private Path folder;

    private ProfileShelf shelf;

    @BeforeEach
    void open() {
        shelf = new ProfileShelf(folder.resolve("profiles.json"));
    }

    @Test
    void knowsWhatWasMeasuredOnAType() {
        put("pi", new LayerRange(0, 2), List.of(1.0, 2.0), 1e9);
        assertThat(shelf.knows(key("pi"), new LayerRange(0, 2))).isTrue();
        assertThat(shelf.knows(key("pi"), new LayerRange(1, 3))).isFalse();
        assertThat(shelf.knows(key("fast"), new LayerRange(0, 1))).isFalse();
    }

    @Test
    void fillsWhatIsUnknownFromOtherTypesBySpeedAndElseByFlops() {
        put("pi", new LayerRange(0, 1), List.of(1.0), 1e9);
        put("fast", new LayerRange(1, 2), List.of(0.5), 4e9);
        List<LayerProfile> profiles = shelf.profiles(MODEL, SIGNATURE, GRAPH, List.of(PI, FAST));
        assertThat(profiles).extracting(LayerProfile::deviceType).containsExactly("pi", "fast");
        assertThat(profiles.get(0).layerSeconds()).containsExactly(1.0, 2.0, 4.0);
        assertThat(profiles.get(1).layerSeconds()).containsExactly(0.25, 0.5, 1.0);
    }

    @Test
    void remembersWhatRunningStagesCorrectedButOnlyOfWhatWasMeasured() {
        put("pi", new LayerRange(0, 2), List.of(1.0, 2.0), 1e9);
        correctByFactor(1.5);
        ProfileShelf reopened = new ProfileShelf(folder.resolve("profiles.json"));
        assertThat(seconds(reopened)).containsExactly(1.5, 3.0, 6.0);
        assertThat(reopened.knows(key("pi"), new LayerRange(2, 3))).isFalse();
        assertThat(reopened.knows(key("fast"), new LayerRange(0, 1))).isFalse();
    }

    @Test
    void isNeverCorrectedByMoreThanOneCorrectionMayBe() {
        put("pi", new LayerRange(0, 3), List.of(1.0, 2.0, 3.0), 1e9);
        correctByFactor(3);
        correctByFactor(3);
        assertThat(seconds(shelf)).containsExactly(4.0, 8.0, 12.0);
    }

    private void correctByFactor(double factor) {
        List<LayerProfile> before = shelf.profiles(MODEL, SIGNATURE, GRAPH, List.of(PI, FAST));
        List<LayerProfile> after = before.stream()
                .map(profile -> new LayerProfile(
                        profile.deviceType(),
                        profile.flopsPerSecond(),
                        profile.layerSeconds().stream()
                                .map(took -> took * factor)
                                .toList()))
                .toList();
        shelf.correct(MODEL, SIGNATURE, before, after);
    }

    private static List<Double> seconds(ProfileShelf shelf) {
        return shelf.profiles(MODEL, SIGNATURE, GRAPH, List.of(PI)).get(0).layerSeconds();
    }

    @Test
    void scalesTimesOfASlowerDeviceOfTheType() {
        put("pi", new LayerRange(0, 2), List.of(1.0, 2.0), 1e9);
        put("pi", new LayerRange(2, 3), List.of(8.0), 0.5e9);
        assertThat(shelf.profiles(MODEL, SIGNATURE, GRAPH, List.of(PI)).get(0).layerSeconds())
                .containsExactly(1.0, 2.0, 4.0);
    }

    @Test
    void tellsNothingOfAModelThatWasNeverMeasured() {
        put("pi", new LayerRange(0, 3), List.of(1.0, 2.0, 3.0), 1e9);
        assertThat(shelf.profiles(new ModelId("digits", 3), SIGNATURE, GRAPH, List.of(PI)))
                .isEmpty();
        assertThat(shelf.profiles(MODEL, "other", GRAPH, List.of(PI))).isEmpty();
    }

    @Test
    void outlivesARestart() {
        put("pi", new LayerRange(0, 3), List.of(1.0, 2.0, 3.0), 1e9);
        open();
        assertThat(shelf.knows(key("pi"), GRAPH.whole())).isTrue();
    }

    @Test
    void beginsAnewWhenItsFileIsDamaged() throws IOException {
        Files.writeString(folder.resolve("profiles.json"), "{\"profiles\": [{\"model\": \"");
        open();
        put("pi", new LayerRange(0, 3), List.of(1.0, 2.0, 3.0), 1e9);
        assertThat(shelf.knows(key("pi"), GRAPH.whole())).isTrue();
    }

    private void put(String type, LayerRange range, List<Double> seconds, double flopsPerSecond) {
        shelf.put(key(type), GRAPH.size(), range, seconds, flopsPerSecond);
    }

    private static ProfileKey key(String type) {
        return new ProfileKey(MODEL, SIGNATURE, type);
    }

    private static Device device(String id, String type, double flopsPerSecond) {
        return new Device(new DeviceId(id), type, 4, 1 << 30, flopsPerSecond, "h:1");
    }

    private static Layer layer(String name, long flops) {
        return new Layer(name, "Conv2D", flops, 0, 0);
    }

    private static Cut cut(int position) {
        return new Cut(position, List.of());
    }
}
