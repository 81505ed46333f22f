package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.LayerGraph;
import hewn.inference.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Shapes are inferred, whether the exporter noted them or not. */
class InferenceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"digits", "digits-exits", "unet", "wide_deep", "lstm", "version-stamp"})
    void findsTheShapesThatTheExporterNoted(String model) throws Exception {
        Path noted = Models.small(model, 1);
        assertThat(layers(withoutNotes(noted))).isEqualTo(layers(noted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet50", "mobilenet_v2", "googlenet", "vgg16_features"})
    void findsThemForBigModelsToo(String model) throws Exception {
        Path noted = Models.big(model);
        assertThat(layers(withoutNotes(noted))).isEqualTo(layers(noted));
    }

    private static LayerGraph layers(Path model) throws Exception {
        return Models.read(model).layers(Signature.DEFAULT_NAME);
    }

    private Path withoutNotes(Path model) throws IOException {
        SavedModel.Builder saved =
                SavedModel.parseFrom(Files.readAllBytes(model.resolve("saved_model.pb"))).toBuilder();
        GraphDef.Builder graph = saved.getMetaGraphsBuilder(0).getGraphDefBuilder();
        withoutNotes(graph.getNodeBuilderList());
        for (FunctionDef.Builder function : graph.getLibraryBuilder().getFunctionBuilderList()) {
            withoutNotes(function.getNodeDefBuilderList());
        }
        Files.write(folder.resolve("saved_model.pb"), saved.build().toByteArray());
        Files.createDirectories(folder.resolve("variables"));
        try (Stream<Path> files = Files.list(model.resolve("variables"))) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(
                        folder.resolve("variables").resolve(file.getFileName()), file.toAbsolutePath());
            }
        }
        return folder;
    }

    private static void withoutNotes(List<NodeDef.Builder> nodes) {
        nodes.forEach(n -> n.removeAttr("_output_shapes"));
    }
}
