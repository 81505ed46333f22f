package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.GatewayProcess.CommandResult;
import hewn.itests.support.Meanwhile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Versions and strategies that change while clients ask without pause. */
final class SwapIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path PROGRAM = ROOT.resolve("gateway-app/distribution/target/hewn-gateway/bin/hewn");
    private static final Path MODELS = ROOT.resolve("itests").resolve("models");
    private static final String STAMP = MODELS.resolve("version-stamp").toString();
    private static final int REQUESTS_AFTERWARDS = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private final List<AgentProcess> agents = new ArrayList<>();
    private Optional<Process> emulation = Optional.empty();

    @BeforeEach
    void startSite() throws Exception {
        gateway = new GatewayProcess(folder);
    }

    @AfterEach
    void endSite() {
        agents.forEach(AgentProcess::close);
        emulation.ifPresent(Process::destroy);
        gateway.close();
    }

    @Test
    void aRollbackShipsNothingAndEveryAnswerIsOfOneVersion() throws Exception {
        for (String id : List.of("a", "b")) {
            agents.add(AgentProcess.start(gateway.broker(), id, folder));
        }
        awaitTwoDevices();
        drop(builtStrategy("even-split"));
        hewn("deploy", STAMP + "/1", "--model", "stamp", "--slices", "2");
        List<HttpResponse<String>> answers = answersWhile("stamp", "{\"instances\":[7.0,3.0]}", this::upgradeAndGoBack);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        List<String> versions = new ArrayList<>();
        for (HttpResponse<String> answer : answers) {
            String version = version(answer.body());
            if (versions.isEmpty() || !versions.get(versions.size() - 1).equals(version)) {
                versions.add(version);
            }
        }
        assertThat(versions).containsExactly("1", "2", "1");
    }

    private void upgradeAndGoBack() throws Exception {
        hewn("deploy", STAMP + "/2", "--model", "stamp", "--model-version", "2", "--slices", "2");
        assertThat(hewn("rollback", "stamp")).contains("back at: stamp/1, generation 3", "shipped: 0 bytes");
    }

    /** Which version answered both instances: each is followed by its number, six times. */
    private static String version(String body) {
        for (String version : List.of("1", "2")) {
            String stamp = version.repeat(6);
            if (body.contains("7" + stamp) && body.contains("3" + stamp)) {
                return version;
            }
        }
        throw new AssertionError("not of one version: " + body);
    }

    @Test
    void aStrategyThatArrivesOrIsReplacedMovesWhatServesWithoutAFailedRequest() throws Exception {
        emulateSlowDevices();
        awaitTwoDevices();
        gateway.configure("hewn.deployer", "replanPauseSeconds", "1");
        hewn("deploy", MODELS.resolve("unet/1").toString(), "--model", "unet");
        Path built = builtStrategy("optimal-throughput");
        List<HttpResponse<String>> answers = answersWhile("unet", "{\"instances\":[" + blackImage() + "]}", () -> {
            drop(built);
            eventually(
                    "two devices at work",
                    () -> hewn("status"),
                    said -> said.contains("a > b") || said.contains("b > a"));
            int reviews = reviews();
            drop(newer(built));
            eventually("another review", this::reviews, count -> count > reviews);
        });
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(hewn("status")).contains("planned again at");
    }

    private void awaitTwoDevices() throws Exception {
        eventually("two devices", () -> gateway.json("devices").get("devices").size(), count -> count == 2);
    }

    /** Devices so slow that two are faster than one, however busy the machine is. */
    private void emulateSlowDevices() throws IOException {
        Path cluster = folder.resolve("cluster.json");
        Files.writeString(cluster, """
                {"kind": "fleet", "schema": 1,
                 "defaults": {"type": "board", "memory": "512MiB", "speed": "1GFLOP/s"},
                 "devices": [{"id": "a"}, {"id": "b"}],
                 "defaultLink": {"bandwidth": "100Mbit/s", "latency": "1ms"}}
                """);
        ProcessBuilder program = new ProcessBuilder(
                        PROGRAM.toString(),
                        "emulate",
                        cluster.toString(),
                        "--gateway",
                        gateway.http().getAuthority(),
                        "--data",
                        gateway.data().toString(),
                        "--mqtt",
                        gateway.broker().getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("emulate.log").toFile());
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        emulation = Optional.of(program.start());
    }

    /** How often the new strategy was a reason to plan. */
    private int reviews() {
        return gateway.log().split("planned again \\(strategy 'optimal-throughput' is new", -1).length - 1;
    }

    private static String blackImage() {
        String pixel = "[0,0,0]";
        String row = "[" + (pixel + ",").repeat(63) + pixel + "]";
        return "[" + (row + ",").repeat(63) + row + "]";
    }

    /** The answers to one client that asks before, while and after something is done, in order. */
    private List<HttpResponse<String>> answersWhile(String model, String body, Meanwhile.Action action)
            throws Exception {
        List<HttpResponse<String>> answers = Meanwhile.answers(
                () -> gateway.post("/v1/models/" + model + ":predict", body), REQUESTS_AFTERWARDS, action);
        System.out.println(answers.size() + " answers of " + model);
        return answers;
    }

    private String hewn(String... command) throws Exception {
        CommandResult result = gateway.hewn(command);
        assertThat(result.exitStatus()).as(result.output()).isZero();
        return result.output();
    }

    private static Path builtStrategy(String name) throws IOException {
        Path built = ROOT.resolve("strategies").resolve(name).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "hewn.strategies.*.jar")) {
            return jars.iterator().next();
        }
    }

    /** Moves it into place, so that nobody sees half a jar. */
    private void drop(Path jar) throws IOException {
        Path whole = Files.copy(jar, folder.resolve("whole.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, gateway.strategies().resolve("strategy.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same bundle in a later version. */
    private Path newer(Path jar) throws IOException {
        Path next = folder.resolve("newer.jar");
        try (JarInputStream from = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), "0.2.0");
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(next), manifest)) {
                copyEntries(from, to);
            }
        }
        return next;
    }

    private static void copyEntries(JarInputStream from, JarOutputStream to) throws IOException {
        for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
            to.putNextEntry(new JarEntry(entry.getName()));
            from.transferTo(to);
        }
    }
}
