package hewn.itests.layering;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** What a built bundle says of itself. */
record BundleManifest(String bundle, Set<String> imports, Set<String> exports) {
    /** Commas and semicolons within quotes belong to a version range or a list of packages. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    /** The manifests of every bundle on the class path. */
    static List<BundleManifest> onClassPath() {
        try {
            var loader = BundleManifest.class.getClassLoader();
            return Collections.list(loader.getResources("META-INF/MANIFEST.MF")).stream()
                    .map(BundleManifest::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<BundleManifest> read(URL manifest) {
        try (InputStream in = manifest.openStream()) {
            return of(new Manifest(in).getMainAttributes());
        } catch (IOException e) {
            throw new UncheckedIOException(manifest.toString(), e);
        }
    }

    private static Optional<BundleManifest> of(Attributes headers) {
        return Optional.ofNullable(headers.getValue("Bundle-SymbolicName"))
                .map(name -> new BundleManifest(
                        name.replaceFirst(";.*", ""),
                        packages(headers.getValue("Import-Package")),
                        packages(headers.getValue("Export-Package"))));
    }

    /** The packages of a header such as {@code a.b;version="[1,2)";uses:="c,d",e.f}. */
    static Set<String> packages(String header) {
        var packages = new TreeSet<String>();
        if (header != null) {
            for (String clause : QUOTED.matcher(header).replaceAll("").split(",")) {
                for (String part : clause.split(";")) {
                    if (!part.contains("=")) {
                        packages.add(part.trim());
                    }
                }
            }
        }
        return packages;
    }
}
