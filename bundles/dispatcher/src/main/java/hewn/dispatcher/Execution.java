package hewn.dispatcher;

/**
 * One attempt to compute a request, on one generation. Stages are pure, so a request may be executed again; each attempt
 * has a number of its own, by which a late answer to a former one is told from the answer to this one.
 *
 * @param route to the generation
 * @param number of its frames; no other execution has it
 * @param request what is computed
 * @param repetition whether the request was executed before
 */
record Execution(Route route, long number, PendingRequest request, boolean repetition) {
    /** It ended without an answer; to be called at most once, by who took it out of its route. */
    void lose(Loss loss) {
        request.keeper().lost(this, loss);
    }
}
