package hewn.serving.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The body of a reply, made piece by piece as fast as its reader takes it. Used by one thread at a time.
 */
@FunctionalInterface
public interface ReplyBody {
    /**
     * Makes the next piece.
     *
     * @return some bytes, or empty at the end
     * @throws IOException if the body can't be made; the reply then ends within
     */
    Optional<ByteBuffer> next() throws IOException;

    /**
     * The size of the whole body.
     *
     * @return in bytes, or empty if it is not known before the end
     */
    default OptionalLong sizeBytes() {
        return OptionalLong.empty();
    }

    /**
     * A body that is in memory already.
     *
     * @param pieces in order
     * @return the body
     */
    static ReplyBody of(ByteBuffer... pieces) {
        return of(Arrays.asList(pieces));
    }

    /**
     * A body that is in memory already.
     *
     * @param pieces in order
     * @return the body
     */
    static ReplyBody of(List<ByteBuffer> pieces) {
        long size = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        Iterator<ByteBuffer> rest = List.copyOf(pieces).iterator();
        return new ReplyBody() {
            @Override
            public Optional<ByteBuffer> next() {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            }

            @Override
            public OptionalLong sizeBytes() {
                return OptionalLong.of(size);
            }
        };
    }
}
