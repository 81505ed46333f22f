package hewn.admin.load;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The bundles that were installed from a folder.
 *
 * @param framework sees them
 * @param folder as the beginning of a location
 * @param needs tells why one does not start
 * @param parts tells what of one that starts can't be made
 */
record DroppedBundles(BundleContext framework, String folder, UnmetNeeds needs, FailedParts parts) {
    /** Tells of each that can't be used. */
    List<Complaint> look() {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(folder))
                .flatMap(this::complaints)
                .toList();
    }

    private Stream<Complaint> complaints(Bundle bundle) {
        List<String> unmet = bundle.getState() == Bundle.INSTALLED ? needs.of(bundle) : List.of();
        return Stream.concat(
                unmet.isEmpty() ? Stream.empty() : Stream.of(complaint(bundle, doesNotStart(unmet))),
                parts.of(bundle).stream().map(part -> complaint(bundle, cannotBeMade(part))));
    }

    private static Complaint complaint(Bundle bundle, String words) {
        return new Complaint(
                bundle.getLocation() + "@" + bundle.getLastModified(), "'" + path(bundle.getLocation()) + "' " + words);
    }

    /** The file that a bundle was installed from, as people name it; the location itself if it is none of a file. */
    static String path(String location) {
        try {
            return Path.of(URI.create(location)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException otherwise) {
            return location;
        }
    }

    private static String doesNotStart(List<String> unmet) {
        return "does not start, for it needs " + String.join("; and ", unmet)
                + ". Build it against this gateway's version, or drop what it needs beside it";
    }

    private static String cannotBeMade(String part) {
        return "is not used as a whole: " + part + ". Drop a better one in its place";
    }
}
