package hewn.itests.layering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
    @Test
    void everyBundleKeepsToItsLayer() {
        assertThat(new LayerRules(LayerTable.ofHewn(), hewn()).breaches()).isEmpty();
    }

    @Test
    void theTableKnowsEveryBundle() {
        assertThat(hewn())
                .extracting(BundleManifest::bundle)
                .hasSameElementsAs(LayerTable.ofHewn().bundles());
    }

    @Test
    void anImportAgainstTheTableIsABreach() {
        var table = LayerTable.parse("""
                VALUES    low
                CONTRACTS middle low
                SERVICES  high   middle
                """);
        var manifests = List.of(
                new BundleManifest("hewn.low", Set.of("hewn.middle"), Set.of("hewn.low")),
                new BundleManifest("hewn.middle", Set.of("hewn.low"), Set.of("hewn.middle")),
                new BundleManifest("hewn.high", Set.of("hewn.low", "hewn.middle", "hewn.gone"), Set.of()));

        assertThat(new LayerRules(table, manifests).breaches())
                .containsExactly(
                        "hewn.low imports hewn.middle of hewn.middle, which its layer may not see",
                        "hewn.high imports hewn.gone of nobody, which its layer may not see");
    }

    @Test
    void aProviderThatExportsIsABreach() {
        var table = LayerTable.parse("PROVIDERS broker");
        var manifests = List.of(new BundleManifest("hewn.broker", Set.of("org.slf4j"), Set.of("hewn.broker")));

        assertThat(new LayerRules(table, manifests).breaches()).containsExactly("hewn.broker exports hewn.broker");
    }

    @Test
    void aValueThatLogsIsABreach() {
        var table = LayerTable.parse("VALUES tensor");
        var manifests = List.of(new BundleManifest("hewn.tensor", Set.of("org.slf4j"), Set.of("hewn.tensor")));

        assertThat(new LayerRules(table, manifests).breaches())
                .containsExactly("hewn.tensor logs, which its layer does not");
    }

    @Test
    void headersAreReadThroughQuotesAndAttributes() {
        assertThat(BundleManifest.packages("a.b;version=\"[1,2)\";uses:=\"x,y\",c;d;resolution:=optional"))
                .containsExactly("a.b", "c", "d");
    }

    private static List<BundleManifest> hewn() {
        return BundleManifest.onClassPath().stream()
                .filter(manifest -> manifest.bundle().startsWith("hewn."))
                .filter(manifest -> !manifest.bundle().startsWith("hewn.thirdparty."))
                .toList();
    }
}
