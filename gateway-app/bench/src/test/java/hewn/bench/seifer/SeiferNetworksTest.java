package hewn.bench.seifer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.bench.model.NetworkFigures;
import hewn.bench.run.Contender;
import hewn.bench.run.Outcome;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.placement.PlacementProblem;
import hewn.strategies.seifer.Seifer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeiferNetworksTest {
    @Test
    void sumUpASmallPartOfTheSetting() {
        List<String> steps = new ArrayList<>();
        String section = new SeiferNetworks(List.of("ResNet50"), List.of(5, 10), 2).run(steps::add);
        assertThat(steps).hasSize(8).contains("ResNet50, 64 MiB, 10 devices");
        assertThat(section).contains("| ResNet50 | 64 | 5 | 2 | 4.0 |").contains("| ResNet50 | 256 | 5, 10 | 2 | 0 |");
    }

    /** The hops of the paper's own cuts, in its megabits. */
    @ParameterizedTest
    @CsvSource({
        "ResNet50,          64,  17.014 17.014 4.253",
        "ResNet50,          128, 8.507",
        "MobileNetV2,       64,  0.532",
        "EfficientNetB1,    64,  3.662 0.763",
        "EfficientNetB1,    128, 0.763",
        "InceptionResNetV2, 64,  14.456 16.615 16.615 13.327 13.327 5.642",
        "InceptionResNetV2, 128, 16.615 13.327"
    })
    void cutWhereThePaperCuts(String model, int capacity, String hops) {
        PlacementProblem problem = SeiferProblem.of(NetworkFigures.of(model), capacity, 10, 0);
        Outcome outcome = new Contender("seifer", new Seifer(true, 20, 200)).solve(problem);
        List<String> cut = outcome.placement().orElseThrow().stages().stream()
                .limit(outcome.stages() - 1L)
                .map(stage -> problem.graph().cuts().get(stage.layers().to()).bytes(1) / 131072.0)
                .map(mbit -> String.format(Locale.ROOT, "%.3f", mbit))
                .toList();
        assertThat(String.join(" ", cut)).isEqualTo(hops);
    }

    @Test
    void linkFartherDevicesMoreSlowlyAndTheGatewayForNothing() {
        FleetSnapshot network = RandomNetwork.of(20, 1 << 20, 1);
        double farthest = Math.log1p(283_230 / (2 * 149.0 * 149.0)) / Math.log(2) * 131072;
        assertThat(network.links())
                .hasSize(20 * 19 + 2 * 20)
                .allSatisfy(link -> assertThat(link.bandwidthBytesPerSecond()).isGreaterThanOrEqualTo(farthest - 1));
        assertThat(network.link(DeviceId.GATEWAY, new DeviceId("node-3")).seconds(1 << 30))
                .isCloseTo(0, within(1e-5));
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(IntStream.range(0, 2).mapToObj(i -> RandomNetwork.of(5, 1 << 20, 7)))
                .containsOnly(RandomNetwork.of(5, 1 << 20, 7));
        assertThat(RandomNetwork.of(5, 1 << 20, 8)).isNotEqualTo(RandomNetwork.of(5, 1 << 20, 7));
    }
}
