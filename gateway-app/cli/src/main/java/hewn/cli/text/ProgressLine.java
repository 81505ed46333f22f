package hewn.cli.text;

import java.io.PrintWriter;

/**
 * How far something is: one line that is written over on a terminal, a line for each quarter elsewhere. For one thread.
 */
public final class ProgressLine {
    private static final int STEPS_OFF_TERMINAL = 4;
    private static final int STEPS_ON_TERMINAL = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private final String title;
    private final long total;
    private long told = -1;

    /**
     * A line about something that is not begun yet.
     *
     * @param out where it is written
     * @param terminal whether what is written can be written over
     * @param title what is done
     * @param total how much there is to do
     */
    public ProgressLine(PrintWriter out, boolean terminal, String title, long total) {
        this.out = out;
        this.terminal = terminal;
        this.title = title;
        this.total = Math.max(1, total);
    }

    /**
     * Tells how much is done, if that is worth a line.
     *
     * @param done from 0 to the total
     */
    public void at(long done) {
        int steps = terminal ? STEPS_ON_TERMINAL : STEPS_OFF_TERMINAL;
        long step = Math.min(done, total) * steps / total;
        if (step > told) {
            told = step;
            tell(step * 100 / steps);
        }
    }

    private void tell(long percent) {
        if (terminal) {
            out.printf("\r%s %3d %%%s", title, percent, percent == 100 ? System.lineSeparator() : "");
        } else {
            out.printf("%s %d %%%n", title, percent);
        }
        out.flush();
    }
}
