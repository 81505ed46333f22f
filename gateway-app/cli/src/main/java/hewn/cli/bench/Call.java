package hewn.cli.bench;

import hewn.cli.CliException;

/** One way to have a model compute, always with the same inputs. */
@FunctionalInterface
public interface Call {
    /**
     * Calls once and waits for the answer.
     *
     * @throws CliException if there is none
     */
    void run() throws CliException;
}
