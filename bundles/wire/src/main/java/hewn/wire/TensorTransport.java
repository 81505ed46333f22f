package hewn.wire;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries frames from device to device. Safe for use by several threads.
 */
@ProviderType
public interface TensorTransport extends AutoCloseable {
    /**
     * Takes frames from whoever connects.
     *
     * @param host the address to bind
     * @param port the port to bind, or 0 for any that is free
     * @param receiver is given every frame
     * @return the endpoint, to be closed by the caller
     * @throws IOException if the address can't be bound
     */
    TensorEndpoint listen(String host, int port, FrameReceiver receiver) throws IOException;

    /**
     * Sends frames to one address. The connection is made when the first frame is sent, and made again after it broke.
     *
     * @param address as {@code host:port}
     * @return the sender, to be closed by the caller
     */
    FrameSender connect(String address);

    /**
     * Times the link to an address.
     *
     * @param address as {@code host:port}, where another transport listens
     * @return a probe with a connection of its own, to be closed by the caller
     */
    LinkProbe probe(String address);

    /** Closes what is still open. */
    @Override
    void close();

    /** Where frames arrive. */
    interface TensorEndpoint extends AutoCloseable {
        /**
         * The port that is bound.
         *
         * @return a port
         */
        int port();

        /** Takes no more frames. */
        @Override
        void close();
    }
}
