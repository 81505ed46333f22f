package hewn.link.mqtt;

import java.io.IOException;

/** A broker that a test starts and stops as it likes; always at the same port. */
interface TestBroker extends AutoCloseable {
    int port();

    void start() throws IOException;

    void stop();

    @Override
    default void close() {
        stop();
    }
}
