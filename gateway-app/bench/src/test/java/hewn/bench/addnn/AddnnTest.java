package hewn.bench.addnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.graph.LayerGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddnnTest {
    private static final Site SMALL = new Site(1, 1);

    @Test
    void readsGoogLeNet() {
        LayerGraph graph = GoogLeNet.graph();
        assertThat(graph.size()).isEqualTo(81);
        assertThat(graph.flops(graph.whole())).isEqualTo(3_184_609_488L);
        assertThat(graph.weightBytes(graph.whole())).isEqualTo(27_995_164);
    }

    @Test
    void hasExitsWhereOneTensorIsAlive() {
        LayerGraph graph = GoogLeNet.withExits(0.2);
        assertThat(graph.exits())
                .hasSize(2)
                .allSatisfy(exit ->
                        assertThat(graph.cuts().get(exit.position()).tensors()).hasSize(1));
        assertThat(graph.reach(graph.size() - 1)).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void nothingIsFasterThanTheProvenOptimum() {
        Comparison comparison = Comparison.of(SMALL, GoogLeNet.graph(), 2);
        assertThat(comparison.proven()).isEqualTo(2);
        assertThat(Comparison.NAMES)
                .allSatisfy(name -> assertThat(comparison.meanSeconds(name))
                        .isGreaterThanOrEqualTo(comparison.meanSeconds("optimal-latency") - 1e-9));
    }

    @Test
    void exitsMakeItFaster() {
        assertThat(Comparison.of(SMALL, GoogLeNet.withExits(0.4), 1).meanSeconds("optimal-latency"))
                .isLessThan(Comparison.of(SMALL, GoogLeNet.graph(), 1).meanSeconds("optimal-latency"));
    }

    @Test
    void writesARowForEachSiteAndExit() {
        assertThat(new Addnn(List.of(SMALL), 1).run(progress -> {}).lines()).hasSize(5);
    }
}
