package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void closesAllThoughOneFailsAndTellsOfThat() {
        List<String> closed = new ArrayList<>();
        IllegalStateException defect = new IllegalStateException("it hangs");
        StartException why = new StartException("no room");
        AutoCloseable stuck = () -> {
            throw defect;
        };
        Closing.all(List.of(() -> closed.add("first"), stuck, () -> closed.add("last")), why);
        assertThat(closed).containsExactly("first", "last");
        assertThat(why).hasSuppressedException(defect);
    }
}
