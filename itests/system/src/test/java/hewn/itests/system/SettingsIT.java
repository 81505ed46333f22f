package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.Meanwhile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Values that are not valid are saved in the web console's forms while clients ask without pause. */
final class SettingsIT {
    private static final String MODEL = Path.of(System.getProperty("hewn.root"), "itests/models/half_plus_three/1")
            .toString();
    private static final String HEALTH = "/system/health";
    private static final int REQUESTS_AFTERWARDS = 50;

    /** What is saved, and what the warning says of it. */
    private record Slip(String pid, String field, String value, String why) {}

    private static final List<Slip> SLIPS = List.of(
            new Slip("hewn.artifacts", "maxDownloads", "0", "is less than 1"),
            new Slip("hewn.model.folder", "policy", "newest", "is none of latest, specific, all"),
            new Slip("hewn.engine.isolated", "memoryMebibytes", "1", "is less than 64"),
            new Slip("hewn.deployer", "replanGainPercent", "200", "is more than 99"),
            new Slip("hewn.link.mqtt", "queue", "many", "is no integer of 32 bits"));

    /** Of parts that requests need, and that begin anew when their configuration is deleted. */
    private static final List<Slip> RESTARTING_SLIPS = List.of(
            new Slip("hewn.dispatcher", "maxInFlight", "abc", "is no integer of 32 bits"),
            new Slip("hewn.dispatcher", "maxInFlight", "0", "is less than 1"),
            new Slip("hewn.serving", "maxBodyMebibytes", "-5", "is less than 1"),
            new Slip("hewn.serving", "deadlineMillis", "0", "is less than 1"),
            new Slip("hewn.link.stream", "credits", "0", "is less than 1"));

    /** What a restart finds. */
    private static final List<Slip> STORED_SLIPS =
            List.of(RESTARTING_SLIPS.get(2), RESTARTING_SLIPS.get(4), SLIPS.get(3));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private AgentProcess agent;

    @BeforeEach
    void serveAModel() throws Exception {
        gateway = new GatewayProcess(folder);
        agent = AgentProcess.start(gateway.broker(), "a", folder);
        eventually("the device", () -> gateway.json("devices").get("devices").size(), count -> count == 1);
        GatewayProcess.CommandResult deployed = gateway.hewn("deploy", MODEL, "--model", "m");
        assertThat(deployed.exitStatus()).as(deployed.output()).isZero();
        assertThat(health()).contains("Settings").doesNotContain("is ignored, for");
    }

    @AfterEach
    void endSite() {
        agent.close();
        gateway.close();
    }

    @Test
    void whatIsNotValidIsToldAndDisturbsNobody() throws Exception {
        List<Integer> answers = Meanwhile.answers(this::status, REQUESTS_AFTERWARDS, () -> {
            for (Slip slip : SLIPS) {
                makeAndMend(slip);
            }
        });
        Map<Integer, Long> statuses =
                answers.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        System.out.println("statuses while settings were wrong: " + statuses);
        assertThat(statuses).containsOnlyKeys(200);
    }

    @Test
    void whatIsNotValidTakesNoPartDown() throws Exception {
        for (Slip slip : RESTARTING_SLIPS) {
            makeAndMend(slip);
        }
        for (Slip slip : STORED_SLIPS) {
            save(slip);
        }
        assertThat(gateway.stop()).isZero();
        gateway.start();
        eventually("answers after a restart", this::status, status -> status == 200);
        for (Slip slip : STORED_SLIPS) {
            assertWarnedOf(slip);
        }
        assertThat(gateway.log()).doesNotContain("Error during instantiation");
    }

    private void makeAndMend(Slip slip) throws Exception {
        save(slip);
        assertWarnedOf(slip);
        eventually("answers with " + slip, this::status, status -> status == 200);
        gateway.unconfigure(slip.pid());
        eventually("the end of the warning of " + slip, this::health, said -> !said.contains("is ignored, for"));
        eventually("answers without " + slip, this::status, status -> status == 200);
        assertThat(gateway.log()).doesNotContain("Error during instantiation");
    }

    private void save(Slip slip) throws Exception {
        gateway.configure(slip.pid(), slip.field(), slip.value());
    }

    private void assertWarnedOf(Slip slip) throws Exception {
        String words = "(" + slip.field() + ") is ignored, for '" + slip.value() + "' " + slip.why();
        eventually("a warning of " + slip, this::health, said -> said.contains(words));
        eventually("a line in the log of " + slip, gateway::log, said -> said.contains(words));
    }

    private String health() throws Exception {
        return gateway.get(HEALTH).body();
    }

    private int status() throws IOException, InterruptedException {
        return ask().statusCode();
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        return gateway.post("/v1/models/m:predict", "{\"instances\":[1.0,2.0,5.0]}");
    }
}
