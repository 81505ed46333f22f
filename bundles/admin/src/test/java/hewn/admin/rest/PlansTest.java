package hewn.admin.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import hewn.placement.json.FleetFile;
import hewn.placement.json.ProblemFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
    private static final Device CAMERA = new Device(new DeviceId("camera"), "pi", 4, 1 << 30, 1e9, "127.0.0.1:7000");

    @TempDir
    private Path data;

    private AdminApi api;

    @BeforeEach
    void start() throws Exception {
        api = new AdminApi(data);
        api.put("/models/m/versions/1", Zips.model(""));
        api.gateway.devices.add(CAMERA);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void asksEveryStrategyOnOfferAndDeploysNothing() throws Exception {
        AdminApi.Reply reply = api.post("/plans", "{\"deployment\": {\"model\": \"m\"}}");
        assertThat(reply.status()).isEqualTo(200);
        JsonNode plans = reply.json().get("plans");
        assertThat(plans.findValuesAsText("strategy")).containsExactly("even-split", "single-device");
        assertThat(plans.at("/0/stages/0/device").asText()).isEqualTo("camera");
        assertThat(plans.at("/0/explanation").asText()).contains("PT5S").contains("seed 42");
        assertThat(plans.at("/1/placed").asBoolean()).isFalse();
        assertThat(plans.at("/1/explanation").asText()).isEqualTo("too large");
        assertThat(api.gateway.generations).isEmpty();
    }

    @Test
    void asksWhomItIsToldForAsLongAsItIsTold() throws Exception {
        JsonNode plans = api.post("/plans", """
                        {"deployment": {"model": "m"}, "strategies": ["even-split"], "budgetSeconds": 0.5, "seed": 7}""").json().get("plans");
        assertThat(plans).hasSize(1);
        assertThat(plans.at("/0/explanation").asText()).contains("PT0.5S").contains("seed 7");
    }

    @Test
    void statesTheProblemAsAFile() throws Exception {
        AdminApi.Reply reply = api.post("/problems", """
                {"deployment": {"model": "m", "objective": "weighted", "throughputWeight": 0.5, "energyWeight": 0.1,
                  "fairnessWeight": 0.2, "maxStages": 2, "first": "camera", "last": "camera", "tiers": [["camera"]]},
                 "budgetSeconds": 2, "seed": 3}""");
        PlacementProblem problem = ProblemFile.read(reply.body().getBytes(UTF_8));
        assertThat(problem.objective()).isEqualTo(new Objective.Weighted(0.5, 0.1, 0.2));
        assertThat(problem.constraints().maxStages()).hasValue(2);
        assertThat(problem.constraints().first()).contains(CAMERA.id());
        assertThat(problem.constraints().last()).contains(CAMERA.id());
        assertThat(problem.constraints().tiers()).containsExactly(Set.of(CAMERA.id()));
        assertThat(problem.fleet().devices()).containsExactly(CAMERA);
        assertThat(problem.budget()).isEqualTo(Duration.ofSeconds(2));
        assertThat(problem.seed()).isEqualTo(3);
        assertThat(problem.graph().size()).isEqualTo(2);
    }

    @Test
    void tellsTheFleetAsAFile() throws Exception {
        assertThat(FleetFile.read(api.get("/fleet").body().getBytes(UTF_8)).devices())
                .containsExactly(CAMERA);
    }

    @Test
    void refusesPlansThatMakeNoSense() throws Exception {
        assertThat(api.post("/plans", "{}").error()).contains("'deployment' is missing");
        assertThat(api.post("/plans", "{\"deployment\": {\"model\": \"x\"}}").status())
                .isEqualTo(404);
        assertThat(api.post("/plans", "{\"deployment\": {\"model\": \"m\"}, \"strategies\": [\"x\"]}")
                        .error())
                .contains("no strategy 'x'");
        assertThat(api.post("/plans", "{\"deployment\": {\"model\": \"m\"}, \"budgetSeconds\": 0}")
                        .error())
                .contains("budgetSeconds");
        assertThat(api.post("/plans", "{\"deployment\": {\"model\": \"m\", \"energyWeight\": 1}}")
                        .error())
                .contains("has no weights");
        assertThat(api.post("/plans", "{\"deployment\": {\"model\": \"m\", \"tiers\": [[\"a\"], [\"a\"]]}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void saysThatNoDeviceIsOnline() throws Exception {
        api.gateway.devices.clear();
        AdminApi.Reply reply = api.post("/plans", "{\"deployment\": {\"model\": \"m\"}}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error()).contains("no device is online");
    }

    @Test
    void tellsWhichStrategiesAreNotAskedAnyMore() throws Exception {
        assertThat(api.get("/strategies").json().at("/quarantined/0/reason").asText())
                .isEqualTo("it answered null");
    }
}
