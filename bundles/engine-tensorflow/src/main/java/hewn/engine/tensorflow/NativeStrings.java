package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_StringInit;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_Copy;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_GetDataPointer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_GetSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import hewn.inference.EngineException;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;

/** Copies tensors of byte strings: TensorFlow holds each string apart, Hewn all in a row with their lengths. */
final class NativeStrings {
    private NativeStrings() {}

    /** Copies a tensor of strings into native memory; the caller deletes what is returned. */
    static TF_Tensor in(Tensor tensor) throws EngineException {
        int count = Math.toIntExact(tensor.shape().elements());
        long size = (long) count * Loader.sizeof(TF_TString.class);
        TF_Tensor target = NativeTensors.allocate(
                NativeTypes.of(ElementType.STRING), tensor.shape().toArray(), size);
        ByteBuffer elements = tensor.elements();
        for (int i = 0; i < count; i++) {
            byte[] element = new byte[elements.getInt()];
            elements.get(element);
            put(string(target, i), element);
        }
        return target;
    }

    private static void put(TF_TString string, byte[] element) {
        TF_StringInit(string);
        if (element.length > 0) {
            try (BytePointer content = new BytePointer(element)) {
                TF_TString_Copy(string, content, element.length);
            }
        }
    }

    /** Copies a tensor of strings out of native memory. */
    static Tensor out(String name, Shape shape, TF_Tensor tensor) throws EngineException {
        int count = Math.toIntExact(shape.elements());
        long size = (long) count * Integer.BYTES;
        for (int i = 0; i < count; i++) {
            size += TF_TString_GetSize(string(tensor, i));
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new EngineException("output '" + name + "' has " + size + " bytes; at most 2 GiB can be handed over");
        }
        ByteBuffer elements = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            get(string(tensor, i), elements);
        }
        return new Tensor(ElementType.STRING, shape, elements.flip());
    }

    private static void get(TF_TString string, ByteBuffer target) {
        int length = (int) TF_TString_GetSize(string);
        target.putInt(length);
        if (length > 0) {
            target.put(TF_TString_GetDataPointer(string).capacity(length).asByteBuffer());
        }
    }

    private static TF_TString string(TF_Tensor tensor, int index) {
        return new TF_TString(TF_TensorData(tensor)).getPointer(index);
    }
}
