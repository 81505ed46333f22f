package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.GatewayProcess.CommandResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Plans for what is deployed, seen before anything changes, and studied after the gateway is gone. */
final class PlanIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path DIGITS = ROOT.resolve("itests/models/digits/1");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private List<AgentProcess> agents = List.of();

    @BeforeEach
    void startSite() throws Exception {
        gateway = new GatewayProcess(folder);
        drop("even-split");
        drop("greedy");
        agents = Stream.of("a", "b")
                .map(id -> AgentProcess.start(gateway.broker(), id, folder))
                .toList();
        eventually("two devices", () -> gateway.json("devices").get("devices").size(), count -> count == 2);
    }

    @AfterEach
    void endSite() {
        agents.forEach(AgentProcess::close);
        gateway.close();
    }

    @Test
    void whatIsPreviewedOnAGatewayIsPlannedAgainWithoutIt() throws Exception {
        CommandResult deployed = gateway.hewn("deploy", DIGITS.toString(), "--model", "digits", "--slices", "2");
        assertThat(deployed.exitStatus()).as(deployed.output()).isZero();

        Path saved = folder.resolve("problem.json");
        CommandResult preview = gateway.hewn("plan", "digits", "--json", "--save", saved.toString());
        JsonNode plans = new ObjectMapper().readTree(preview.output()).get("plans");
        assertThat(plans.findValuesAsText("strategy")).containsExactly("greedy", "even-split", "single-device");
        assertThat(plans.findValues("placed")).allMatch(JsonNode::asBoolean);
        assertThat(plans.get(2).get("stages")).hasSize(1);
        assertThat(plans.get(2).get("bytesToShip").asLong())
                .as("the whole model is not on one device")
                .isPositive();
        assertThat(gateway.hewn("status").output())
                .contains("Generation 1:", "placed by")
                .doesNotContain("Generation 2:");

        assertThat(gateway.stop()).isZero();
        CommandResult offline = gateway.hewn(
                "plan", saved.toString(), "--load", gateway.strategies().toString());
        assertThat(offline.exitStatus()).as(offline.output()).isZero();
        assertThat(offline.output()).contains("7 layers, 2 devices", "The best is that of");
    }

    private void drop(String strategy) throws IOException {
        Path built = ROOT.resolve("strategies").resolve(strategy).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "hewn.strategies.*.jar")) {
            Path jar = jars.iterator().next();
            Files.copy(jar, gateway.strategies().resolve(jar.getFileName()));
        }
    }
}
