package hewn.placement.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.fleet.DeviceId;
import hewn.placement.CostModel;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsWrittenReadsAsTheSameProblem() throws Exception {
        assertThat(ProblemFile.read(ProblemFile.write(Problems.full()))).isEqualTo(Problems.full());
    }

    @Test
    void theFormOfAFileStaysWhatItIs() throws Exception {
        assertThat(JSON.readTree(ProblemFile.write(Problems.full())))
                .isEqualTo(JSON.readTree(Problems.file("full.json")));
    }

    @Test
    void whatIsNotStatedHasADefault() throws Exception {
        PlacementProblem problem = ProblemFile.read(Problems.file("by-hand.json"));
        assertThat(problem.objective()).isEqualTo(new Objective.Latency());
        assertThat(problem.budget()).isEqualTo(Duration.ofSeconds(2));
        assertThat(problem.overheads()).isEqualTo(Overheads.TYPICAL);
        assertThat(problem.constraints().memoryHeadroom()).isEqualTo(0.1);
        assertThat(problem.constraints().first()).contains(new DeviceId("camera"));
        assertThat(problem.costs().cutBytes(1)).isEqualTo(401_408);
        assertThat(problem.current()).isEmpty();
    }

    @Test
    void overheadsOfAnOlderFileTakeNothingForLayersAndWeights() throws Exception {
        String file = new String(Problems.file("full.json"), UTF_8)
                .replaceAll(
                        ",\\s*\"bytesPerLayer\": 2048,\\s*\"weightCopies\": 1.25,\\s*\"activationCopies\": 1.5", "");
        assertThat(ProblemFile.read(file.getBytes(UTF_8)).overheads()).isEqualTo(new Overheads(1 << 20, 3, 0.0005));
    }

    @Test
    void graphsAndPlacementsAreFilesToo() throws Exception {
        PlacementProblem problem = Problems.full();
        Placement placement = problem.current().orElseThrow();
        assertThat(GraphFile.read(GraphFile.write(problem.graph()))).isEqualTo(problem.graph());
        assertThat(PlacementFile.read(PlacementFile.write(placement), problem.costs()))
                .isEqualTo(placement);
    }

    @Test
    void figuresThatAPlacementDoesNotStateArePredicted() throws Exception {
        String placement = """
                {"schema": 1, "kind": "placement", "stages": [
                  {"device": "camera", "firstLayer": 0, "lastLayer": 0}, {"device": "hall", "firstLayer": 1, "lastLayer": 1}]}
                """;
        CostModel costs = Problems.full().costs();
        Placement read = PlacementFile.read(placement.getBytes(UTF_8), costs);
        assertThat(read.prediction()).isEqualTo(costs.predict(read.stages()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "latency",       | "speed",          | objective: there is no objective "speed"
                    "maxStages": 2   | "maxStages": 0    | constraints: a pipeline has at least 1 stage
                    "maxStages": 2   | "max": 2          | constraints.max: there is no such field
                    "budget": "2s"   | "budget": 0       | budget must be positive
                    "flops": 2600000 | "flops": 0.5      | graph.layers[3].flops: it is 0.5
                    5120, 4000       | 5120              | graph: 4 layers have 5 cuts, but got 4
                    5120, 4000       | [], [{"name": "x", "type": "FLOAT"}] | graph.cuts[4][0].type: there is no element type
                    "kind": "problem" | "kind": "fleet"  | kind: it is "fleet"
                    """)
    void errorsNameTheField(String right, String wrong, String error) throws Exception {
        String file = new String(Problems.file("by-hand.json"), UTF_8).replace(right, wrong);
        assertThatExceptionOfType(PlacementFileException.class)
                .isThrownBy(() -> ProblemFile.read(file.getBytes(UTF_8)))
                .withMessageContaining(error);
    }
}
