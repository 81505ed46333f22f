package hewn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CutPositionsTest {
    @Test
    void evenSlicesDifferByOneLayerAtMost() {
        assertThat(CutPositions.even(10, 4)).containsExactly(2, 5, 7);
        assertThat(CutPositions.even(8, 1)).isEmpty();
    }

    @Test
    void thereAreNoMoreSlicesThanLayers() {
        assertThat(CutPositions.even(3, 8)).containsExactly(1, 2);
        assertThat(CutPositions.random(3, 8, new Random(1))).containsExactly(1, 2);
        assertThat(CutPositions.random(1, 8, new Random(1))).isEmpty();
    }

    @Test
    void randomPositionsAreInnerOnesAndRepeatable() {
        assertThat(CutPositions.random(100, 8, new Random(7)))
                .hasSize(7)
                .allMatch(position -> position > 0 && position < 100)
                .isEqualTo(CutPositions.random(100, 8, new Random(7)));
    }

    @Test
    void numbersArePositive() {
        assertThatThrownBy(() -> CutPositions.even(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layers and slices must be positive, but are 0 and 1");
    }
}
