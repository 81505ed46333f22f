package hewn.savedmodel.internal.read;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import hewn.inference.ModelException;
import hewn.inference.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.tensorflow.proto.SavedModel;

/**
 * Bounds what parsing a SavedModel may take from the heap, before it is parsed.
 *
 * <p>A Java object takes a hundred bytes, but an empty submessage two bytes of the file, so a small hostile file could
 * fill the heap. Real graphs have names in them, and so about 20 bytes for every field.
 */
final class WireBudget {
    private static final int ALWAYS_ALLOWED_FIELDS = 200_000;
    private static final int BYTES_PER_FIELD = 4;
    private static final int DEEPEST = 100;

    private final CodedInputStream input;
    private final long allowed;
    private long fields;

    private WireBudget(ByteBuffer bytes) {
        input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
        allowed = Math.max(ALWAYS_ALLOWED_FIELDS, bytes.remaining() / BYTES_PER_FIELD);
    }

    /**
     * Counts the fields of all messages in a file, building none.
     *
     * @param bytes all of the file
     * @throws ModelException if there are more than its size allows
     * @throws IOException if the file is damaged
     */
    static void check(ByteBuffer bytes) throws ModelException, IOException {
        new WireBudget(bytes).count(SavedModel.getDescriptor(), 0);
    }

    private void count(Descriptor message, int depth) throws ModelException, IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (++fields > allowed) {
                throw new ModelException(
                        Slice.FILE,
                        "has more than " + allowed + " fields, which no real model of its size has",
                        "Export the model again.");
            }
            FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean nested = field != null
                    && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (nested && depth < DEEPEST) {
                int limit = input.pushLimit(input.readRawVarint32());
                count(field.getMessageType(), depth + 1);
                input.popLimit(limit);
            } else {
                input.skipField(tag);
            }
        }
    }
}
