package hewn.agent.emulation.punctuality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PunctualityTest {
    private static final long MILLI = 1_000_000;

    private final Punctuality punctuality = new Punctuality();

    @Test
    void toleratesAMillisecondAndTwoPercent() {
        punctuality.count(10 * MILLI, MILLI);
        punctuality.count(1000 * MILLI, 20 * MILLI);
        assertThat(punctuality.figures().late()).isZero();
        punctuality.count(1000 * MILLI, 21 * MILLI);
        assertThat(punctuality.figures().late()).isEqualTo(1);
    }

    @Test
    void addsUpWhatIsOverdueAndKeepsTheWorst() {
        punctuality.count(100 * MILLI, 50 * MILLI);
        punctuality.count(100 * MILLI, -50 * MILLI);
        punctuality.count(100 * MILLI, 25 * MILLI);
        assertThat(punctuality.figures()).isEqualTo(new Punctuality.Figures(3, 2, 0.3, 0.075, 0.05));
    }
}
