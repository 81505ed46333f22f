package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.LinkProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Tensors do not get to a device any more that stays online: another one takes its place, and no request fails. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "each device has a loopback address of its own")
final class SeveredLinkIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final String DIGITS =
            ROOT.resolve("itests").resolve("models").resolve("digits/1").toString();
    private static final List<String> DEVICES = List.of("a", "b", "spare");
    private static final int CLIENTS = 4;
    private static final int REQUESTS_AFTERWARDS = 20;
    private static final String ROW = "[" + String.join(",", Collections.nCopies(8, "[0.5]")) + "]";
    private static final String IMAGE = "[" + String.join(",", Collections.nCopies(8, ROW)) + "]";

    /** Many times what it takes, for other work may go on beside it. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private final Map<String, AgentProcess> agents = new TreeMap<>();
    private final Map<String, LinkProxy> links = new TreeMap<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** An answer, or what came instead. */
    private record Seen(int status, String body, Duration took) {}

    @BeforeEach
    void startSiteWithOneSpareDevice() throws Exception {
        gateway = new GatewayProcess(folder);
        drop("even-split");
        for (String id : DEVICES) {
            start(id, "127.0.2." + (1 + agents.size()));
        }
        eventually("the devices", this::devicesOnline, count -> count == DEVICES.size());
        assertThat(gateway.hewn("deploy", DIGITS, "--model", "digits", "--slices", "2")
                        .exitStatus())
                .isZero();
    }

    private void start(String id, String address) throws IOException {
        int port = GatewayProcess.freePort();
        links.put(id, new LinkProxy(address, new InetSocketAddress("127.0.0.1", port)));
        agents.put(
                id,
                AgentProcess.start(
                        gateway.broker(), id, folder, "--listen", "127.0.0.1:" + port, "--advertise", address));
    }

    @AfterEach
    void endSite() throws IOException {
        clients.shutdownNow();
        agents.values().forEach(AgentProcess::close);
        for (LinkProxy link : links.values()) {
            link.close();
        }
        gateway.close();
    }

    @Test
    void aDeviceThatIsCutOffCostsNoRequest() throws Exception {
        String severed = servingDevices().get(1);
        String expected = predict().body();
        AtomicBoolean replaced = new AtomicBoolean();
        List<Future<List<Seen>>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> askUntilSomeTimeAfter(replaced)));
        }
        links.get(severed).set(LinkProxy.Mode.CUT);
        try {
            eventually("a replacement", this::servingGeneration, generation -> generation > 1);
        } finally {
            replaced.set(true);
        }
        for (Future<List<Seen>> one : all) {
            assertThat(one.get()).allSatisfy(seen -> {
                assertThat(seen.status()).isEqualTo(200);
                assertThat(seen.body()).isEqualTo(expected);
                assertThat(seen.took()).isLessThan(LIMIT);
            });
        }
        assertThat(servingDevices()).doesNotContain(severed);
        assertThat(devicesOnline()).isEqualTo(DEVICES.size());
        assertThat(gateway.log()).contains("DEVICE_CUT_OFF").contains("tensors do not get to device '" + severed + "'");
    }

    private List<Seen> askUntilSomeTimeAfter(AtomicBoolean replaced) throws Exception {
        List<Seen> seen = new ArrayList<>();
        for (int left = REQUESTS_AFTERWARDS; left > 0; left -= replaced.get() ? 1 : 0) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = predict();
            seen.add(new Seen(answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - begin)));
        }
        return seen;
    }

    private HttpResponse<String> predict() throws IOException, InterruptedException {
        return gateway.post("/v1/models/digits:predict", "{\"instances\":[" + IMAGE + "]}");
    }

    private int devicesOnline() throws Exception {
        return gateway.json("devices").get("devices").size();
    }

    /** As {@code hewn status} tells them: {@code SERVING   a > b}. */
    private List<String> servingDevices() throws Exception {
        Matcher pipeline = Pattern.compile("SERVING +(\\S+) > (\\S+)")
                .matcher(gateway.hewn("status").output());
        assertThat(pipeline.find()).isTrue();
        return List.of(pipeline.group(1), pipeline.group(2));
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
