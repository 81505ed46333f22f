package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBuffer;

import com.google.protobuf.InvalidProtocolBufferException;
import hewn.inference.EngineException;
import java.time.Duration;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;

/** Has the native library write down what each operation of a call takes. */
final class NativeTrace implements AutoCloseable {
    private final NativeMessage options;
    private final TF_Buffer metadata = TF_NewBuffer();

    NativeTrace(Duration runLimit) {
        options = new NativeMessage(RunOptions.newBuilder()
                .setTraceLevel(RunOptions.TraceLevel.SOFTWARE_TRACE)
                .setTimeoutInMs(Math.max(1, runLimit.toMillis()))
                .build());
    }

    TF_Buffer options() {
        return options.buffer();
    }

    TF_Buffer metadata() {
        return metadata;
    }

    RunMetadata read() throws EngineException {
        BytePointer bytes = new BytePointer(metadata.data()).capacity(metadata.length());
        try {
            return RunMetadata.parseFrom(bytes.asByteBuffer());
        } catch (InvalidProtocolBufferException damaged) {
            throw new EngineException("the trace of a call can't be read", damaged);
        }
    }

    @Override
    public void close() {
        TF_DeleteBuffer(metadata);
        options.close();
    }
}
