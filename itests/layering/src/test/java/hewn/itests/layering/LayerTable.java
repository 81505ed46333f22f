package hewn.itests.layering;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of layers: each bundle and the bundles that it may depend on.
 *
 * @param layers the layer of each bundle
 * @param dependencies the bundles that each bundle names; what those name comes along
 */
record LayerTable(Map<String, Layer> layers, Map<String, Set<String>> dependencies) {
    /** What a bundle of a layer is for, which says what else it may do. */
    enum Layer {
        /** Values: immutable, exported, never logging. */
        VALUES,
        /** Contracts: the interfaces through which the others meet, exported, never logging. */
        CONTRACTS,
        /** Providers implement contracts and export nothing. */
        PROVIDERS,
        /** Services do the gateway's work and export nothing. */
        SERVICES,
        /** Strategies answer placement problems and export nothing. */
        STRATEGIES,
        /** What tests of others build on. */
        TESTKITS;

        boolean exports() {
            return this == VALUES || this == CONTRACTS || this == TESTKITS;
        }

        boolean logs() {
            return this == PROVIDERS || this == SERVICES;
        }
    }

    LayerTable {
        layers = Map.copyOf(layers);
        dependencies = Map.copyOf(dependencies);
    }

    /** The table of the design. */
    static LayerTable ofHewn() {
        return parse("""
                VALUES     tensor
                VALUES     graph               tensor
                VALUES     fleet
                CONTRACTS  placement           graph fleet
                CONTRACTS  inference           tensor graph
                CONTRACTS  wire                tensor graph fleet
                CONTRACTS  pipeline            tensor graph fleet placement inference
                PROVIDERS  savedmodel          inference
                PROVIDERS  engine.tensorflow   inference
                PROVIDERS  link.mqtt           wire
                PROVIDERS  link.stream         wire
                PROVIDERS  broker
                SERVICES   repository          inference pipeline
                SERVICES   monitor             wire pipeline
                SERVICES   planner             placement inference pipeline
                SERVICES   deployer            placement inference wire pipeline
                SERVICES   dispatcher          wire pipeline
                SERVICES   serving             wire pipeline
                SERVICES   admin               wire pipeline
                STRATEGIES strategies.single.device placement
                STRATEGIES strategies.even.split    placement
                STRATEGIES strategies.greedy        placement
                TESTKITS   placement.testkit   placement
                """);
    }

    /** Reads lines of a layer, a bundle and the bundles that it may depend on, all without their {@code hewn.}. */
    static LayerTable parse(String text) {
        var rows = text.lines().map(line -> line.trim().split("\\s+")).toList();
        return new LayerTable(
                rows.stream().collect(Collectors.toMap(row -> "hewn." + row[1], row -> Layer.valueOf(row[0]))),
                rows.stream()
                        .collect(Collectors.toMap(
                                row -> "hewn." + row[1],
                                row -> Stream.of(row)
                                        .skip(2)
                                        .map(name -> "hewn." + name)
                                        .collect(Collectors.toSet()))));
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
