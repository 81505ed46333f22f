package hewn.admin.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** A file that somebody dropped, as a bundle to be installed. */
record DroppedJar(Path file) {
    /** Why it can't be installed, and what to do; empty if nothing is wrong with the file itself. */
    Optional<String> fault() {
        if (!Files.isReadable(file)) {
            return Optional.of("the gateway's user may not read it: change its rights");
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            return fault(Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new));
        } catch (IOException broken) {
            return Optional.of("it is no jar, or a part of one (" + broken.getMessage()
                    + "): copy it again, under a name such as 'new.part', and rename it once it is complete");
        }
    }

    private static Optional<String> fault(Manifest manifest) {
        Optional<String> name = header(manifest, Constants.BUNDLE_SYMBOLICNAME);
        Optional<String> version = header(manifest, Constants.BUNDLE_VERSION);
        if (name.isEmpty() || version.isEmpty()) {
            return Optional.of("it is a jar but no bundle, for its manifest has no "
                    + (name.isEmpty() ? Constants.BUNDLE_SYMBOLICNAME : Constants.BUNDLE_VERSION)
                    + ": build it as those in strategies/ are built");
        }
        return version.flatMap(DroppedJar::versionFault);
    }

    private static Optional<String> header(Manifest manifest, String name) {
        return Optional.ofNullable(manifest.getMainAttributes().getValue(name)).filter(value -> !value.isBlank());
    }

    private static Optional<String> versionFault(String version) {
        try {
            Version.parseVersion(version);
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of("its " + Constants.BUNDLE_VERSION + " '" + version
                    + "' is none: write it as three numbers, such as 1.0.0");
        }
    }
}
