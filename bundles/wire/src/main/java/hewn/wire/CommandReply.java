package hewn.wire;

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
     * It can't be done.
     *
     * @param code short and stable, such as {@code DISK_FULL}
     * @param message what is wrong and what to do
     */
    record Refused(String code, String message) implements CommandReply {}
}
