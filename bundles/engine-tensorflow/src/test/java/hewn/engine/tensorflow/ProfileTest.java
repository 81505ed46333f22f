package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.graph.LayerGraph;
import hewn.inference.EngineOptions;
import hewn.inference.ModelLimits;
import hewn.inference.OperationProfile;
import hewn.inference.ProfileRuns;
import hewn.inference.SliceRunner;
import hewn.inference.SourceModel;
import hewn.savedmodel.SavedModelReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations that are measured are those that the layers are made of, whatever was optimised. */
class ProfileTest {
    private final TensorFlowEngine engine = new TensorFlowEngine();

    @TempDir
    private Path folder;

    static Stream<ModelFixture> models() {
        return Stream.concat(ModelFixture.small(), ModelFixture.large().stream());
    }

    @ParameterizedTest
    @MethodSource("models")
    void findsTheTimeOfEveryModelsLayers(ModelFixture fixture) throws Exception {
        RecordedCall recorded = fixture.recorded();
        SourceModel model = new SavedModelReader().read(fixture.folder(), ModelLimits.DEFAULT);
        LayerGraph graph = model.layers(recorded.signature());
        model.writeSlice(recorded.signature(), graph.whole(), folder);
        try (SliceRunner slice = engine.load(folder, EngineOptions.DEFAULT)) {
            ProfileRuns measured = new ProfileRuns(slice, recorded.inputs());
            for (int run = 0; run < 3; run++) {
                measured.runOnce();
            }
            OperationProfile profile = measured.medians();
            List<Double> layers = profile.layers(model.operations(recorded.signature()), graph.size());
            assertThat(layers.stream().filter(seconds -> seconds > 0)).hasSizeGreaterThan(graph.size() / 2);
            assertThat(layers.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(profile.call(), within(1e-9));
        }
    }
}
