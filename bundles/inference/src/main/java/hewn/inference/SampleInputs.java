package hewn.inference;

import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Inputs to try a model with when nobody gave any.
 *
 * <p>Floating-point elements are uniform in [0, 1). Whole numbers are 0 or 1, so that an embedding of any size knows
 * them. Strings are empty.
 */
public final class SampleInputs {
    private final RandomGenerator random;

    /**
     * Samples from a source of randomness.
     *
     * @param random seeded by the caller where a run is to be repeated
     */
    public SampleInputs(RandomGenerator random) {
        this.random = random;
    }

    /**
     * One tensor for each spec.
     *
     * @param specs what a model takes
     * @param batch the size of every free dimension, at least 1
     * @return the tensors by name, in the given order
     * @throws IllegalArgumentException if a shape is of unknown rank
     */
    public Map<String, Tensor> of(List<TensorSpec> specs, int batch) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec spec : specs) {
            Shape shape = spec.shape()
                    .fill(batch)
                    .orElseThrow(() ->
                            new IllegalArgumentException("cannot sample '" + spec.name() + "': its rank is unknown"));
            inputs.put(spec.name(), new Tensor(spec.type(), shape, elements(spec.type(), shape)));
        }
        return inputs;
    }

    private ByteBuffer elements(ElementType type, Shape shape) {
        int count = Math.toIntExact(shape.elements());
        ByteBuffer elements = ByteBuffer.allocate(
                        Math.multiplyExact(count, type.sizeBytes().orElse(Integer.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            putElement(type, elements);
        }
        return elements.flip();
    }

    private void putElement(ElementType type, ByteBuffer elements) {
        switch (type) {
            case FLOAT32 -> elements.putFloat(random.nextFloat());
            case FLOAT64 -> elements.putDouble(random.nextDouble());
            case FLOAT16 -> elements.putShort((short) (0x3800 | random.nextInt(0x400))); // [0.5, 1)
            case BFLOAT16 -> elements.putShort((short) (Float.floatToIntBits(random.nextFloat()) >>> 16));
            case STRING -> elements.putInt(0);
            case BOOL, INT8, UINT8 -> elements.put((byte) random.nextInt(2));
            case INT16, UINT16 -> elements.putShort((short) random.nextInt(2));
            case INT32, UINT32 -> elements.putInt(random.nextInt(2));
            case INT64, UINT64 -> elements.putLong(random.nextInt(2));
        }
    }
}
