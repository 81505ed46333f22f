package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.Meanwhile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway whose configuration, models or data change under it. */
final class GatewayChangesIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path MODELS = ROOT.resolve("itests").resolve("models");
    private static final String DIGITS = MODELS.resolve("digits/1").toString();
    private static final int REQUESTS_AFTERWARDS = 200;
    private static final String HALF = MODELS.resolve("half_plus_three/1").toString();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private final Map<String, AgentProcess> agents = new TreeMap<>();

    @BeforeEach
    void startSite() throws Exception {
        gateway = new GatewayProcess(folder);
        drop("even-split");
        for (String id : List.of("a", "b")) {
            agents.put(id, AgentProcess.start(gateway.broker(), id, folder));
        }
        awaitDevices();
    }

    @AfterEach
    void endSite() {
        agents.values().forEach(AgentProcess::close);
        gateway.close();
    }

    @Test
    void savedConfigurationsDisturbNoRequestAndNothingIsLoadedAgain() throws Exception {
        deploy(HALF, "m", 2);
        int loaded = said("is loaded");
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("hewn.planner", "strategies=even-split");
        changes.put("hewn.engine.isolated", "memoryMebibytes=3000");
        changes.put("hewn.link.mqtt", "keepAliveSeconds=4");
        changes.put("hewn.deployer", "retainedGenerations=2");
        changes.put("hewn.dispatcher", "maxInFlight=300");
        changes.put("hewn.link.stream", "credits=6");
        changes.put("hewn.serving", "maxConcurrentReads=60");
        changes.put("hewn.artifacts", "maxDownloads=30");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String[] value = change.getValue().split("=");
            assertThat(Set.copyOf(Meanwhile.answers(
                            this::status,
                            REQUESTS_AFTERWARDS,
                            () -> gateway.configure(change.getKey(), value[0], value[1]))))
                    .as("answers while %s was saved", change.getKey())
                    .containsExactly(200);
        }
        assertThat(said("is loaded")).isEqualTo(loaded);
        assertThat(gateway.json("status").toString())
                .contains("\"generation\":1")
                .doesNotContain("\"generation\":2");
    }

    @Test
    void devicesKeepTheSlicesThatServeAndThoseBeforeThemAndNoOthers() throws Exception {
        deploy(DIGITS, "digits", 2);
        Set<String> two = slices();
        assertThat(two).hasSize(2);
        deploy(DIGITS, "digits", 1);
        assertThat(slices()).hasSize(3).containsAll(two);
        int fetched = said("fetched sha256");
        deploy(DIGITS, "digits", 2);
        assertThat(said("fetched sha256")).as("nothing was shipped").isEqualTo(fetched);
        deploy(HALF, "digits", 2, "--model-version", "2");
        eventually("only the latest two generations", this::slices, held -> held.containsAll(two) && held.size() == 4);
        assertThat(gateway.hewn("undeploy", "digits").exitStatus()).isZero();
        eventually("empty disks", this::slices, Set::isEmpty);
    }

    @Test
    void aGatewayThatLostItsDataCommandsTheSameDevices() throws Exception {
        deploy(DIGITS, "digits", 2);
        gateway.kill();
        delete(gateway.data());
        gateway.start();
        awaitDevices();
        deploy(HALF, "m", 2);
        assertThat(status()).isEqualTo(200);
        assertThat(agents.get("a").log()).contains("takes over").doesNotContain("refused LoadStage");
    }

    private void deploy(String model, String name, int slices, String... options) throws Exception {
        List<String> arguments = Stream.concat(
                        Stream.of("deploy", model, "--model", name, "--slices", Integer.toString(slices)),
                        Stream.of(options))
                .toList();
        GatewayProcess.CommandResult deployed = gateway.hewn(arguments.toArray(String[]::new));
        assertThat(deployed.exitStatus()).as(deployed.output()).isZero();
    }

    private void awaitDevices() throws Exception {
        eventually("the devices", () -> gateway.json("devices").get("devices").size(), count -> count == agents.size());
    }

    private int status() throws Exception {
        return gateway.post("/v1/models/m:predict", "{\"instances\":[1.0,2.0,5.0]}")
                .statusCode();
    }

    /** How often the agents' logs say something. */
    private int said(String words) {
        return agents.values().stream()
                .mapToInt(agent -> agent.log().split(words, -1).length - 1)
                .sum();
    }

    /** The slices on all disks. */
    private Set<String> slices() throws IOException {
        Set<String> held = new TreeSet<>();
        for (String id : agents.keySet()) {
            try (Stream<Path> slices = Files.list(folder.resolve(id).resolve("sha256"))) {
                held.addAll(slices.map(slice -> slice.getFileName().toString()).collect(Collectors.toSet()));
            }
        }
        return held;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void drop(String strategy) throws IOException {
        Path built = ROOT.resolve("strategies").resolve(strategy).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "hewn.strategies.*.jar")) {
            Path jar = jars.iterator().next();
            Files.copy(jar, gateway.strategies().resolve(jar.getFileName()));
        }
    }
}
