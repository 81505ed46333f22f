package hewn.serving.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import hewn.serving.exchange.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * JSON as inference protocols have it: with {@code NaN}, {@code Infinity} and {@code -Infinity}, nested no deeper than
 * {@value #MAX_DEPTH}, floating-point numbers in their shortest form.
 */
public final class Json {
    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 64;

    /** How Jackson names a place; who sent the document knows which one it is. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; ([^\\]]*)\\]");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}

    static JsonFactory factory() {
        return FACTORY;
    }

    /**
     * What reads a document.
     *
     * @param <T> what is read of it
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads.
         *
         * @param parser stands at the document's first token
         * @return what was read
         * @throws IOException if the document is not JSON
         * @throws RequestException if it says what it must not
         */
        T read(JsonParser parser) throws IOException, RequestException;
    }

    /**
     * Reads a document that is in memory, to its last byte.
     *
     * @param <T> what is read
     * @param document its bytes, in an array
     * @param reader reads it
     * @return what was read
     * @throws RequestException if the document is not JSON, or the reader refuses it
     */
    public static <T> T read(ByteBuffer document, Reader<T> reader) throws RequestException {
        try (JsonParser parser = parser(document)) {
            if (parser.nextToken() == null) {
                throw RequestException.invalid("JSON Parse error: The document is empty");
            }
            T read = reader.read(parser);
            if (parser.nextToken() != null) {
                throw RequestException.invalid("JSON Parse error: The document root must not be followed by other"
                        + " values. at offset: " + offset(parser));
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw parseError(malformed);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory does not fail", impossible);
        }
    }

    /**
     * Reads one value again that was skipped before.
     *
     * @param <T> what is read
     * @param document its bytes, in an array
     * @param offset where the value begins, counted from the document's first byte
     * @param reader reads it
     * @return what was read
     * @throws IOException if the value is not JSON
     * @throws RequestException if the reader refuses it
     */
    public static <T> T readAgain(ByteBuffer document, long offset, Reader<T> reader)
            throws IOException, RequestException {
        ByteBuffer rest = document.duplicate();
        rest.position(rest.position() + Math.toIntExact(offset));
        try (JsonParser parser = parser(rest)) {
            parser.nextToken();
            return reader.read(parser);
        }
    }

    /**
     * Where a parser stands.
     *
     * @param parser reads from memory
     * @return the offset of its current token in bytes
     * @throws RequestException if the document is not UTF-8, where offsets are not known
     */
    public static long offset(JsonParser parser) throws RequestException {
        long offset = parser.currentTokenLocation().getByteOffset();
        if (offset < 0) {
            throw RequestException.invalid("JSON Parse error: Invalid value. The document must be UTF-8");
        }
        return offset;
    }

    private static JsonParser parser(ByteBuffer document) throws IOException {
        return FACTORY.createParser(
                document.array(), document.arrayOffset() + document.position(), document.remaining());
    }

    private static RequestException parseError(JsonProcessingException malformed) {
        String kind = malformed instanceof JsonParseException ? "Invalid value." : "Limit exceeded.";
        long offset = malformed.getLocation() == null
                ? 0
                : Math.max(0, malformed.getLocation().getByteOffset());
        return RequestException.invalid("JSON Parse error: " + kind + " at offset: " + offset + ": "
                + SOURCE.matcher(malformed.getOriginalMessage()).replaceAll("$1"));
    }
}
