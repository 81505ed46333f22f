package hewn.dispatcher;

import java.time.Duration;

/**
 * One attempt to compute a request, on one generation. Stages are pure, so a request may be executed again; each attempt
 * has a number of its own, by which a late answer to a former one is told from the answer to this one.
 *
 * @param route to the generation
 * @param number of its frames; no other execution has it
 * @param request what is computed
 * @param repetition whether the request was executed before
 * @param trial whether the request was chosen for a canary: what serves executes it if this comes to nothing
 * @param beganNanos when, by {@link System#nanoTime}
 */
record Execution(Route route, long number, PendingRequest request, boolean repetition, boolean trial, long beganNanos) {
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** It ended without an answer; to be called at most once, by who took it out of its route. */
    void lose(Loss loss) {
        request.keeper().lost(this, loss);
    }
}
