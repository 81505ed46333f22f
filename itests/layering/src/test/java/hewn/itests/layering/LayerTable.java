package hewn.itests.layering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The layer of each bundle and the bundles that it may depend on, as a table in a page of documentation tells it.
 *
 * @param layers the layer of each bundle
 * @param dependencies the bundles that each bundle names; what those name comes along
 */
record LayerTable(Map<String, Layer> layers, Map<String, Set<String>> dependencies) {
    private static final String HEADER = "| layer | bundle |";
    private static final String ALL_FOUNDATIONS = "interfaces of layers 0 and 1";

    LayerTable {
        layers = Map.copyOf(layers);
        dependencies = Map.copyOf(dependencies);
    }

    /** The table in a page of Markdown: layer (once for its rows), bundle, what for, the bundles that it may see. */
    static LayerTable read(Path page) {
        try {
            return parse(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LayerTable parse(String markdown) {
        var layers = new LinkedHashMap<String, Layer>();
        var mayDependOn = new HashMap<String, String>();
        String title = "";
        for (String[] cells : rows(markdown)) {
            title = cells[0].isEmpty() ? title : cells[0];
            String bundle = bundle(cells[1].replace("`", ""));
            layers.put(bundle, Layer.titled(title));
            mayDependOn.put(bundle, cells[3]);
        }
        var dependencies = new HashMap<String, Set<String>>();
        mayDependOn.forEach((bundle, cell) -> dependencies.put(bundle, dependencies(cell, layers)));
        return new LayerTable(layers, dependencies);
    }

    private static Iterable<String[]> rows(String markdown) {
        return markdown.lines()
                .dropWhile(line -> !line.startsWith(HEADER))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::trim)
                        .toArray(String[]::new))
                .toList();
    }

    private static Set<String> dependencies(String cell, Map<String, Layer> layers) {
        if (cell.equals(ALL_FOUNDATIONS)) {
            return layers.keySet().stream()
                    .filter(bundle -> layers.get(bundle).isFoundation())
                    .collect(Collectors.toSet());
        }
        return Stream.of(cell.split(","))
                .map(String::trim)
                .filter(name -> !name.equals("–"))
                .map(LayerTable::bundle)
                .collect(Collectors.toSet());
    }

    /** The bundle of a folder. */
    private static String bundle(String folder) {
        return "hewn." + folder.replace('-', '.');
    }

    /** This table and one more row. */
    LayerTable with(Layer layer, String bundle, Set<String> mayDependOn) {
        var moreLayers = new HashMap<>(layers);
        moreLayers.put(bundle, layer);
        var moreDependencies = new HashMap<>(dependencies);
        moreDependencies.put(bundle, Set.copyOf(mayDependOn));
        return new LayerTable(moreLayers, moreDependencies);
    }

    Set<String> bundles() {
        return new TreeSet<>(layers.keySet());
    }

    /** The bundle itself, those that its row names, and what theirs name. */
    Set<String> allowedFor(String bundle) {
        var allowed = new HashSet<String>();
        allow(bundle, allowed);
        return allowed;
    }

    private void allow(String bundle, Set<String> allowed) {
        if (allowed.add(bundle)) {
            dependencies.getOrDefault(bundle, Set.of()).forEach(dependency -> allow(dependency, allowed));
        }
    }
}
