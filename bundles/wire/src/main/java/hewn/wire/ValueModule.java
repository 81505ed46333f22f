package hewn.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.tensor.PartialShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Digests and device ids as strings, shapes as arrays. */
final class ValueModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ValueModule() {
        super("hewn.wire");
        addText(Digest.class, Digest::hex, Digest::new);
        addText(DeviceId.class, DeviceId::value, DeviceId::new);
        addSerializer(new ShapeWriter());
        addDeserializer(PartialShape.class, new ShapeReader());
    }

    private <T> void addText(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(new TextWriter<>(type, write));
        addDeserializer(type, new TextReader<>(type, read));
    }

    private static final class TextWriter<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<T, String> text;

        TextWriter(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    private static final class TextReader<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Class<T> type;
        private final transient Function<String, T> value;

        TextReader(Class<T> type, Function<String, T> value) {
            super(type);
            this.type = type;
            this.value = value;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, json));
            }
            try {
                return value.apply(json.getText());
            } catch (IllegalArgumentException unfit) {
                return type.cast(context.handleWeirdStringValue(type, json.getText(), "%s", unfit.getMessage()));
            }
        }
    }

    private static final class ShapeWriter extends StdSerializer<PartialShape> {
        private static final long serialVersionUID = 1L;

        ShapeWriter() {
            super(PartialShape.class);
        }

        @Override
        public void serialize(PartialShape shape, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (shape.dimensions().isEmpty()) {
                json.writeNull();
                return;
            }
            json.writeStartArray();
            for (OptionalLong dimension : shape.dimensions().get()) {
                if (dimension.isPresent()) {
                    json.writeNumber(dimension.getAsLong());
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
        }
    }

    private static final class ShapeReader extends StdDeserializer<PartialShape> {
        private static final long serialVersionUID = 1L;

        ShapeReader() {
            super(PartialShape.class);
        }

        @Override
        public PartialShape getNullValue(DeserializationContext context) {
            return PartialShape.UNKNOWN;
        }

        @Override
        public PartialShape deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.isExpectedStartArrayToken()) {
                return (PartialShape) context.handleUnexpectedToken(PartialShape.class, json);
            }
            List<OptionalLong> dimensions = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                dimensions.add(dimension(json, context));
            }
            return PartialShape.of(dimensions);
        }

        private static OptionalLong dimension(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_NULL)) {
                return OptionalLong.empty();
            }
            if (json.hasToken(JsonToken.VALUE_NUMBER_INT) && json.getLongValue() >= 0) {
                return OptionalLong.of(json.getLongValue());
            }
            return (OptionalLong) context.handleUnexpectedToken(OptionalLong.class, json);
        }
    }
}
