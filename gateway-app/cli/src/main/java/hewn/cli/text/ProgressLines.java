package hewn.cli.text;

import java.io.PrintWriter;
import java.util.function.LongFunction;

/** A line at the start and a line at the end, for files and for whoever reads them. */
public final class ProgressLines implements Progress {
    private final PrintWriter out;
    private final String title;
    private final LongFunction<String> amount;
    private boolean begun;
    private boolean closed;
    private long done;
    private long total;

    /**
     * Lines about something that is not begun yet.
     *
     * @param out where they are written
     * @param title what is done
     * @param amount how a part of it is written
     */
    public ProgressLines(PrintWriter out, String title, LongFunction<String> amount) {
        this.out = out;
        this.title = title;
        this.amount = amount;
    }

    @Override
    public synchronized void at(long done, long total) {
        if (closed) {
            return;
        }
        this.done = done;
        this.total = total;
        if (!begun) {
            begun = true;
            tell(0);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (begun) {
            tell(done);
        }
    }

    private void tell(long part) {
        long percent = total == 0 ? 100 : 100 * part / total;
        out.println(title + " " + percent + " % of " + amount.apply(total));
        out.flush();
    }
}
