package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.conformance.Conformance;
import hewn.inference.Difference;
import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.GatewayProcess.CommandResult;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A gateway and its devices as processes, used as people use them. */
final class GatewayIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path MODELS = ROOT.resolve("itests").resolve("models");
    private static final String DIGITS = MODELS.resolve("digits/1").toString();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private final Map<String, AgentProcess> agents = new HashMap<>();

    @BeforeEach
    void startSite() throws Exception {
        gateway = new GatewayProcess(folder);
        drop("even-split");
        for (String id : List.of("a", "b", "c")) {
            startAgent(id);
        }
        eventually("three devices", () -> gateway.json("devices").get("devices").size(), count -> count == 3);
    }

    @AfterEach
    void endSite() {
        agents.values().forEach(AgentProcess::close);
        gateway.close();
    }

    @Test
    void threeSlicesAnswerAsTheWholeModelThroughLossesAndRestarts() throws Exception {
        CommandResult deployed = gateway.hewn("deploy", DIGITS, "--model", "digits", "--slices", "3");
        assertThat(deployed.output()).contains("a", "b", "c");
        assertThat(deployed.exitStatus()).isZero();
        assertAnswersAsRecorded();
        assertEveryLinkIsMeasured();

        agents.get("b").kill();
        eventually("a refusal", () -> predict().statusCode(), status -> status == 503);
        assertThat(predict().headers().firstValue("Retry-After")).isPresent();
        startAgent("b");
        eventually("answers again", () -> predict().statusCode(), status -> status == 200);
        assertAnswersAsRecorded();

        gateway.kill();
        gateway.start();
        eventually("answers after a restart", () -> predict().statusCode(), status -> status == 200);
        assertAnswersAsRecorded();
        assertThat(gateway.stop()).isZero();
    }

    @Test
    void bothInferenceProtocolsHoldInEveryCase() throws Exception {
        String model = MODELS.resolve("half_plus_three/1").toString();
        CommandResult deployed = gateway.hewn("deploy", model, "--model", "half_plus_three", "--slices", "2");
        assertThat(deployed.exitStatus()).as(deployed.output()).isZero();
        int failed = new Conformance(gateway.http(), System.out).run(Conformance.all("half_plus_three", "1"));
        assertThat(failed).isZero();
    }

    @Test
    void aBadModelIsRefusedWithAReasonAndNothingIsDeployed() throws Exception {
        String bad = MODELS.resolve("bad/write-file/1").toString();
        CommandResult refused = gateway.hewn("deploy", bad, "--model", "bad");
        assertThat(refused.exitStatus()).isEqualTo(1);
        assertThat(refused.output()).contains("WriteFile").doesNotContain("\tat ");
        String endless = MODELS.resolve("bad/endless-loop/1").toString();
        assertThat(gateway.hewn("deploy", endless, "--model", "endless").exitStatus())
                .isEqualTo(1);
        assertThat(gateway.post("/v1/models/bad:predict", "{\"instances\":[1]}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStrategyIsOfferedWhenItIsDroppedAndGoneWhenItIsRemoved() throws Exception {
        assertThat(gateway.hewn("strategies").output()).contains("even-split").doesNotContain("greedy");
        Path jar = drop("greedy");
        eventually("greedy", () -> gateway.hewn("strategies").output(), names -> names.contains("greedy"));
        Files.delete(jar);
        eventually("no greedy", () -> gateway.hewn("strategies").output(), names -> !names.contains("greedy"));
    }

    @Test
    void aFileThatIsNoStrategyIsNamedInTheLogWithTheReason() throws Exception {
        Files.writeString(gateway.strategies().resolve("junk.jar"), "junk");
        Manifest lacking = new Manifest();
        lacking.getMainAttributes().putValue("Manifest-Version", "1.0");
        lacking.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        lacking.getMainAttributes().putValue("Bundle-SymbolicName", "lacking");
        lacking.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        lacking.getMainAttributes().putValue("Import-Package", "hewn.placement;version=99,org.nowhere");
        Path jar = gateway.strategies().resolve("lacking.jar");
        new JarOutputStream(Files.newOutputStream(jar), lacking).close();

        eventually("a warning of the junk", gateway::log, log -> log.contains("junk.jar' is not used: it is no jar"));
        eventually(
                "a warning of what is lacking",
                gateway::log,
                log -> log.contains("the package org.nowhere, which no bundle offers")
                        && log.contains("the package hewn.placement from version 99.0.0, which is here in version"));
    }

    /** In both directions between any two of the devices and the gateway. */
    private void assertEveryLinkIsMeasured() throws Exception {
        Set<String> ends = Set.of("a", "b", "c", "gateway");
        Set<String> links = ends.stream()
                .flatMap(from -> ends.stream().filter(to -> !to.equals(from)).map(to -> from + " to " + to))
                .collect(Collectors.toSet());
        eventually("every link measured", this::measuredLinks, links::equals);
    }

    private Set<String> measuredLinks() throws Exception {
        Set<String> found = new HashSet<>();
        gateway.json("devices", "--links")
                .get("links")
                .forEach(link -> found.add(
                        link.get("from").asText() + " to " + link.get("to").asText()));
        return found;
    }

    private void startAgent(String id) {
        agents.put(id, AgentProcess.start(gateway.broker(), id, folder));
    }

    private Path drop(String strategy) throws IOException {
        Path built = ROOT.resolve("strategies").resolve(strategy).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "hewn.strategies.*.jar")) {
            Path jar = jars.iterator().next();
            return Files.copy(jar, gateway.strategies().resolve(jar.getFileName()));
        }
    }

    private void assertAnswersAsRecorded() throws Exception {
        RecordedCall call = RecordedCall.read(MODELS.resolve("digits/io/1.json"));
        HttpResponse<String> response = predict();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Tensor expected = call.outputs().get("output_0");
        assertThat(Difference.between(floats(response.body(), expected), expected))
                .isLessThanOrEqualTo(call.tolerance());
    }

    private HttpResponse<String> predict() throws Exception {
        Tensor image =
                RecordedCall.read(MODELS.resolve("digits/io/1.json")).inputs().get("image");
        return gateway.post("/v1/models/digits:predict", new ObjectMapper().writeValueAsString(instances(image)));
    }

    private static Map<String, Object> instances(Tensor image) {
        var pixels = image.elements().asFloatBuffer();
        List<Object> instances = new ArrayList<>();
        while (pixels.hasRemaining()) {
            List<Object> rows = new ArrayList<>();
            for (int row = 0; row < 8; row++) {
                List<List<Float>> columns = new ArrayList<>();
                for (int column = 0; column < 8; column++) {
                    columns.add(List.of(pixels.get()));
                }
                rows.add(columns);
            }
            instances.add(rows);
        }
        return Map.of("instances", instances);
    }

    private static Tensor floats(String body, Tensor like) throws IOException {
        var elements = java.nio.ByteBuffer.allocate(like.sizeBytes()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        new ObjectMapper()
                .readTree(body)
                .get("predictions")
                .forEach(sample -> sample.forEach(value -> elements.putFloat((float) value.asDouble())));
        return new Tensor(like.type(), like.shape(), elements.flip());
    }
}
