package hewn.wire;

import hewn.tensor.Digest;
import hewn.tensor.TensorSpec;
import java.util.List;

/**
 * What the gateway asks a device to do. Every command may be sent again without harm. A device refuses the commands of
 * a generation that it was told to unload.
 */
public sealed interface DeviceCommand extends Message {
    /**
     * A command and the gateway that gives it. A device obeys the gateway of the greatest epoch that it has heard of, and
     * refuses every other; when another gateway takes over, it unloads what the former one had loaded.
     *
     * @param gateway names what the gateway numbers its generations by: another one may give the same numbers again
     * @param epoch when the gateway began, in milliseconds since 1970; greater with each start
     * @param command what to do
     */
    record Order(String gateway, long epoch, DeviceCommand command) implements DeviceCommand {
        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the gateway has no name, the epoch is not positive, or the command is an
         *     order itself
         */
        public Order {
            if (gateway.isBlank() || epoch <= 0 || command instanceof Order) {
                throw new IllegalArgumentException("an order has a gateway, a positive epoch and one command, but got '"
                        + gateway + "', " + epoch + " and " + command);
            }
        }
    }

    /**
     * Have a slice on disk. Answered when it is there and its digest is right.
     *
     * @param slice its digest
     * @param sizeBytes its size in bytes
     * @param url where to get it, by HTTP with ranges
     */
    record FetchSlice(Digest slice, long sizeBytes, String url) implements DeviceCommand {}

    /**
     * Load a slice that is on disk as a stage of a generation, and know where its outputs go.
     *
     * @param generation of which it becomes a part
     * @param stage its index
     * @param slice its digest
     * @param inputs what the slice takes
     * @param outputs the names of what it computes
     * @param bypass the names of tensors that it hands on as they came
     * @param next where its outputs go, as {@code host:port}
     * @param sink where failures go, as {@code host:port}
     * @param strict whether optimisations that change the last bits are off
     * @param memoryBytes what it was planned to take once it is loaded and runs, in bytes; the device sets as much
     *     aside, and the size of its file at least; 0 from gateways that state none
     */
    record LoadStage(
            long generation,
            int stage,
            Digest slice,
            List<TensorSpec> inputs,
            List<String> outputs,
            List<String> bypass,
            String next,
            String sink,
            boolean strict,
            long memoryBytes)
            implements DeviceCommand {
        /**
         * Validates and copies.
         *
         * @throws IllegalArgumentException if the memory is negative
         */
        public LoadStage {
            if (memoryBytes < 0) {
                throw new IllegalArgumentException("a stage takes no negative memory, but got " + memoryBytes);
            }
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            bypass = List.copyOf(bypass);
        }
    }

    /**
     * Run a loaded stage on sample inputs, so that the first real call is fast.
     *
     * @param generation of which it is a part
     * @param stage its index
     */
    record WarmStage(long generation, int stage) implements DeviceCommand {}

    /**
     * Measure what each operation of a loaded stage takes, on sample inputs. Answered with {@link CommandReply.Profiled}.
     *
     * @param generation of which it is a part
     * @param stage its index
     * @param runs how many to take the medians of
     */
    record ProfileStage(long generation, int stage, int runs) implements DeviceCommand {}

    /**
     * Unload every stage of a generation, for good.
     *
     * @param generation its number
     */
    record UnloadGeneration(long generation) implements DeviceCommand {}

    /**
     * Unload every generation that is not named here, as {@link UnloadGeneration} does, unless its number is greater than
     * the last that was known when this was said; then delete every slice on disk that is neither loaded nor named here.
     *
     * @param keep what may be needed again
     * @param generations that are used, or may come to be
     * @param upTo the greatest number that {@code generations} tells of: those that began later are left alone; 0 from
     *     gateways that tell of none, and then nothing is unloaded
     */
    record PruneSlices(List<Digest> keep, List<Long> generations, long upTo) implements DeviceCommand {
        /**
         * Validates and copies.
         *
         * @throws IllegalArgumentException if {@code upTo} is negative
         */
        public PruneSlices {
            if (upTo < 0) {
                throw new IllegalArgumentException("generations are numbered from 1, but got up to " + upTo);
            }
            keep = List.copyOf(keep);
            generations = List.copyOf(generations);
        }

        /**
         * Deletes slices only.
         *
         * @param keep what may be needed again
         */
        public PruneSlices(List<Digest> keep) {
            this(keep, List.of(), 0);
        }

        /**
         * Tells whether a generation is to be unloaded.
         *
         * @param generation its number
         * @return whether nobody uses it
         */
        public boolean unloads(long generation) {
            return generation <= upTo && !generations.contains(generation);
        }
    }
}
