package hewn.cli.text;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.LongFunction;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar that is written over a few times in a second, with what is done, speed, and remaining time. */
public final class ProgressOnTerminal implements Progress {
    private static final int PERIOD_MILLIS = 200;

    private final PrintWriter out;
    private final ProgressBarBuilder builder;
    private Optional<ProgressBar> bar = Optional.empty();
    private boolean closed;

    /**
     * A bar about something that is not begun yet.
     *
     * @param out where it is written
     * @param columns of the terminal that shows it
     * @param title what is done
     * @param amount how a part of it is written
     */
    public ProgressOnTerminal(PrintWriter out, int columns, String title, LongFunction<String> amount) {
        this.out = out;
        // To write into a terminal's last column would make it begin a new line.
        builder = new ProgressBarBuilder()
                .setTaskName(title)
                .setUpdateIntervalMillis(PERIOD_MILLIS)
                .setRenderer(new BarRenderer(amount))
                .setConsumer(new DelegatingProgressBarConsumer(this::overwrite, columns - 1));
    }

    @Override
    public synchronized void at(long done, long total) {
        if (closed) {
            return;
        }
        if (bar.isEmpty()) {
            bar = Optional.of(builder.setInitialMax(total).build());
        }
        bar.get().stepTo(done);
    }

    @Override
    public synchronized void close() {
        closed = true;
        bar.ifPresent(begun -> {
            begun.close();
            out.println();
            out.flush();
        });
    }

    private void overwrite(String line) {
        out.print("\r" + line);
        out.flush();
    }
}
