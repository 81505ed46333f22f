package hewn.admin.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedPartsTest {
    @Test
    void tellsTheCauseBeneathAllOthers() {
        String trace = """
                java.lang.reflect.InvocationTargetException
                \tat a.B.c(B.java:1)
                Caused by: java.lang.IllegalStateException: outer
                \tat a.B.c(B.java:2)
                Caused by: java.io.IOException: inner
                \t... 2 more
                """;
        assertThat(FailedParts.root(trace)).isEqualTo("java.io.IOException: inner");
    }

    @Test
    void tellsTheExceptionItselfWhereNothingIsBeneath() {
        assertThat(FailedParts.root("java.lang.Error: alone\n\tat a.B.c(B.java:1)\n"))
                .isEqualTo("java.lang.Error: alone");
    }
}
