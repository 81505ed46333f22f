package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.cli.local.ModelTools;
import hewn.engine.isolated.EngineProgram;
import hewn.engine.isolated.IsolatedEngine;
import hewn.engine.isolated.IsolationLimits;
import hewn.savedmodel.SavedModelReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real reader and the real engine in a process of its own. */
class CheckCommandTest {
    private static final Path MODELS = Path.of(System.getProperty("hewn.root"), "itests", "models");

    private final Terminal terminal = new Terminal(new ModelTools(new SavedModelReader(), () -> {
        IsolatedEngine engine = new IsolatedEngine(EngineProgram.ofClassPath(classPath()), IsolationLimits.DEFAULT);
        return new ModelTools.OpenEngine(engine, engine::close);
    }));

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    @Test
    void approvesOfAHealthyModelOnTheGivenInputs() throws Exception {
        Terminal.Run run = terminal.run(
                "check",
                MODELS.resolve("digits").toString(),
                "--slices",
                "1,3",
                "--strict",
                "--json",
                "--inputs",
                MODELS.resolve("digits/io/2.json").toString());
        assertThat(run.err()).isEmpty();
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(names(report))
                .containsExactly(
                        "model",
                        "served",
                        "signatures",
                        "signature",
                        "layers",
                        "weightBytes",
                        "flops",
                        "slicings",
                        "tolerance");
        assertThat(report.get("served").asBoolean()).isTrue();
        assertThat(report.at("/signatures/0/inputs/0").asText()).isEqualTo("image FLOAT32[?,8,8,1]");
        assertThat(report.at("/slicings/1/parts")).hasSize(3);
        assertThat(report.at("/slicings/1/difference").asDouble()).isZero();
        assertThat(run.status()).isZero();
    }

    @Test
    void tellsPeopleLayersCutsMemoryAndDifference() {
        Terminal.Run run = terminal.run("check", MODELS.resolve("digits").toString(), "--slices", "2");
        assertThat(run.out())
                .contains("signature serving_default (checked)", "conv1", "CUT BEHIND", "MEMORY", "DIFFERENCE", "OK ");
        assertThat(run.status()).isZero();
    }

    @Test
    void refusesAModelWithItsReasonAndNoStackTrace() {
        Terminal.Run run =
                terminal.run("check", MODELS.resolve("bad/write-file").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("REFUSED", "WriteFile").doesNotContain("\tat ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void tellsProgramsWhyAModelIsRefused() throws Exception {
        Terminal.Run run =
                terminal.run("check", MODELS.resolve("bad/missing-variables").toString(), "--json");
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(run.status()).isEqualTo(1);
        assertThat(report.get("served").asBoolean()).isFalse();
        assertThat(names(report.get("refusal"))).containsExactly("where", "reason", "remedy");
    }

    @Test
    void callsInputsThatDoNotFitWrongUsage(@TempDir Path folder) throws Exception {
        Path inputs = Files.writeString(folder.resolve("inputs.json"), "{\"inputs\":{\"image\":[[1,2]]}}");
        Terminal.Run run = terminal.run("check", MODELS.resolve("digits").toString(), "--inputs", inputs.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'image' has the shape [1,2], but the model takes [?,8,8,1]");
    }

    @Test
    void writesSlicesThatCanBeCheckedAgain(@TempDir Path folder) throws Exception {
        Terminal.Run run =
                terminal.run("slice", MODELS.resolve("digits").toString(), "--slices", "3", "--out", folder.toString());
        assertThat(run.status()).isZero();
        try (Stream<Path> slices = Files.list(folder)) {
            assertThat(slices).hasSize(3).allMatch(slice -> Files.exists(slice.resolve("saved_model.pb")));
        }
        assertThat(terminal.run("check", folder.resolve("1").toString(), "--slices", "1")
                        .status())
                .isZero();
    }

    @Test
    void refusesMoreSlicesThanLayers(@TempDir Path folder) {
        Terminal.Run run = terminal.run(
                "slice", MODELS.resolve("digits").toString(), "--slices", "99", "--out", folder.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("99 slices");
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
