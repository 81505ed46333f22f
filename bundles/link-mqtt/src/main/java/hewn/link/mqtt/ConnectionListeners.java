package hewn.link.mqtt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told of the connection, by the thread that calls handlers. Safe for use by several threads. */
final class ConnectionListeners {
    private final List<Listening> all = new CopyOnWriteArrayList<>();
    private final HandlerThread handlers;

    ConnectionListeners(HandlerThread handlers) {
        this.handlers = handlers;
    }

    /** One listener, until it is ended. */
    static final class Listening {
        private final Consumer<Boolean> listener;
        private volatile boolean ended;

        Listening(Consumer<Boolean> listener) {
            this.listener = listener;
        }

        /** What waits to be told to it is not told any more. */
        void end() {
            ended = true;
        }

        private void tell(boolean isConnected) {
            if (!ended) {
                listener.accept(isConnected);
            }
        }
    }

    void begin(Listening listening, boolean isConnected) {
        all.add(listening);
        handlers.dispatch(() -> listening.tell(isConnected));
    }

    void remove(Listening ended) {
        all.remove(ended);
    }

    void tell(boolean isConnected) {
        all.forEach(listening -> handlers.dispatch(() -> listening.tell(isConnected)));
    }
}
