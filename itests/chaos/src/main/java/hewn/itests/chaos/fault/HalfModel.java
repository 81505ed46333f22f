package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Half a new version lies where models are dropped, as during a slow copy; then all of it, which is to serve. */
final class HalfModel implements Fault {
    private static final String GRAPH = "saved_model.pb";

    private final ChaosSite site;
    private final int version;

    HalfModel(ChaosSite site) {
        this.site = site;
        this.version = next(site);
    }

    /** A version that the gateway never saw: what was dropped once stays there. */
    private static int next(ChaosSite site) {
        int version = StampModel.VERSIONS + 1;
        while (Files.exists(site.model().droppedVersion(version))) {
            version++;
        }
        return version;
    }

    /** The checker knows the content of the first versions. */
    private Path content() {
        return StampModel.content(1 + version % StampModel.VERSIONS);
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        byte[] graph = Files.readAllBytes(content().resolve(GRAPH));
        Path half = Files.createDirectories(site.model().droppedVersion(version));
        Files.write(half.resolve(GRAPH), Arrays.copyOf(graph, graph.length / 2));
        return new Injection.Done("version " + version);
    }

    @Override
    public void heal() throws Exception {
        for (Path file : files(content())) {
            Path copy = site.model()
                    .droppedVersion(version)
                    .resolve(content().relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        site.model().awaitVersion(version);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
