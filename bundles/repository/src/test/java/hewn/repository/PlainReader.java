package hewn.repository;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelLimits;
import hewn.inference.ModelReader;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Takes any file for a model of four layers, so that a process that uses it starts and works fast. */
final class PlainReader implements ModelReader {
    static final int LAYERS = 4;

    @Override
    public SourceModel read(Path folder, ModelLimits limits) {
        return new PlainModel(folder.resolve(Slice.FILE));
    }

    private record PlainModel(Path file) implements SourceModel {
        @Override
        public List<Signature> signatures() {
            return List.of(new Signature(Signature.DEFAULT_NAME, List.of(), List.of()));
        }

        @Override
        public LayerGraph layers(String signature) {
            return new LayerGraph(
                    IntStream.range(0, LAYERS)
                            .mapToObj(i -> new Layer("layer" + i, "Plain", 1, 1, 1))
                            .toList(),
                    IntStream.rangeClosed(0, LAYERS)
                            .mapToObj(p -> new Cut(p, List.of()))
                            .toList());
        }

        @Override
        public Slice writeSlice(String signature, LayerRange layers, Path folder) throws IOException {
            byte[] content = Files.readAllBytes(file);
            content[0] = (byte) layers.from();
            content[1] = (byte) layers.to();
            Path slice = folder.resolve(Slice.FILE);
            Files.write(slice, content);
            return new Slice(FileDigest.of(slice), content.length, layers, List.of(), List.of(), List.of());
        }
    }
}
