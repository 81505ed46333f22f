package hewn.bench.seifer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongPipelinesTest {
    @Test
    void sumUpASmallPartOfTheSetting() {
        List<String> steps = new ArrayList<>();
        assertThat(new LongPipelines(List.of(30), 1).run(steps::add))
                .contains("| given | 30 | 1 | 0 | 25.0 |", "| chosen | 30 | 1 | 0 | 30.0 |");
        assertThat(steps).containsExactly("cut already, 30 devices", "30 devices");
    }
}
