package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DataTypeSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Dim;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NumDims;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorType;

import hewn.inference.EngineException;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.TF_Tensor;

/** Copies tensors into native memory and out of it, all elements at once. */
final class NativeTensors {
    private NativeTensors() {}

    /**
     * Copies a tensor into native memory.
     *
     * @param tensor any tensor
     * @return a native tensor, to be deleted by the caller
     * @throws EngineException if there is no memory for it
     */
    static TF_Tensor in(Tensor tensor) throws EngineException {
        if (tensor.type() == ElementType.STRING) {
            return NativeStrings.in(tensor);
        }
        return in(NativeTypes.of(tensor.type()), tensor.shape().toArray(), tensor.elements());
    }

    /**
     * Copies elements into native memory.
     *
     * @param type the number of their type, which is of fixed size
     * @param dimensions the tensor's shape
     * @param elements as many bytes as type and shape ask for
     * @return a native tensor, to be deleted by the caller
     * @throws EngineException if there are more or fewer bytes, or no memory for them
     */
    static TF_Tensor in(int type, long[] dimensions, ByteBuffer elements) throws EngineException {
        int size = elements.remaining();
        requireSize(type, dimensions, size);
        TF_Tensor target = allocate(type, dimensions, size);
        if (size > 0) {
            bytes(target, size).put(elements);
        }
        return target;
    }

    private static void requireSize(int type, long[] dimensions, long sizeBytes) throws EngineException {
        long expected = Shape.of(dimensions).elements() * TF_DataTypeSize(type);
        if (expected != sizeBytes) {
            throw new EngineException("a tensor " + NativeTypes.name(type) + Shape.of(dimensions) + " has " + expected
                    + " bytes, but got " + sizeBytes);
        }
    }

    /** A native tensor with room for its elements, to be deleted by the caller. */
    static TF_Tensor allocate(int type, long[] dimensions, long sizeBytes) throws EngineException {
        TF_Tensor tensor = TF_AllocateTensor(type, dimensions, dimensions.length, sizeBytes);
        if (tensor == null) {
            throw new EngineException("no memory for a tensor of " + sizeBytes + " bytes");
        }
        return tensor;
    }

    /**
     * Copies a tensor out of native memory.
     *
     * @param name what to call it in a message
     * @param tensor a native tensor, left as it is
     * @return the tensor, in the heap
     * @throws EngineException if it is of a type or size that can't be handed over
     */
    static Tensor out(String name, TF_Tensor tensor) throws EngineException {
        int number = TF_TensorType(tensor);
        ElementType type = NativeTypes.elementType(number)
                .orElseThrow(() -> new EngineException(
                        "output '" + name + "' is " + NativeTypes.name(number) + ", which can't be handed over"));
        Shape shape = shape(tensor);
        if (type == ElementType.STRING) {
            return NativeStrings.out(name, shape, tensor);
        }
        return new Tensor(type, shape, elements(name, tensor));
    }

    /** A native tensor's shape. */
    static Shape shape(TF_Tensor tensor) {
        long[] dimensions = new long[TF_NumDims(tensor)];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = TF_Dim(tensor, i);
        }
        return Shape.of(dimensions);
    }

    private static ByteBuffer elements(String name, TF_Tensor tensor) throws EngineException {
        long size = TF_TensorByteSize(tensor);
        if (size > Integer.MAX_VALUE - 8) {
            throw new EngineException("output '" + name + "' has " + size + " bytes; at most 2 GiB can be handed over");
        }
        byte[] elements = new byte[(int) size];
        if (size > 0) {
            bytes(tensor, size).get(elements);
        }
        return ByteBuffer.wrap(elements);
    }

    /** A view of a native tensor's elements, valid until it is deleted. */
    private static ByteBuffer bytes(TF_Tensor tensor, long size) {
        Pointer data = TF_TensorData(tensor);
        return new BytePointer(data).capacity(size).asByteBuffer();
    }
}
