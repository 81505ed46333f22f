package hewn.itests.chaos.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StudyExceptionTest {
    @Test
    void tellsInOneMessageWhereAndWhyAndWhatTheProcessesSaid() {
        AssertionError why = new AssertionError("answers did not happen within PT1M");
        assertThat(StudyException.at("restart 3 of 24, at LOADING", why, "--- gateway\nit waits\n", Path.of("runs/1")))
                .hasMessageStartingWith(
                        "restart 3 of 24, at LOADING: answers did not happen within PT1M\n--- gateway\n")
                .hasMessageContaining("everything is in " + Path.of("runs/1"))
                .hasCause(why);
    }
}
