package hewn.engine.isolated;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * A connection between the two processes: requests go one way, each followed by its reply the other way.
 *
 * <p>For one thread at a time.
 */
final class Link implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final SocketChannel channel;
    private final ValueReader reader;
    private final ValueWriter writer;

    /**
     * Uses a connection.
     *
     * @param channel connected and blocking
     * @param maxTensorBytes the most that all tensors of one message may take
     */
    Link(SocketChannel channel, long maxTensorBytes) {
        this.channel = channel;
        reader = new ValueReader(
                new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES), maxTensorBytes);
        writer = new ValueWriter(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES), channel);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param request to be sent
     * @return what the other side answered
     * @throws IOException if the connection ends, or the answer is malformed
     */
    Reply ask(Request request) throws IOException {
        RequestCodec.write(request, writer);
        writer.flush();
        try {
            return ReplyCodec.read(reader);
        } catch (IllegalArgumentException malformed) { // a value refuses what the other side says
            throw new IOException("malformed reply: " + malformed.getMessage(), malformed);
        }
    }

    /**
     * Waits for a request.
     *
     * @return what the other side asks
     * @throws IOException if the connection ends
     */
    Request next() throws IOException {
        return RequestCodec.read(reader);
    }

    /**
     * Answers the last request.
     *
     * @param reply to be sent
     * @throws IOException if the connection ends
     */
    void answer(Reply reply) throws IOException {
        ReplyCodec.write(reply, writer);
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
