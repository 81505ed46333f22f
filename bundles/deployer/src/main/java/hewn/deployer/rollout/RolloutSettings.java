package hewn.deployer.rollout;

import hewn.tensor.Digest;
import java.net.URI;
import java.time.Duration;

/**
 * How long each step of a rollout may take, and where slices are served.
 *
 * @param gateway where devices reach the gateway by HTTP
 * @param loadLimit for loading a slice on a device
 * @param warmLimit for running it on sample inputs
 * @param verifyLimit for the pipeline's answer to sample inputs
 * @param drainLimit for the requests under way in a former generation
 * @param patience with a device that went offline, before it is replaced
 * @param homecoming of the devices after a restart of the gateway, before others are taken in their place
 * @param slowestBytesPerSecond at which shipping is still waited for
 * @param pruneLimit for deleting slices that are not needed any more
 */
public record RolloutSettings(
        URI gateway,
        Duration loadLimit,
        Duration warmLimit,
        Duration verifyLimit,
        Duration drainLimit,
        Duration patience,
        Duration homecoming,
        long slowestBytesPerSecond,
        Duration pruneLimit) {
    private static final Duration SHIPPING_SETUP = Duration.ofSeconds(30);

    /**
     * The limits of a gateway that nobody configured otherwise.
     *
     * @param gateway the URL where devices pull slices
     * @return the settings
     */
    public static RolloutSettings at(URI gateway) {
        return new RolloutSettings(
                gateway,
                Duration.ofSeconds(120),
                Duration.ofSeconds(120),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                250_000,
                Duration.ofSeconds(5));
    }

    Duration shipLimit(long bytes) {
        return SHIPPING_SETUP.plusSeconds(bytes / slowestBytesPerSecond);
    }

    String artifactUrl(Digest slice) {
        return gateway.resolve("/artifacts/sha256/" + slice.hex()).toString();
    }
}
