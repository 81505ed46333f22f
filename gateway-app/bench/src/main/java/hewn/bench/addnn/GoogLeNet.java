package hewn.bench.addnn;

import hewn.graph.EarlyExit;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.placement.json.GraphFile;
import hewn.placement.json.PlacementFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The layer graph of GoogLeNet (Szegedy et al. 2015) at 224 × 224 pixels, as our reader has it of a SavedModel: 81 layers,
 * 3.18 GFLOPs with a multiply-add counted as two, 28 MB of weights.
 */
final class GoogLeNet {
    private static final String FILE = "googlenet.json";

    /** The modules that feed the auxiliary classifiers of the paper. */
    private static final List<String> EXITS = List.of("4a", "4d");

    private GoogLeNet() {}

    /** Without early exits. */
    static LayerGraph graph() {
        try (InputStream json = GoogLeNet.class.getResourceAsStream(FILE)) {
            return GraphFile.read(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        } catch (PlacementFileException e) {
            throw new IllegalStateException(FILE + " is not as we wrote it", e);
        }
    }

    /** With an early exit, of the same probability each, where the paper has its auxiliary classifiers. */
    static LayerGraph withExits(double probability) {
        LayerGraph graph = graph();
        List<String> names = graph.layers().stream().map(Layer::name).toList();
        return graph.withExits(EXITS.stream()
                .map(module -> new EarlyExit(names.indexOf(module) + 1, probability))
                .toList());
    }
}
