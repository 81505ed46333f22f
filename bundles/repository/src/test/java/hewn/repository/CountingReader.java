package hewn.repository;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.ModelReader;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.savedmodel.SavedModelReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The real reader, which tells how often it was used. */
final class CountingReader implements ModelReader {
    private final ModelReader reader = new SavedModelReader();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    int reads() {
        return reads.get();
    }

    int writes() {
        return writes.get();
    }

    @Override
    public SourceModel read(Path folder, ModelLimits limits) throws ModelException {
        reads.incrementAndGet();
        return new CountingModel(reader.read(folder, limits));
    }

    private final class CountingModel implements SourceModel {
        private final SourceModel model;

        CountingModel(SourceModel model) {
            this.model = model;
        }

        @Override
        public List<Signature> signatures() {
            return model.signatures();
        }

        @Override
        public LayerGraph layers(String signature) {
            return model.layers(signature);
        }

        @Override
        public Slice writeSlice(String signature, LayerRange layers, Path folder) throws ModelException, IOException {
            writes.incrementAndGet();
            return model.writeSlice(signature, layers, folder);
        }
    }
}
