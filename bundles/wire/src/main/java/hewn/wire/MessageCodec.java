package hewn.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.wire.MessageException.Reason;
import java.io.IOException;

/**
 * Messages as JSON, and back. Safe for use by several threads.
 *
 * <p>A message is one object: {@code "schema"} (the number {@link Message#SCHEMA}), {@code "kind"} (the name of its
 * type in lower case with hyphens, such as {@code load-stage}), and one field for each component of its record. Digests
 * and device ids are strings; a tensor's shape is an array in which a free dimension is {@code null}, and {@code null}
 * itself if not even the rank is known. Fields that are not known are ignored, so that newer senders may add some;
 * fields that are missing are refused, unless they were added later and older senders do without; and so is another
 * schema.
 */
public final class MessageCodec {
    /** The largest message that is read, in bytes. */
    public static final int LIMIT_BYTES = 4 << 20;

    private final ObjectMapper mapper = MessageMapper.create(LIMIT_BYTES);

    /** Makes a codec. */
    public MessageCodec() {}

    /**
     * Writes a message.
     *
     * @param message what to say
     * @return JSON in UTF-8
     */
    public byte[] encode(Message message) {
        try {
            ObjectNode fields = mapper.createObjectNode().put("schema", Message.SCHEMA);
            fields.setAll((ObjectNode) mapper.valueToTree(message));
            return mapper.writeValueAsBytes(fields);
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            throw new IllegalArgumentException("cannot be written as JSON: " + message, unfit);
        }
    }

    /**
     * Reads a message.
     *
     * @param json one object in UTF-8
     * @param type what is expected: one type of messages, or a family of them
     * @return the message
     * @param <M> the type
     * @throws MessageException if it is larger than {@link #LIMIT_BYTES}, nested too deeply, no JSON, of another schema
     *     or another type, or lacks a field
     */
    public <M extends Message> M decode(byte[] json, Class<M> type) throws MessageException {
        if (json.length > LIMIT_BYTES) {
            throw malformed("it has " + json.length + " bytes, and " + LIMIT_BYTES + " are allowed", null);
        }
        try {
            JsonNode fields = mapper.readTree(json);
            requireSchema(fields);
            AddedFields.fillIn(fields);
            return type.cast(mapper.treeToValue(fields, type));
        } catch (JsonProcessingException unfit) {
            throw malformed(unfit.getOriginalMessage() + at(unfit), unfit);
        } catch (IOException impossible) {
            throw malformed(impossible.toString(), impossible);
        }
    }

    private static void requireSchema(JsonNode fields) throws MessageException {
        JsonNode schema = fields.path("schema");
        if (!schema.isInt()) {
            throw malformed("there is no whole number \"schema\" in an object", null);
        }
        if (schema.intValue() != Message.SCHEMA) {
            throw new MessageException(
                    Reason.UNKNOWN_SCHEMA,
                    "it is of schema " + schema + ", but schema " + Message.SCHEMA
                            + " is spoken here: bring gateway and devices to versions of Hewn that fit");
        }
    }

    private static MessageException malformed(String what, Throwable cause) {
        String message = "not a message: " + what;
        return cause == null
                ? new MessageException(Reason.MALFORMED_MESSAGE, message)
                : new MessageException(Reason.MALFORMED_MESSAGE, message, cause);
    }

    /** Where it is, unless it is well-formed JSON whose fields do not fit. */
    private static String at(JsonProcessingException unfit) {
        JsonLocation location = unfit.getLocation();
        return location == null || location.getLineNr() < 0
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
