package hewn.itests.layering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
    private static final LayerTable FAKE = LayerTable.parse("""
            | layer | bundle | one responsibility | may depend on |
            |---|---|---|---|
            | 0 values | `low` | | – |
            | 1 contracts | `middle` | | low |
            | 2 providers | `far-away` | | middle |
            | 3 services | `high` | | interfaces of layers 0 and 1 |
            """);

    @Test
    void everyBundleKeepsToItsLayer() {
        assertThat(new LayerRules(table(), hewn()).breaches()).isEmpty();
    }

    @Test
    void theTableNamesEveryBundleAndNoOther() {
        assertThat(hewn()).extracting(BundleManifest::bundle).hasSameElementsAs(table().bundles());
    }

    @Test
    void whatADependencyMaySeeComesAlong() {
        assertThat(FAKE.allowedFor("hewn.far.away"))
                .containsExactlyInAnyOrder("hewn.far.away", "hewn.middle", "hewn.low");
        assertThat(FAKE.allowedFor("hewn.high")).containsExactlyInAnyOrder("hewn.high", "hewn.middle", "hewn.low");
    }

    @Test
    void anImportAgainstTheTableIsABreach() {
        var low = new BundleManifest("hewn.low", Set.of("hewn.middle"), Set.of("hewn.low"));
        var middle = new BundleManifest("hewn.middle", Set.of("hewn.low"), Set.of("hewn.middle"));
        var high = new BundleManifest("hewn.high", Set.of("hewn.low", "hewn.gone"), Set.of());

        assertThat(new LayerRules(FAKE, List.of(low, middle, high)).breaches())
                .containsExactly(
                        "hewn.low imports hewn.middle of hewn.middle, which its layer may not see",
                        "hewn.high imports hewn.gone of nobody, which its layer may not see");
    }

    @Test
    void aProviderThatExportsIsABreach() {
        var provider = new BundleManifest("hewn.far.away", Set.of("org.slf4j"), Set.of("hewn.far.away"));

        assertThat(new LayerRules(FAKE, List.of(provider)).breaches())
                .containsExactly("hewn.far.away exports hewn.far.away");
    }

    @Test
    void aValueThatLogsIsABreach() {
        var value = new BundleManifest("hewn.low", Set.of("org.slf4j"), Set.of("hewn.low"));

        assertThat(new LayerRules(FAKE, List.of(value)).breaches())
                .containsExactly("hewn.low logs, which its layer does not");
    }

    @Test
    void headersAreReadThroughQuotesAndAttributes() {
        assertThat(BundleManifest.packages("a.b;version=\"[1,2)\";uses:=\"x,y\",c;d;resolution:=optional"))
                .containsExactly("a.b", "c", "d");
    }

    /** The table of the architecture page; a strategy, wherever it comes from, sees the placement contract alone. */
    private static LayerTable table() {
        var table = LayerTable.read(Path.of(System.getProperty("hewn.root"), "docs/architecture.md"));
        for (BundleManifest manifest : hewn()) {
            if (manifest.bundle().startsWith("hewn.strategies.")) {
                table = table.with(Layer.STRATEGIES, manifest.bundle(), Set.of("hewn.placement"));
            }
        }
        return table;
    }

    /** Our bundles on the class path, without the wrappers, which hold no code of ours. */
    private static List<BundleManifest> hewn() {
        return BundleManifest.onClassPath().stream()
                .filter(manifest -> manifest.bundle().startsWith("hewn."))
                .filter(manifest -> !manifest.bundle().startsWith("hewn.thirdparty."))
                .toList();
    }
}
