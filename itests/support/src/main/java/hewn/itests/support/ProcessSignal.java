package hewn.itests.support;

import java.io.IOException;

/** What a process can't refuse, besides its end. */
public enum ProcessSignal {
    /** Stops it where it is; its connections stay open. */
    STOP,
    /** Lets it go on. */
    CONT;

    /**
     * Sends it.
     *
     * @param pid the number of a process that this one may signal
     * @throws IOException if there is no such process
     * @throws InterruptedException if the thread is interrupted
     */
    public void send(long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name() + " " + pid + " ended with status " + status);
        }
    }
}
