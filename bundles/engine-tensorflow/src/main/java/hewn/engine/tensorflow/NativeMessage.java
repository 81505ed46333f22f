package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBuffer;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Buffer;

/** A protocol buffer, serialised into native memory. */
final class NativeMessage implements AutoCloseable {
    private final BytePointer content;
    private final TF_Buffer buffer = TF_NewBuffer();

    /**
     * Serialises a message.
     *
     * @param message of at most 2 GiB
     */
    NativeMessage(MessageLite message) {
        int size = message.getSerializedSize();
        content = new BytePointer(Math.max(1, size));
        try {
            CodedOutputStream out =
                    CodedOutputStream.newInstance(content.asByteBuffer().limit(size));
            message.writeTo(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory ended before the message", impossible);
        }
        buffer.data(content).length(size);
    }

    /** The serialised message, to hand to a native call; it must not outlive this object. */
    TF_Buffer buffer() {
        return buffer;
    }

    /** The serialised message's first byte. */
    BytePointer content() {
        return content;
    }

    /** The serialised message's length. */
    long sizeBytes() {
        return buffer.length();
    }

    @Override
    public void close() {
        TF_DeleteBuffer(buffer); // frees the struct alone: it has no deallocator
        content.close();
    }
}
