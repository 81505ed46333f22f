package hewn.bench.heterogeneous;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.bench.report.Report;
import hewn.fleet.Device;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeterogeneousTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void sumsUpASmallPartOfTheSetting() {
        List<String> steps = new ArrayList<>();
        assertThat(Heterogeneous.smallest().run(steps::add)).contains("| EfficientNetB1 | 20 | 2 | 2 | 2 |");
        assertThat(steps).containsExactly("EfficientNetB1, 20 devices");
    }

    @Test
    void showsGrowthInTablesAndPictures() {
        Report report = new Growth(List.of(10, 20), List.of(25), 1).report(step -> {});
        assertThat(report.text()).contains("| 10 | 1 |").contains("| 25 | 1 |");
        assertThat(report.pictures()).containsOnlyKeys("placement-growth-devices.svg", "placement-growth-layers.svg");
        report.pictures().keySet().forEach(name -> assertThat(report.text()).contains("](" + name + ")"));
    }

    @Test
    void drawsFleetsWithinTheStatedRangesAndTheSameForASeed() {
        FleetSnapshot fleet = UnlikeDevices.of(20, 10 * MEBIBYTE, 1);
        assertThat(fleet).isEqualTo(UnlikeDevices.of(20, 10 * MEBIBYTE, 1));
        assertThat(fleet.links()).hasSize(21 * 20);
        assertThat(fleet.devices())
                .hasSize(20)
                .extracting(Device::memoryBytes)
                .allSatisfy(bytes -> assertThat(bytes).isBetween(10 * MEBIBYTE, 30 * MEBIBYTE));
    }

    @Test
    void sharesOutAllOfTheWork() {
        LayerGraph graph = DrawnWork.of(DrawnGraph.of(50, 100 * MEBIBYTE, 3), 1e9, 3);
        assertThat(graph.flops(graph.whole())).isBetween(999_999_900L, 1_000_000_000L);
        assertThat(graph.layers())
                .allSatisfy(layer -> assertThat(layer.weightBytes()).isEqualTo(2 * MEBIBYTE));
    }
}
