package hewn.link.stream;

import hewn.wire.FrameTooLargeException;
import hewn.wire.QueueFullException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A frame on its way out. It is written in pieces: elements outside the heap go to the socket as they lie, others by way
 * of a pooled buffer, which a piece bounds.
 */
final class QueuedFrame {
    private static final int PIECE_BYTES = 256 << 10;

    private final Deque<ByteBuffer> parts;
    private final long sizeBytes;
    private final Address address;
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    QueuedFrame(Address address, List<ByteBuffer> parts) {
        this.address = address;
        this.parts = new ArrayDeque<>(parts);
        this.sizeBytes = parts.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    CompletableFuture<Void> written() {
        return written;
    }

    void succeed() {
        written.complete(null);
    }

    void fail(String reason) {
        written.completeExceptionally(new IOException(unsent(reason)));
    }

    void failAsTooMany(String reason) {
        written.completeExceptionally(new QueueFullException(unsent(reason)));
    }

    void failAsTooLarge(String reason) {
        written.completeExceptionally(new FrameTooLargeException(unsent(reason)));
    }

    private String unsent(String reason) {
        return "a frame could not be sent to " + address + ": " + reason;
    }

    boolean hasPieces() {
        return !parts.isEmpty();
    }

    ByteBuf nextPiece() {
        ByteBuffer part = parts.element();
        if (part.remaining() <= PIECE_BYTES) {
            return Unpooled.wrappedBuffer(parts.remove());
        }
        ByteBuffer piece = part.slice(part.position(), PIECE_BYTES);
        part.position(part.position() + PIECE_BYTES);
        return Unpooled.wrappedBuffer(piece);
    }
}
