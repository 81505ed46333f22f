package hewn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatedExitTest {
    private static final LayerGraph GRAPH = new LayerGraph(
            List.of(layer("stem"), layer("block"), layer("head")),
            List.of(new Cut(0, List.of()), new Cut(1, List.of()), new Cut(2, List.of()), new Cut(3, List.of())));

    @Test
    void liesBehindTheLayerOrAtThePositionThatIsNamed() {
        LayerGraph graph = StatedExit.in(GRAPH, List.of(new StatedExit("block", 0.25), new StatedExit("1", 0.5)));
        assertThat(graph.exits()).containsExactly(new EarlyExit(1, 0.5), new EarlyExit(2, 0.25));
        assertThat(graph.reach(2)).isEqualTo(0.25);
    }

    @Test
    void noneLeavesTheGraphAsItIs() {
        assertThat(StatedExit.in(GRAPH, List.of())).isSameAs(GRAPH);
    }

    @Test
    void aLayerThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatedExit.in(GRAPH, List.of(new StatedExit("blok", 0.5))))
                .withMessageContaining("'blok'")
                .withMessageContaining("stem, block, head");
    }

    @Test
    void thereIsNoExitBehindTheLastLayerOrBeforeTheFirst() {
        for (String nowhere : List.of("head", "3", "0", "99999999999")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StatedExit.in(GRAPH, List.of(new StatedExit(nowhere, 0.5))))
                    .withMessageContaining("'" + nowhere + "'")
                    .withMessageContaining("from 1 to 2");
        }
    }

    @Test
    void probabilitiesAreParts() {
        for (double none : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StatedExit("block", none))
                    .withMessageContaining("'block' must be from 0 to 1, but is " + none);
        }
    }

    @Test
    void allTogetherTakeNoMoreThanAllSamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StatedExit.in(GRAPH, List.of(new StatedExit("stem", 0.7), new StatedExit("block", 0.7))))
                .withMessageContaining("add up to 1 at most, but to 1.4");
    }

    private static Layer layer(String name) {
        return new Layer(name, "MatMul", 1, 1, 1);
    }
}
