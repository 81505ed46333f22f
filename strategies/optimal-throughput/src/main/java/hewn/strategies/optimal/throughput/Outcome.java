package hewn.strategies.optimal.throughput;

/** What is known of a limit: whether there is a placement within it. */
sealed interface Outcome {
    /** There is one. */
    record Found(Route route) implements Outcome {}

    /** It is proven that there is none. */
    record Impossible() implements Outcome {}

    /** The effort was not enough to tell. */
    record Unknown() implements Outcome {}
}
