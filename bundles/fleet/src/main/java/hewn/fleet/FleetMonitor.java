package hewn.fleet;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows which devices are online. Safe for use by several threads.
 */
@ProviderType
public interface FleetMonitor {
    /**
     * All that is online now.
     *
     * @return a snapshot
     */
    FleetSnapshot snapshot();

    /**
     * Tells of every device that comes, goes or changes its profile, beginning with those that are online already.
     *
     * @param listener is called by one thread at a time and must return soon
     * @return to be closed when the listener wants no more
     */
    Registration listen(FleetListener listener);

    /** What ends a listener's calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
