package hewn.wire;

import hewn.fleet.DeviceId;
import org.osgi.annotation.versioning.ProviderType;

/** What passes between this process and others. Safe for use by several threads. */
@ProviderType
public interface Transfers {
    /**
     * Tells whether nothing is under way.
     *
     * @return whether nothing is being worked on, and nothing was for half a second
     */
    boolean isIdle();

    /**
     * Tells of what is received from now on.
     *
     * @param listener replaces the one before
     */
    void tell(Listener listener);

    /** Is told of transfers. */
    @FunctionalInterface
    interface Listener {
        /**
         * A large frame was received. It is called by an I/O thread and must return at once.
         *
         * @param sender of the bytes
         * @param bytes how many
         * @param nanos from the first to the last of them, in nanoseconds
         */
        void received(DeviceId sender, long bytes, long nanos);
    }
}
