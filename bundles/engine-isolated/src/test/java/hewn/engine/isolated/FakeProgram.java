package hewn.engine.isolated;

import hewn.graph.LayerGraph;
import hewn.inference.InferenceEngine;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of a process with a {@link FakeEngine}. */
final class FakeProgram {
    private FakeProgram() {}

    static EngineProgram in(Path folder) throws IOException {
        Path services = folder.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.writeString(services.resolve(InferenceEngine.class.getName()), FakeEngine.class.getName());
        return without(folder);
    }

    static EngineProgram without(Path folder) {
        List<Path> classPath = new ArrayList<>(List.of(folder));
        for (Class<?> type :
                List.of(EngineProcess.class, FakeEngine.class, InferenceEngine.class, LayerGraph.class, Tensor.class)) {
            classPath.add(home(type));
        }
        return EngineProgram.ofClassPath(classPath);
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
