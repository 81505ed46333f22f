package hewn.serving;

import hewn.serving.http.Limits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits as they are configured: where two of them do not go together, the tighter one holds for both.
 *
 * @param bodyMebibytes the largest body
 * @param concurrentReads how many bodies may be read at a time
 * @param heldMebibytes how much all bodies may take
 * @param deadlineMillis for clients that name none
 * @param longestMillis what any deadline is cut to
 */
record ConfiguredLimits(
        int bodyMebibytes, int concurrentReads, int heldMebibytes, int deadlineMillis, int longestMillis) {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredLimits.class);

    ConfiguredLimits(ServingConfig config) {
        this(
                config.maxBodyMebibytes(),
                config.maxConcurrentReads(),
                config.maxHeldMebibytes(),
                config.deadlineMillis(),
                config.longestDeadlineMillis());
    }

    Limits limits() {
        return new Limits(
                Math.multiplyExact(
                        within("the largest request (MiB)", bodyMebibytes, "what requests may take", heldMebibytes),
                        1 << 20),
                concurrentReads,
                (long) heldMebibytes << 20,
                Duration.ofMillis(within("the deadline (ms)", deadlineMillis, "the longest one", longestMillis)),
                Duration.ofMillis(longestMillis));
    }

    private static int within(String name, int value, String bound, int most) {
        if (value > most) {
            LOG.warn("Of 'Hewn serving', {} is {}, more than {}, {}, which holds instead", name, value, bound, most);
        }
        return Math.min(value, most);
    }
}
