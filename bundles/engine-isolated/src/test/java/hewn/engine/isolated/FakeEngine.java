package hewn.engine.isolated;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** Lives in the engine's process; a model's name says what becomes of a call. */
public final class FakeEngine implements InferenceEngine {
    @Override
    public String description() {
        return "fake";
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        String name = savedModel.getFileName().toString();
        switch (name) {
            case "absent" -> throw new EngineException("there is no model " + savedModel);
            case "broken" -> throw new UnsatisfiedLinkError("no native library");
            case "endless-load" -> hang();
            default -> {}
        }
        return new Runner(name);
    }

    static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Answers what it is fed, if it answers. */
    private record Runner(String name) implements SliceRunner {
        @Override
        public List<TensorSpec> inputs() {
            PartialShape shape = PartialShape.of(List.of(OptionalLong.empty(), OptionalLong.of(2)));
            return List.of(new TensorSpec("x", ElementType.INT8, shape));
        }

        @Override
        public List<TensorSpec> outputs() {
            return List.of(new TensorSpec("y", ElementType.STRING, PartialShape.UNKNOWN));
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
            switch (name) {
                case "talker" -> talk();
                case "failing" -> throw new EngineException("input 'x' does not fit");
                case "endless" -> hang();
                case "greedy" -> eat();
                case "crashing" -> Runtime.getRuntime().halt(134);
                default -> {}
            }
            return inputs;
        }

        private static void talk() {
            System.out.println("standard output belongs to everybody");
            System.err.println("as does standard error");
        }

        /** Takes memory past the heap and past what Java counts, as native code does. */
        private static void eat() throws EngineException {
            try (RandomAccessFile file = new RandomAccessFile("sparse", "rw")) {
                file.setLength(1 << 30);
                MappedByteBuffer memory = file.getChannel().map(FileChannel.MapMode.PRIVATE, 0, file.length());
                for (int i = 0; i < memory.capacity(); i += 1024) {
                    memory.put(i, (byte) 1);
                }
            } catch (IOException failed) {
                throw new EngineException("cannot eat", failed);
            }
            hang();
        }

        @Override
        public void close() {}
    }
}
