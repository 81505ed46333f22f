package hewn.itests.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A link that can be cut, stalled and slowed: it passes on all that comes for a device's port, in both directions. */
public final class LinkProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 4096;
    private static final long STALL_POLL_NANOS = 20_000_000;
    private static final long SLOW_BYTES_PER_SECOND = 20_000;

    /** What a link does. */
    public enum Mode {
        /** Passes on at once. */
        OPEN,
        /** Ends connections and takes no new ones. */
        CUT,
        /** Takes connections and passes nothing on. */
        STALLED,
        /** Passes on 20 kB in a second. */
        SLOW
    }

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;

    /**
     * Listens.
     *
     * @param host where to
     * @param target where the device listens; the port is the same here
     * @throws IOException if that is taken
     */
    public LinkProxy(String host, InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(target.getPort(), 64, InetAddress.getByName(host));
        thread(this::accept);
    }

    /**
     * Changes the link.
     *
     * @param next what it does from now on
     */
    public void set(Mode next) {
        mode = next;
        if (next == Mode.CUT) {
            sockets.forEach(LinkProxy::end);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException refused) {
                // The one that connected sees its connection end, as on a real link.
                continue;
            }
        }
    }

    private void connect(Socket from) throws IOException {
        if (mode == Mode.CUT) {
            from.close();
            return;
        }
        Socket to = new Socket();
        try {
            to.connect(target);
        } catch (IOException nobody) {
            from.close();
            throw nobody;
        }
        for (Socket socket : Set.of(from, to)) {
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        thread(() -> pass(from, to));
        thread(() -> pass(to, from));
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hold(count);
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // Both ends see it.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void hold(int bytes) {
        while (mode == Mode.STALLED) {
            LockSupport.parkNanos(STALL_POLL_NANOS);
        }
        if (mode == Mode.SLOW) {
            LockSupport.parkNanos(bytes * 1_000_000_000L / SLOW_BYTES_PER_SECOND);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "hewn-link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException ended) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        mode = Mode.CUT;
        server.close();
        sockets.forEach(LinkProxy::end);
    }
}
