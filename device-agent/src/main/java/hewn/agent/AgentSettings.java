package hewn.agent;

import hewn.fleet.DeviceId;
import hewn.wire.ControlConnection.Credentials;
import hewn.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an agent is to be run.
 *
 * @param name what the device is called
 * @param topics those of its site
 * @param network its addresses
 * @param data the folder to keep slices in
 * @param compute what slices may take
 * @param metricsInterval how often to say how it fares
 */
public record AgentSettings(
        DeviceName name, Topics topics, Network network, Path data, Compute compute, Duration metricsInterval) {
    /**
     * Requires all parts.
     *
     * @throws IllegalArgumentException if the interval is not positive
     */
    public AgentSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(compute, "compute");
        requirePositive("the interval of metrics", metricsInterval);
    }

    DeviceId id() {
        return name.id();
    }

    /** What the broker knows it as. */
    String clientId() {
        return "hewn-" + topics.site() + "-" + id();
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, but is " + duration);
        }
    }

    /**
     * The addresses of an agent.
     *
     * @param broker where the broker is
     * @param credentials for the broker, if it asks for them
     * @param listen where to take tensors
     * @param advertised the host that others are to send tensors to, if it is another than the one that is bound
     */
    public record Network(
            BrokerAddress broker,
            Optional<Credentials> credentials,
            ListenAddress listen,
            Optional<String> advertised) {
        /** Requires all parts. */
        public Network {
            Objects.requireNonNull(broker, "broker");
            Objects.requireNonNull(credentials, "credentials");
            Objects.requireNonNull(listen, "listen");
            Objects.requireNonNull(advertised, "advertised");
        }
    }

    /**
     * What slices may take of a device.
     *
     * @param type what hardware it is; devices of one type are equally fast
     * @param cores how many cores
     * @param memoryBytes how much memory together, in bytes
     * @param memoryFactor how many bytes of memory a byte that a slice was planned with counts for
     * @param atATime how many slices may compute at a time
     * @param queueFrames how many frames may wait for each stage
     * @param runLimit after which a call is given up
     */
    public record Compute(
            String type,
            int cores,
            long memoryBytes,
            double memoryFactor,
            int atATime,
            int queueFrames,
            Duration runLimit) {
        /**
         * Validates the figures.
         *
         * @throws IllegalArgumentException if one is not positive
         */
        public Compute {
            Objects.requireNonNull(type, "type");
            if (cores < 1 || memoryBytes < 1 || !(memoryFactor >= 1) || atATime < 1 || queueFrames < 1) {
                throw new IllegalArgumentException("figures must be at least 1, but are cores=" + cores
                        + " memoryBytes="
                        + memoryBytes + " memoryFactor=" + memoryFactor + " atATime=" + atATime + " queueFrames="
                        + queueFrames);
            }
            requirePositive("the limit of a call", runLimit);
        }

        /**
         * What planners may reckon with: slices that were planned to fit there together are admitted.
         *
         * @return the memory divided by the factor, in bytes
         */
        long plannableBytes() {
            return (long) (memoryBytes / memoryFactor);
        }
    }
}
