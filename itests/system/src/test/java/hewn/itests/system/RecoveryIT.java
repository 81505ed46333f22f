package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Devices die and hang under load: no request fails whose deadline allows a repair. */
final class RecoveryIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final String DIGITS =
            ROOT.resolve("itests").resolve("models").resolve("digits/1").toString();
    private static final int CLIENTS = 4;
    private static final int REQUESTS_AFTERWARDS = 50;
    private static final String IMAGE = "[" + String.join(",", Collections.nCopies(8, row())) + "]";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private final Map<String, AgentProcess> agents = new TreeMap<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** What clients saw: each answer once, and how long the slowest took. */
    private record Seen(List<Integer> statuses, List<String> bodies, Duration slowest) {}

    private static String row() {
        return "[" + String.join(",", Collections.nCopies(8, "[0.5]")) + "]";
    }

    @BeforeEach
    void startSiteWithOneSpareDevice() throws Exception {
        gateway = new GatewayProcess(folder);
        drop("even-split");
        for (String id : List.of("a", "b", "c", "spare")) {
            agents.put(id, AgentProcess.start(gateway.broker(), id, folder));
        }
        eventually("the devices", () -> gateway.json("devices").get("devices").size(), count -> count == agents.size());
        assertThat(gateway.hewn("deploy", DIGITS, "--model", "digits", "--slices", "3")
                        .exitStatus())
                .isZero();
    }

    @AfterEach
    void endSite() {
        clients.shutdownNow();
        agents.values().forEach(AgentProcess::close);
        gateway.close();
    }

    @Test
    void aDeviceThatDiesCostsNoRequest() throws Exception {
        AgentProcess second = agents.get(servingDevices().get(1));
        assertNoneFailsWhile(second::kill);
    }

    @Test
    void aDeviceThatHangsCostsNoRequestNorDoesItsReturn() throws Exception {
        AgentProcess second = agents.get(servingDevices().get(1));
        assertNoneFailsWhile(second::pause);
        int online = gateway.json("devices").get("devices").size();
        second.goOn();
        eventually("its return", () -> gateway.json("devices").get("devices").size(), count -> count > online);
        assertThat(predict().statusCode()).isEqualTo(200);
    }

    @Test
    void withoutASpareDeviceRequestsAreRefusedSoonAndServedWhenOneComes() throws Exception {
        String other = servingDevices().stream()
                .filter(device -> !device.equals("spare"))
                .findFirst()
                .orElseThrow();
        agents.get("spare").stop(Duration.ofSeconds(10));
        eventually("three devices", () -> gateway.json("devices").get("devices").size(), count -> count == 3);
        agents.get(other).kill();
        HttpResponse<String> refused = eventually("a refusal", this::predict, answer -> answer.statusCode() != 200);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        agents.put("spare", AgentProcess.start(gateway.broker(), "spare", folder));
        eventually("answers", () -> predict().statusCode(), status -> status == 200);
    }

    /** Something that is done to a device. */
    private interface Blow {
        void strike() throws Exception;
    }

    private void assertNoneFailsWhile(Blow blow) throws Exception {
        String expected = predict().body();
        AtomicBoolean replaced = new AtomicBoolean();
        List<Future<Seen>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(client(replaced)));
        }
        try {
            blow.strike();
            eventually("a replacement", this::servingGeneration, generation -> generation > 1);
        } finally {
            replaced.set(true);
        }
        for (Future<Seen> one : all) {
            Seen seen = one.get();
            System.out.println(seen.statuses().size() + " answers, the slowest after " + seen.slowest());
            assertThat(seen.statuses()).containsOnly(200);
            assertThat(seen.bodies()).containsOnly(expected);
        }
    }

    /** Asks without pause, until some time after the device was replaced. */
    private Callable<Seen> client(AtomicBoolean replaced) {
        return () -> {
            List<Integer> statuses = new ArrayList<>();
            List<String> bodies = new ArrayList<>();
            long slowestNanos = 0;
            for (int left = REQUESTS_AFTERWARDS; left > 0; left -= replaced.get() ? 1 : 0) {
                long begin = System.nanoTime();
                HttpResponse<String> answer = predict();
                slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
                statuses.add(answer.statusCode());
                bodies.add(answer.body());
            }
            return new Seen(statuses, bodies, Duration.ofNanos(slowestNanos));
        };
    }

    private HttpResponse<String> predict() throws IOException, InterruptedException {
        return gateway.post("/v1/models/digits:predict", "{\"instances\":[" + IMAGE + "]}");
    }

    /** As {@code hewn status} tells them: {@code a > b > c}. */
    private List<String> servingDevices() throws Exception {
        Matcher pipeline = Pattern.compile("(\\S+) > (\\S+) > (\\S+)")
                .matcher(gateway.hewn("status").output());
        assertThat(pipeline.find()).isTrue();
        return List.of(pipeline.group(1), pipeline.group(2), pipeline.group(3));
    }

    private int servingGeneration() throws Exception {
        return gateway.json("status").get("serving").get(0).get("generation").asInt();
    }

    private void drop(String strategy) throws IOException {
        Path built = ROOT.resolve("strategies").resolve(strategy).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "hewn.strategies.*.jar")) {
            Path jar = jars.iterator().next();
            Files.copy(jar, gateway.strategies().resolve(jar.getFileName()));
        }
    }
}
