package hewn.cli.text;

import java.text.DecimalFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongFunction;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** The library's bar with our quantities: its own speed counts whole seconds only, and jumps. */
final class BarRenderer extends DefaultProgressBarRenderer {
    private final LongFunction<String> amount;

    BarRenderer(LongFunction<String> amount) {
        super(
                ProgressBarStyle.ASCII,
                "",
                1,
                true,
                new DecimalFormat(),
                ChronoUnit.SECONDS,
                true,
                BarRenderer::remaining);
        this.amount = amount;
    }

    @Override
    protected String ratio(ProgressState state) {
        return amount.apply(state.getCurrent()) + " of " + amount.apply(state.getMax());
    }

    @Override
    protected String speed(ProgressState state) {
        long millis = state.getElapsedAfterStart().toMillis();
        return millis == 0 ? "" : amount.apply(1000 * state.getCurrent() / millis) + "/s";
    }

    private static Optional<Duration> remaining(ProgressState state) {
        if (state.getCurrent() == 0) {
            return Optional.empty();
        }
        double toDo = (double) (state.getMax() - state.getCurrent()) / state.getCurrent();
        return Optional.of(
                Duration.ofMillis(Math.round(toDo * state.getElapsedAfterStart().toMillis())));
    }
}
