package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final IllegalStateException defect = new IllegalStateException("it hangs");
    private final Closing closing = new Closing();

    private void givenThatOneOfThreeCannotBeClosed() {
        closing.push(() -> closed.add("first"));
        closing.push(() -> {
            throw defect;
        });
        closing.push(() -> closed.add("last"));
    }

    @Test
    void closesTheLastFirst() {
        closing.push(() -> closed.add("first"));
        closing.push(() -> closed.add("last"));
        closing.close();
        assertThat(closed).containsExactly("last", "first");
        assertThatCode(closing::close).as("nothing is left").doesNotThrowAnyException();
        assertThat(closed).hasSize(2);
    }

    @Test
    void closesAllThoughOneFails() {
        givenThatOneOfThreeCannotBeClosed();
        assertThatThrownBy(closing::close).hasCause(defect);
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void tellsWhatFailedBeforeOfTheOneThatFails() {
        givenThatOneOfThreeCannotBeClosed();
        StartException why = new StartException("no room");
        closing.close(why);
        assertThat(closed).containsExactly("last", "first");
        assertThat(why).hasSuppressedException(defect);
    }
}
