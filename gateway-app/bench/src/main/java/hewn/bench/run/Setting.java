package hewn.bench.run;

import hewn.bench.report.Report;
import java.util.function.Consumer;

/**
 * A benchmark of placement strategies: problems from fixed seeds, solved by some strategies, summed up in tables.
 *
 * <p>A new one is a class that implements this, and a line in {@code Settings}.
 */
public interface Setting {
    /**
     * What it is called on the command line and in the document.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * What is compared, in a sentence.
     *
     * @return for the help of the command
     */
    String description();

    /**
     * How long it takes on a small machine, for who is about to wait.
     *
     * @return such as {@code some seconds}
     */
    default String effort() {
        return "a minute or two";
    }

    /**
     * Solves the problems.
     *
     * @param progress is told what is being done, for who watches
     * @return one or more tables in Markdown, with what is needed to read them
     */
    String run(Consumer<String> progress);

    /**
     * Solves the problems, and draws pictures where it has some.
     *
     * @param progress is told what is being done, for who watches
     * @return what {@link #run} returns, with the pictures that it shows
     */
    default Report report(Consumer<String> progress) {
        return new Report(run(progress));
    }
}
