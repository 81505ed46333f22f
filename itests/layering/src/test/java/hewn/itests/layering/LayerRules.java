package hewn.itests.layering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds built bundles against the table of layers. */
record LayerRules(LayerTable table, List<BundleManifest> manifests) {
    /** Every breach, each as a sentence that names the bundle and the package. */
    List<String> breaches() {
        var breaches = new ArrayList<String>();
        Map<String, String> owners = owners();
        for (BundleManifest manifest : manifests) {
            checkImports(manifest, owners, breaches);
            checkExports(manifest, breaches);
        }
        return breaches;
    }

    private Map<String, String> owners() {
        var owners = new HashMap<String, String>();
        manifests.forEach(manifest -> manifest.exports().forEach(name -> owners.put(name, manifest.bundle())));
        return owners;
    }

    private void checkImports(BundleManifest manifest, Map<String, String> owners, List<String> breaches) {
        String bundle = manifest.bundle();
        for (String name : manifest.imports()) {
            if (name.startsWith("hewn.")) {
                String owner = owners.getOrDefault(name, "nobody");
                if (!table.allowedFor(bundle).contains(owner)) {
                    breaches.add(bundle + " imports " + name + " of " + owner + ", which its layer may not see");
                }
            } else if (name.startsWith("org.slf4j")
                    && !table.layers().get(bundle).logs()) {
                breaches.add(bundle + " logs, which its layer does not");
            }
        }
    }

    private void checkExports(BundleManifest manifest, List<String> breaches) {
        if (!table.layers().get(manifest.bundle()).exports()) {
            manifest.exports().forEach(name -> breaches.add(manifest.bundle() + " exports " + name));
        }
    }
}
