package hewn.agent.slices;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what comes to a part file, and no more than the slice has.
 */
final class PartWriter implements BodySubscriber<Void> {
    private final Path part;
    private final long offset;
    private final long sizeBytes;
    private final AtomicLong progress;
    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private FileChannel channel;
    private Flow.Subscription subscription;

    /**
     * Writes from some byte on; what is behind it is cut off.
     *
     * @param part the file
     * @param offset the first byte to be written
     * @param sizeBytes of the whole slice
     * @param progress counts the bytes written
     */
    PartWriter(Path part, long offset, long sizeBytes, AtomicLong progress) {
        this.part = part;
        this.offset = offset;
        this.sizeBytes = sizeBytes;
        this.progress = progress;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        try {
            channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.size() > offset) {
                channel.truncate(offset);
            }
            channel.position(offset);
            subscription.request(1);
        } catch (IOException failed) {
            giveUp(new WriteException(failed));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                write(buffer);
            }
            subscription.request(1);
        } catch (IOException failed) {
            giveUp(failed);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        if (channel.position() + buffer.remaining() > sizeBytes) {
            throw new TooLongException();
        }
        int length = buffer.remaining();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException failed) {
            throw new WriteException(failed);
        }
        progress.addAndGet(length);
    }

    private void giveUp(IOException why) {
        subscription.cancel();
        onError(why);
    }

    @Override
    public void onError(Throwable why) {
        close();
        body.completeExceptionally(why);
    }

    @Override
    public void onComplete() {
        close();
        body.complete(null);
    }

    private void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException failed) {
            body.completeExceptionally(new WriteException(failed));
        }
    }

    /** The disk is at fault, not the network. */
    static final class WriteException extends IOException {
        private static final long serialVersionUID = 1L;

        WriteException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** More came than the slice has. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
