package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hewn.inference.CutPositions;
import hewn.inference.Difference;
import hewn.inference.EngineOptions;
import hewn.inference.ModelLimits;
import hewn.inference.SliceRunner;
import hewn.inference.SlicedRun;
import hewn.inference.SourceModel;
import hewn.savedmodel.SavedModelReader;
import hewn.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is cut into slices computes what it computed before. */
class EqualityTest {
    private static final double TOLERANCE = 1e-5;
    private static final int[] SLICES = {1, 2, 3, 4, 8};
    private static final long SEED = 20250101;

    private final TensorFlowEngine engine = new TensorFlowEngine();

    @TempDir
    private Path folder;

    static Stream<Arguments> smallModels() {
        return ModelFixture.small().flatMap(EqualityTest::eitherWay);
    }

    static Stream<Arguments> largeModels() {
        Stream<Arguments> large = ModelFixture.large().stream().flatMap(EqualityTest::eitherWay);
        return ModelFixture.large().isEmpty()
                ? Stream.of(arguments(new ModelFixture(Path.of("no/models")), false))
                : large;
    }

    private static Stream<Arguments> eitherWay(ModelFixture model) {
        return Stream.of(arguments(model, false), arguments(model, true));
    }

    @ParameterizedTest(name = "{0}, strict: {1}")
    @MethodSource("smallModels")
    void slicesOfSmallModelsEqualTheWhole(ModelFixture model, boolean strict) throws Exception {
        assertEqual(model, strict);
    }

    @ParameterizedTest(name = "{0}, strict: {1}")
    @MethodSource("largeModels")
    void slicesOfLargeModelsEqualTheWhole(ModelFixture model, boolean strict) throws Exception {
        assumeFalse(ModelFixture.large().isEmpty(), "the system property hewn.models names no folder of large models");
        assertEqual(model, strict);
    }

    private void assertEqual(ModelFixture fixture, boolean strict) throws Exception {
        RecordedCall recorded = fixture.recorded();
        EngineOptions options = new EngineOptions(recorded.signature(), strict, EngineOptions.DEFAULT.runLimit());
        SourceModel model = new SavedModelReader().read(fixture.folder(), ModelLimits.DEFAULT);
        Map<String, Tensor> whole = whole(fixture, options, recorded.inputs());
        assertThat(Difference.between(whole, recorded.outputs())).isLessThanOrEqualTo(recorded.tolerance());
        SoftAssertions softly = new SoftAssertions();
        Random random = new Random(SEED);
        int layers = model.layers(recorded.signature()).size();
        for (int slices : SLICES) {
            for (SortedSet<Integer> positions : Stream.of(
                            CutPositions.even(layers, slices), CutPositions.random(layers, slices, random))
                    .distinct()
                    .toList()) {
                compare(softly, model, positions, options, recorded, whole);
            }
        }
        softly.assertAll();
    }

    private Map<String, Tensor> whole(ModelFixture fixture, EngineOptions options, Map<String, Tensor> inputs)
            throws Exception {
        try (SliceRunner whole = engine.load(fixture.folder(), options)) {
            return whole.run(inputs);
        }
    }

    private void compare(
            SoftAssertions softly,
            SourceModel model,
            SortedSet<Integer> positions,
            EngineOptions options,
            RecordedCall recorded,
            Map<String, Tensor> whole)
            throws Exception {
        try (SlicedRun sliced = SlicedRun.open(model, positions, engine, options, folder)) {
            Map<String, Tensor> got = sliced.run(recorded.inputs());
            softly.assertThat(Difference.between(got, whole))
                    .as("from the whole, cut at %s", positions)
                    .isLessThanOrEqualTo(options.strict() ? 0 : TOLERANCE);
            softly.assertThat(Difference.between(got, recorded.outputs()))
                    .as("from what was recorded, cut at %s", positions)
                    .isLessThanOrEqualTo(recorded.tolerance());
        }
    }
}
