package hewn.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.serving.exchange.ReplyBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A JSON document as the body of a reply, made in pieces of some 64 KiB.
 */
public final class JsonBody implements ReplyBody {
    private static final int PIECE_BYTES = 1 << 16;

    private final JsonStep document;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final JsonGenerator generator;
    private boolean ended;

    /**
     * Begins a document.
     *
     * @param document writes it
     */
    public JsonBody(JsonStep document) {
        this.document = document;
        try {
            this.generator = Json.factory().createGenerator(buffer);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
    }

    /**
     * A small document.
     *
     * @param document writes it at once
     * @return the body
     */
    public static JsonBody of(JsonStep.Whole document) {
        return new JsonBody(JsonStep.whole(document));
    }

    @Override
    public Optional<ByteBuffer> next() throws IOException {
        buffer.reset();
        while (!ended && buffer.size() < PIECE_BYTES) {
            if (document.write(generator)) {
                ended = true;
                generator.close();
            }
        }
        return buffer.size() == 0 ? Optional.empty() : Optional.of(ByteBuffer.wrap(buffer.toByteArray()));
    }
}
