package hewn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.cli.CliException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SaturationTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void callsUntilThereAreEnoughAnswers() throws Exception {
        assertThat(new Saturation(() -> calls::incrementAndGet, 3).perSecond(10))
                .isPositive();
        assertThat(calls.get()).isBetween(13, 15);
    }

    @Test
    void keepsAsManyCallsUnderWayAsItSays() throws Exception {
        CyclicBarrier all = new CyclicBarrier(4);
        Call call = () -> {
            if (calls.getAndIncrement() < 4) {
                await(all);
            }
        };
        assertThat(new Saturation(() -> call, 4).perSecond(1)).isPositive();
    }

    @Test
    void failsWithTheFirstCallThatDoes() {
        Call failing = () -> {
            throw CliException.failed("on purpose", "");
        };
        assertThatThrownBy(() -> new Saturation(() -> failing, 2).perSecond(5))
                .isInstanceOf(CliException.class)
                .hasMessage("on purpose");
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await(60, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
