package hewn.serving.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import hewn.serving.exchange.RequestException;
import hewn.tensor.ElementType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads elements of one type from JSON values, and refuses values of other types or beyond its range.
 */
final class ElementReader {
    private static final BigInteger UINT64_MAX =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private final ElementType type;
    private final ElementBuffer out = new ElementBuffer();

    ElementReader(ElementType type) {
        this.type = type;
    }

    ByteBuffer elements() {
        return out.elements();
    }

    /** Whether the value at which the parser stands is an element; if so it is read. */
    boolean read(JsonParser parser) throws IOException, RequestException {
        return switch (type) {
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> readFloating(parser);
            case BOOL -> readBoolean(parser);
            case STRING -> readString(parser);
            case INT8 -> readInteger(parser, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> readInteger(parser, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT32 -> readInteger(parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> readInteger(parser, Long.MIN_VALUE, Long.MAX_VALUE);
            case UINT8 -> readInteger(parser, 0, 0xff);
            case UINT16 -> readInteger(parser, 0, 0xffff);
            case UINT32 -> readInteger(parser, 0, 0xffff_ffffL);
            case UINT64 -> readUint64(parser);
        };
    }

    private boolean readBoolean(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (!token.isBoolean()) {
            return false;
        }
        out.room(1).put((byte) (token == JsonToken.VALUE_TRUE ? 1 : 0));
        return true;
    }

    private boolean readInteger(JsonParser parser, long least, long greatest) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == NumberType.BIG_INTEGER) {
            return false;
        }
        long value = parser.getLongValue();
        if (value < least || value > greatest) {
            return false;
        }
        putInteger(value);
        return true;
    }

    private boolean readUint64(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return false;
        }
        BigInteger value = parser.getBigIntegerValue();
        if (value.signum() < 0 || value.compareTo(UINT64_MAX) > 0) {
            return false;
        }
        putInteger(value.longValue());
        return true;
    }

    private void putInteger(long value) {
        int size = type.sizeBytes().getAsInt();
        ByteBuffer room = out.room(size);
        switch (size) {
            case Byte.BYTES -> room.put((byte) value);
            case Short.BYTES -> room.putShort((short) value);
            case Integer.BYTES -> room.putInt((int) value);
            default -> room.putLong(value);
        }
    }

    private boolean readFloating(JsonParser parser) throws IOException, RequestException {
        if (!parser.currentToken().isNumeric()) {
            return false;
        }
        if (type == ElementType.FLOAT64) {
            double value = parser.getDoubleValue();
            requireExact(parser, value, (long) value);
            out.room(Double.BYTES).putDouble(value);
        } else {
            float value = parser.getFloatValue();
            requireExact(parser, value, (long) value);
            requireRange(parser, value);
            putFloat(value);
        }
        return true;
    }

    private void requireRange(JsonParser parser, float value) throws IOException, RequestException {
        if (type == ElementType.FLOAT16
                && Float.isFinite(value)
                && !Float.isFinite(HalfFloats.fromFloat16(HalfFloats.toFloat16(value)))) {
            throw inexact(parser);
        }
    }

    private static RequestException inexact(JsonParser parser) throws IOException {
        return RequestException.invalid(
                "Cannot convert JSON value: " + Excerpt.of(parser.getText()) + " without loss of precision.");
    }

    private void putFloat(float value) {
        switch (type) {
            case FLOAT16 -> out.room(Short.BYTES).putShort(HalfFloats.toFloat16(value));
            case BFLOAT16 -> out.room(Short.BYTES).putShort(HalfFloats.toBfloat16(value));
            default -> out.room(Float.BYTES).putFloat(value);
        }
    }

    /** Fractions are rounded; whole numbers are meant as they stand, and what is finite must stay so. */
    private static void requireExact(JsonParser parser, double value, long whole) throws IOException, RequestException {
        boolean exact;
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            exact = parser.getNumberType() == NumberType.BIG_INTEGER
                    ? !Double.isInfinite(value)
                    : whole == parser.getLongValue();
        } else {
            exact = !Double.isInfinite(value) || parser.isNaN();
        }
        if (!exact) {
            throw inexact(parser);
        }
    }

    private boolean readString(JsonParser parser) throws IOException, RequestException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.FIELD_NAME) {
            putBytes(Base64Object.read(parser));
            return true;
        }
        if (token != JsonToken.VALUE_STRING) {
            return false;
        }
        putBytes(parser.getText().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private void putBytes(byte[] bytes) {
        out.room(Math.addExact(Integer.BYTES, bytes.length))
                .putInt(bytes.length)
                .put(bytes);
    }
}
