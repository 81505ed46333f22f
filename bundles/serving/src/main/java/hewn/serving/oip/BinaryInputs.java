package hewn.serving.oip;

import hewn.serving.exchange.RequestException;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * Takes the raw tensors from the end of a body, in the order in which the inputs are listed. Tensors are views of the
 * body.
 */
final class BinaryInputs {
    private final ByteBuffer rest;

    BinaryInputs(ByteBuffer binary) {
        this.rest = binary.duplicate();
    }

    Tensor next(String name, ElementType type, Shape shape, long size) throws RequestException {
        if (size > rest.remaining()) {
            throw RequestException.invalid("input '" + name + "' has a binary_data_size of " + size + ", but only "
                    + rest.remaining() + " bytes of binary data are left in the body");
        }
        ByteBuffer elements = rest.slice(rest.position(), (int) size);
        rest.position(rest.position() + (int) size);
        try {
            return new Tensor(type, shape, elements);
        } catch (IllegalArgumentException | ArithmeticException wrongSize) {
            throw RequestException.invalid("input '" + name + "' with datatype " + Datatype.name(type) + " and shape "
                    + shape + " does not fit its binary_data_size of " + size + ": " + wrongSize.getMessage());
        }
    }

    void requireEnd() throws RequestException {
        if (rest.hasRemaining()) {
            throw RequestException.invalid("the inputs' binary_data_size add up to " + rest.position() + " bytes, but "
                    + (rest.position() + rest.remaining()) + " bytes of binary data were sent");
        }
    }
}
