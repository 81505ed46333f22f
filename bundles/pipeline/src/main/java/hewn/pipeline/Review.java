package hewn.pipeline;

import java.time.Instant;
import java.util.Objects;

/**
 * The last time that a generation was compared with what would be planned by then.
 *
 * @param at when
 * @param cause for people: what had changed
 * @param moves whether another generation is to take its place
 * @param verdict for people: the figures, and why it stays or goes
 */
public record Review(Instant at, String cause, boolean moves, String verdict) {
    /** Requires all parts. */
    public Review {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(verdict, "verdict");
    }
}
