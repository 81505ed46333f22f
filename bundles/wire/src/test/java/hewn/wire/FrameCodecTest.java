package hewn.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.fleet.DeviceId;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.Frame.Cause;
import hewn.wire.Frame.Failure;
import hewn.wire.Frame.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
    private final FrameCodec codec = new FrameCodec();
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void readsWhatWasWritten() throws FrameException {
        for (int i = 0; i < 500; i++) {
            Tensors tensors = Frames.random(random);
            Failure failure = Frames.failure(random);
            assertThat(decoded(tensors)).isEqualTo(tensors);
            assertThat(decoded(failure)).isEqualTo(failure);
        }
    }

    @Test
    void copiesNoTensorWhenItWrites() {
        ByteBuffer elements = ByteBuffer.allocate(4);
        Tensors frame = frame(new Tensor(ElementType.INT8, Shape.of(4), elements));
        List<ByteBuffer> parts = codec.encode(frame);
        elements.put(2, (byte) 42); // Only a view can tell.
        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).get(2)).isEqualTo((byte) 42);
    }

    @Test
    void copiesNoTensorWhenItReads() throws FrameException {
        ByteBuffer bytes = Frames.joined(codec.encode(frame(new Tensor(ElementType.INT8, Shape.of(4), zeros(4)))));
        Tensors read = (Tensors) codec.decode(bytes);
        bytes.put(bytes.limit() - 1, (byte) 42);
        assertThat(read.tensors().get("x").elements().get(3)).isEqualTo((byte) 42);
    }

    @Test
    void laysElementsAtMultiplesOf64() {
        Tensor odd = new Tensor(ElementType.INT8, Shape.of(5), zeros(5));
        List<ByteBuffer> parts =
                codec.encode(new Tensors(1, 1, Duration.ZERO, List.of(), Map.of("a", odd, "b", odd, "c", odd)));
        int offset = 0;
        for (ByteBuffer part : parts) {
            assertThat(part.remaining() == 5 && offset % 64 != 0)
                    .as("an element at " + offset)
                    .isFalse();
            offset += part.remaining();
        }
    }

    @Test
    void writesTheDocumentedLayout() {
        ByteBuffer bytes = Frames.joined(codec.encode(new Failure(2, 3, new DeviceId("cam"), Cause.DEADLINE, "late")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.limit()).isEqualTo(64);
        assertThat(bytes.getInt(0)).isEqualTo(0x0201);
        assertThat(bytes.getInt(4)).isEqualTo(64);
        assertThat(bytes.getLong(8)).isEqualTo(2);
        assertThat(bytes.getLong(16)).isEqualTo(3);
        assertThat(Arrays.copyOfRange(bytes.array(), 24, 36))
                .containsExactly(5, 3, 'c', 'a', 'm', 4, 0, 'l', 'a', 't', 'e', 0);
    }

    @Test
    void readsOrRefusesWhateverArrives() {
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            Frame frame = i % 4 == 0 ? Frames.failure(random) : Frames.random(random);
            refused += isRefused(corrupted(Frames.joined(codec.encode(frame)))) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void refusesEveryPrefixOfAFrame() {
        ByteBuffer bytes = Frames.joined(codec.encode(frame(new Tensor(ElementType.FLOAT32, Shape.of(2), zeros(8)))));
        for (int length = 0; length < bytes.limit(); length++) {
            ByteBuffer prefix = bytes.slice(0, length);
            assertThatExceptionOfType(FrameException.class).isThrownBy(() -> codec.decode(prefix));
        }
    }

    @Test
    void refusesAnotherLayout() {
        ByteBuffer bytes = Frames.joined(codec.encode(Frames.failure(random)));
        bytes.put(0, (byte) 9);
        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("layout 9");
    }

    @Test
    void cutsAMessageThatIsTooLong() throws FrameException {
        Failure read = (Failure) decoded(new Failure(1, 1, DeviceId.GATEWAY, Cause.COMPUTATION, "é".repeat(100_000)));
        assertThat(read.message()).isEqualTo("é".repeat(0xffff / 2));
    }

    private boolean isRefused(ByteBuffer bytes) {
        try {
            codec.decode(bytes);
            return false;
        } catch (FrameException expected) {
            return true;
        }
    }

    /** A few bytes changed, a piece cut off or added. */
    private ByteBuffer corrupted(ByteBuffer bytes) {
        byte[] changed = Arrays.copyOf(bytes.array(), random.nextInt(8) == 0 ? random.nextInt(200) : bytes.limit());
        for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
            int limit = random.nextBoolean() ? Math.min(80, changed.length) : changed.length;
            changed[random.nextInt(limit)] = (byte) random.nextInt(256);
        }
        return ByteBuffer.wrap(changed);
    }

    private Frame decoded(Frame frame) throws FrameException {
        return codec.decode(Frames.joined(codec.encode(frame)));
    }

    private static ByteBuffer zeros(int count) {
        return ByteBuffer.allocate(count);
    }

    private static Tensors frame(Tensor tensor) {
        return new Tensors(1, 2, Duration.ofSeconds(1), List.of(), Map.of("x", tensor));
    }
}
