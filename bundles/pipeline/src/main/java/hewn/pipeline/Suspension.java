package hewn.pipeline;

import java.time.Duration;
import java.util.Objects;

/**
 * Why a generation takes no requests for a while, and whether an end of that is in sight.
 */
public sealed interface Suspension {
    /**
     * What is wrong, for the clients.
     *
     * @return such as which device is gone
     */
    String reason();

    /**
     * The device may come back, or a successor is on its way: requests wait for that, each until its deadline.
     *
     * @param reason what is wrong, for the clients
     */
    record Recovering(String reason) implements Suspension {
        /** Requires a reason. */
        public Recovering {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Nothing can take its place as things are: requests are refused at once.
     *
     * @param reason what is wrong, for the clients
     * @param retryAfter when it is worth to ask again
     */
    record Stuck(String reason, Duration retryAfter) implements Suspension {
        /** Requires all parts. */
        public Stuck {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }
}
