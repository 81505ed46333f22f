package hewn.wire;

import java.util.Map;

/**
 * What a device answers to a command.
 */
public sealed interface CommandReply extends Message {
    /**
     * It is done.
     *
     * @param tookMillis how long it took, in milliseconds
     * @param detail for people
     */
    record Done(long tookMillis, String detail) implements CommandReply {}

    /**
     * The slice is on disk.
     *
     * @param tookMillis how long it took, in milliseconds
     * @param receivedBytes how much of it had to be fetched, in bytes; 0 if it was there already
     */
    record Fetched(long tookMillis, long receivedBytes) implements CommandReply {}

    /**
     * It was measured.
     *
     * @param callMicros what a call takes, in microseconds
     * @param operationMicros what each operation of it takes, in microseconds, by its name in the slice; empty if the
     *     engine can't tell
     */
    record Profiled(double callMicros, Map<String, Double> operationMicros) implements CommandReply {
        /** Copies the map. */
        public Profiled {
            operationMicros = Map.copyOf(operationMicros);
        }
    }

    /**
     * It can't be done.
     *
     * @param code short and stable, such as {@code DISK_FULL}
     * @param message what is wrong and what to do
     */
    record Refused(String code, String message) implements CommandReply {}
}
