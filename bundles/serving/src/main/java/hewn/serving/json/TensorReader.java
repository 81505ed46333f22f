package hewn.serving.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.serving.exchange.RequestException;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads a dense tensor from nested JSON arrays, element by element into one buffer.
 *
 * <p>The shape is that of the first array at each level; an array that differs is refused with its position.
 */
public final class TensorReader {
    private static final int MAX_RANK = 32;

    private final String where;
    private final String typeName;
    private final ElementReader elements;
    private final ElementType type;
    private final long[] sizes = new long[MAX_RANK];
    private final long[] counts = new long[MAX_RANK];
    private final boolean[] known = new boolean[MAX_RANK];
    private int rank = MAX_RANK;
    private boolean rankKnown;
    private int depth;

    /**
     * Begins an empty tensor.
     *
     * @param where what the positions in messages are relative to, such as {@code instances}
     * @param type the element type
     * @param typeName what the protocol calls the element type
     */
    public TensorReader(String where, ElementType type, String typeName) {
        this.where = where;
        this.type = type;
        this.typeName = typeName;
        this.elements = new ElementReader(type);
    }

    /**
     * Reads one value, be it an element or an array.
     *
     * @param parser stands at the value's first token; at its last one afterwards
     * @throws IOException if the value is not JSON
     * @throws RequestException if the value does not fit
     */
    public void read(JsonParser parser) throws IOException, RequestException {
        int outer = depth;
        do {
            accept(parser);
        } while (depth > outer && parser.nextToken() != null);
    }

    private void accept(JsonParser parser) throws IOException, RequestException {
        switch (parser.currentToken()) {
            case START_ARRAY -> open();
            case END_ARRAY -> close();
            default -> element(parser);
        }
    }

    /**
     * Opens an array whose items are given by further calls.
     *
     * @throws RequestException if no array may stand here
     */
    public void open() throws RequestException {
        if (depth >= rank) {
            String expected = rankKnown ? " expected < " + rank : ", which is too deep";
            throw RequestException.invalid(
                    "Encountered list at unexpected level: " + depth + expected + ", at " + position());
        }
        counts[depth++] = 0;
    }

    /**
     * Closes the array that was opened last.
     *
     * @throws RequestException if its size differs from that of others at its level
     */
    public void close() throws RequestException {
        depth--;
        if (!known[depth]) {
            known[depth] = true;
            sizes[depth] = counts[depth];
            leafAt(depth + 1);
        } else if (sizes[depth] != counts[depth]) {
            throw RequestException.invalid("Encountered list at unexpected size: " + counts[depth] + " at level: "
                    + depth + " expected size: " + sizes[depth] + ", at " + position());
        }
        counted();
    }

    private void element(JsonParser parser) throws IOException, RequestException {
        leafAt(depth);
        if (depth != rank) {
            throw RequestException.invalid("JSON Value: " + text(parser) + " found at incorrect level: " + (depth + 1)
                    + " in the JSON DOM. Expected at level: " + rank + ", at " + position());
        }
        JsonToken token = parser.currentToken();
        if (!elements.read(parser)) {
            throw RequestException.invalid("JSON Value: " + text(parser) + " Type: " + kind(token)
                    + " is not of expected type: " + typeName + ", at " + position());
        }
        counted();
    }

    /** The first element, or the first empty array, settles the rank. */
    private void leafAt(int level) {
        if (!rankKnown) {
            rankKnown = true;
            rank = level;
        }
    }

    private void counted() {
        if (depth > 0) {
            counts[depth - 1]++;
        }
    }

    /**
     * How many values were read so far at the level that is open.
     *
     * @return items of the array that was opened last, 0 if none is open
     */
    public long count() {
        return depth > 0 ? counts[depth - 1] : 0;
    }

    /**
     * The shape of what was read.
     *
     * @return the dimensions
     */
    public Shape shape() {
        return Shape.of(Arrays.copyOf(sizes, rankKnown ? rank : 0));
    }

    /**
     * What was read, in the shape that it was read in.
     *
     * @return the tensor, which shares this reader's buffer
     */
    public Tensor tensor() {
        return tensor(shape());
    }

    /**
     * What was read, in another shape of as many elements.
     *
     * @param shape the dimensions
     * @return the tensor, which shares this reader's buffer
     */
    public Tensor tensor(Shape shape) {
        ByteBuffer read = elements.elements();
        return new Tensor(type, shape, read);
    }

    private String position() {
        StringBuilder position = new StringBuilder(where);
        for (int level = 0; level < depth; level++) {
            position.append('[').append(counts[level]).append(']');
        }
        return position.toString();
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? '"' + Excerpt.of(parser.getText()) + '"'
                : Excerpt.of(parser.getText());
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "String";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "Number";
            case VALUE_TRUE -> "True";
            case VALUE_FALSE -> "False";
            case VALUE_NULL -> "Null";
            default -> "Object";
        };
    }
}
