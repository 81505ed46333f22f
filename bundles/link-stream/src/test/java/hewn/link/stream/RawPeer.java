package hewn.link.stream;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Speaks the protocol by hand, and as wrongly as a test likes. */
final class RawPeer implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(20_000);
    }

    static RawPeer connectTo(int port) throws IOException {
        return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    static RawPeer acceptFrom(ServerSocket server) throws IOException {
        return new RawPeer(server.accept());
    }

    static ServerSocket server() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    RawPeer hello(int magic, int version, int maxFrameBytes, int credits) throws IOException {
        return ints(magic, version, maxFrameBytes, credits);
    }

    RawPeer hello() throws IOException {
        return hello(Protocol.MAGIC, Protocol.VERSION, 1 << 20, 4);
    }

    RawPeer ints(int... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes(bytes.array());
    }

    RawPeer bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    int nextInt() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    RawPeer skipHello() throws IOException {
        in.skipNBytes(Protocol.HELLO_BYTES);
        return this;
    }

    /** Passes over heartbeats. */
    private void requireNext(int expected) throws IOException {
        int kind = nextInt();
        while (kind == Protocol.HEARTBEAT) {
            in.skipNBytes(4);
            kind = nextInt();
        }
        if (kind != expected) {
            throw new IOException("expected a unit of kind " + expected + ", but got one of kind " + kind);
        }
    }

    /** How many credits the next unit gives. */
    int credits() throws IOException {
        requireNext(Protocol.CREDIT);
        return nextInt();
    }

    /** Passes over a hello, too. */
    String refusal() throws IOException {
        skipHello().requireNext(Protocol.REFUSAL);
        return new String(in.readNBytes(nextInt()), StandardCharsets.UTF_8);
    }

    /** Reads whatever comes, to the end. */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
