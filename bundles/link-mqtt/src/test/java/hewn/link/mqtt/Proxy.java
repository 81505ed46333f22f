package hewn.link.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Stands between a channel and its broker, and cuts or mutes the line. */
final class Proxy implements AutoCloseable {
    private final ServerSocket server;
    private final int brokerPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final StringBuffer answered = new StringBuffer();
    private volatile boolean mute;

    Proxy(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI uri() {
        return URI.create("mqtt://127.0.0.1:" + server.getLocalPort());
    }

    /** Whether brokers have said something to a channel. */
    boolean hasCarried(String text) {
        return answered.indexOf(text) >= 0;
    }

    /** Every connection breaks; new ones are made as before. */
    void cut() {
        sockets.forEach(Proxy::closeQuietly);
        sockets.clear();
    }

    /** From now on bytes vanish, while connections stay. */
    void mute(boolean isMute) {
        mute = isMute;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                forward(server.accept());
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void forward(Socket client) {
        sockets.add(client);
        try {
            Socket broker = new Socket("127.0.0.1", brokerPort);
            sockets.add(broker);
            daemon(() -> copy(client, broker, ignored -> {}));
            daemon(() -> copy(broker, client, answered::append));
        } catch (IOException brokerIsDown) {
            closeQuietly(client);
        }
    }

    private void copy(Socket from, Socket to, Consumer<String> ear) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!mute) {
                    ear.accept(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException cut) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException whatever) {
            throw new UncheckedIOException(whatever);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
