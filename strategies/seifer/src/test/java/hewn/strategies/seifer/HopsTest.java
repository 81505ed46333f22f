package hewn.strategies.seifer;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.strategies.seifer.Hops.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopsTest {
    @Test
    void takesTheMostBytesFirstAndOfThemTheLongestRun() {
        Hops hops = new Hops(List.of(100L, 10L, 99L, 98L, 11L, 12L), 2);
        assertThat(hops.runs()).containsExactly(new Run(2, 3, 1), new Run(0, 0, 1), new Run(4, 5, 0), new Run(1, 1, 0));
    }

    @Test
    void makesOneRunOfEqualHops() {
        assertThat(new Hops(List.of(7L, 7L, 7L), 20).runs()).containsExactly(new Run(0, 2, 19));
    }

    @Test
    void tellsALargestHop() {
        assertThat(new Hops(List.of(9L, 1L, 3L, 2L), 5).largest(1, 3)).isEqualTo(2);
    }
}
