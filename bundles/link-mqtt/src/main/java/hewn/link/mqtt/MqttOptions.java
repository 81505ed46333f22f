package hewn.link.mqtt;

import java.time.Duration;

/**
 * How patient a channel is.
 *
 * @param keepAlive the broker publishes the will one and a half times this after the last sign of life
 * @param connectTimeout after which an attempt to connect is given up, and another one made
 * @param minBackoff the longest pause before the second attempt; it doubles with every further one
 * @param maxBackoff the longest pause of all
 * @param repeat after which a request without a reply is sent again; whoever takes it runs it once all the same
 * @param sayAgain after which all announcements are made once more on a new connection: a broker may keep one from who
 *     subscribes in the moment in which it is made, and never tell of it
 * @param queue how many messages may wait for their handlers
 */
public record MqttOptions(
        Duration keepAlive,
        Duration connectTimeout,
        Duration minBackoff,
        Duration maxBackoff,
        Duration repeat,
        Duration sayAgain,
        int queue) {
    /** Fit for a site on one network: the loss of a device shows within eight seconds. */
    public static final MqttOptions DEFAULT = new MqttOptions(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            10_000);

    /**
     * Validates the bounds.
     *
     * @throws IllegalArgumentException if one is not positive, or the longest pause is shorter than the first
     */
    public MqttOptions {
        requirePositive("keepAlive", keepAlive.toSeconds());
        requirePositive("connectTimeout", connectTimeout.toSeconds());
        requirePositive("minBackoff", minBackoff.toMillis());
        requirePositive("repeat", repeat.toMillis());
        requirePositive("sayAgain", sayAgain.toMillis());
        requirePositive("queue", queue);
        if (maxBackoff.compareTo(minBackoff) < 0) {
            throw new IllegalArgumentException("maxBackoff is " + maxBackoff + ", but minBackoff is " + minBackoff);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
