package hewn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void viewsItsElementsLittleEndianWithoutACopy() {
        ByteBuffer elements = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .putInt(-2)
                .flip();
        Tensor tensor = new Tensor(ElementType.INT32, Shape.of(2), elements);
        assertThat(tensor.elements().getInt(4)).isEqualTo(-2);
        assertThat(tensor.sizeBytes()).isEqualTo(8);
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> tensor.elements().put((byte) 1));
    }

    @Test
    void refusesANumberOfBytesThatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(ElementType.FLOAT32, Shape.of(2), ByteBuffer.allocate(7)))
                .withMessageContaining("8 bytes")
                .withMessageContaining("7");
    }

    @Test
    void checksTheLayoutOfStrings() {
        ByteBuffer two = strings(2, 0);
        assertThat(new Tensor(ElementType.STRING, Shape.of(2), two).sizeBytes()).isEqualTo(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(ElementType.STRING, Shape.of(3), two))
                .withMessageContaining("3 elements");
        ByteBuffer hostile =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(-1).flip();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(ElementType.STRING, Shape.of(1), hostile))
                .withMessageContaining("ends within an element");
    }

    @Test
    void isEqualByTypeShapeAndBytes() {
        assertThat(zeros(ElementType.INT32, 2)).isEqualTo(zeros(ElementType.INT32, 2));
        assertThat(zeros(ElementType.INT32, 2)).isNotEqualTo(zeros(ElementType.FLOAT32, 2));
        assertThat(zeros(ElementType.INT32, 2)).hasSameHashCodeAs(zeros(ElementType.INT32, 2));
    }

    @Test
    void specsCountTheBytesOfABatch() {
        TensorSpec image = new TensorSpec("image", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(8, 8)));
        assertThat(image.bytes(3)).isEqualTo(3 * 64 * 4);
        assertThat(new TensorSpec("s", ElementType.STRING, PartialShape.of(Shape.of(2))).bytes(1))
                .isZero();
    }

    @Test
    void digestsAre64HexadecimalDigits() {
        Digest digest = Digest.of(ByteBuffer.wrap("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(digest.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest("../../etc/passwd"));
    }

    private static Tensor zeros(ElementType type, int count) {
        return new Tensor(type, Shape.of(count), ByteBuffer.allocate(4 * count));
    }

    private static ByteBuffer strings(int... lengths) {
        ByteBuffer elements = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        for (int length : lengths) {
            elements.putInt(length).put(new byte[length]);
        }
        return elements.flip();
    }
}
