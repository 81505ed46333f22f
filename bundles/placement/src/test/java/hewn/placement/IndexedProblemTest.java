package hewn.placement;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.graph.LayerRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexedProblemTest {
    private static PlacementProblem taking(Overheads overheads) {
        return new PlacementProblem(
                Site.GRAPH,
                Site.FLEET,
                new Objective.Latency(),
                Constraints.NONE,
                Optional.empty(),
                Duration.ofSeconds(1),
                0,
                List.of(),
                overheads);
    }

    private static void agrees(PlacementProblem problem) {
        IndexedProblem indexed = new IndexedProblem(problem);
        for (int d = 0; d < indexed.devices(); d++) {
            Device device = indexed.device(d);
            for (int from = 0; from < indexed.layers(); from++) {
                for (int to = from + 1; to <= indexed.layers(); to++) {
                    assertThat(indexed.fits(d, from, to))
                            .as("layers %d to %d on %s", from, to, device.id())
                            .isEqualTo(problem.costs().memoryBytes(new LayerRange(from, to))
                                    <= problem.usableMemoryBytes(device));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 10, 1 << 20, 3 << 20, 5 << 20})
    void stagesFitAsTheCostModelSaysWhateverLayersTake(long bytesPerLayer) {
        agrees(taking(new Overheads(1 << 20, 2, 0, bytesPerLayer, 1.5, 2.5)));
    }

    @Test
    void layersAndCopiesOfWeightsDecideWhatFits() {
        IndexedProblem bare = new IndexedProblem(taking(Overheads.NONE));
        IndexedProblem perLayer = new IndexedProblem(taking(new Overheads(0, 0, 0, 4 << 20, 1, 1)));
        IndexedProblem copies = new IndexedProblem(taking(new Overheads(0, 0, 0, 0, 2, 1)));
        assertThat(bare.fits(2, 1, 4)).as("9 MiB of weights in 10.8").isTrue();
        assertThat(perLayer.fits(2, 1, 4)).isFalse();
        assertThat(copies.fits(2, 1, 4)).isFalse();
    }
}
