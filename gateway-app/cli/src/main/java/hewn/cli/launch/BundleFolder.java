package hewn.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Makes a framework that has not started hold the bundles of a folder and no others. What has not changed since the last start
 * is left as it is, for reading and resolving it again would take most of the start.
 *
 * <p>Jars are told apart by their bytes: reproducible builds give every version the same time.
 */
final class BundleFolder {
    /**
     * What starts after all else: components once their settings are guarded, then the HTTP server, whose port is not open
     * before somebody answers.
     */
    private static final Map<String, Integer> LATE =
            Map.of("org.apache.felix.scr", 2, "org.apache.felix.http.jetty12", 3);

    private final Path folder;
    private final Path stampFile;

    /**
     * Looks at a folder.
     *
     * @param folder of jars
     * @param storage where it is written down which jars the framework holds
     */
    BundleFolder(Path folder, Path storage) {
        this.folder = folder;
        this.stampFile = storage.resolve("hewn-bundles.properties");
    }

    void process(BundleContext context) throws BundleException, IOException {
        Map<String, Bundle> left = installed(context);
        Properties known = read();
        Properties found = new Properties();
        for (Path jar : jars()) {
            String location = jar.toUri().toString();
            String stamp = stamp(jar);
            found.setProperty(location, stamp);
            Bundle former = left.remove(location);
            if (former == null) {
                start(context.installBundle(location));
            } else if (!stamp.equals(known.getProperty(location))) {
                former.update();
                start(former);
            } else {
                start(former);
            }
        }
        for (Bundle gone : left.values()) {
            gone.uninstall();
        }
        write(found);
    }

    private static Map<String, Bundle> installed(BundleContext context) {
        Map<String, Bundle> byLocation = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() != 0) {
                byLocation.put(bundle.getLocation(), bundle);
            }
        }
        return byLocation;
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static String stamp(Path jar) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] bytes = Files.readAllBytes(jar);
        sum.update(bytes);
        return bytes.length + "-" + Long.toHexString(sum.getValue());
    }

    private static void start(Bundle bundle) throws BundleException {
        Integer level = LATE.get(bundle.getSymbolicName());
        if (level != null) {
            bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        }
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
            bundle.start();
        }
    }

    private Properties read() throws IOException {
        Properties stamps = new Properties();
        if (Files.exists(stampFile)) {
            try (InputStream in = Files.newInputStream(stampFile)) {
                stamps.load(in);
            }
        }
        return stamps;
    }

    private void write(Properties stamps) throws IOException {
        Path part = Files.createTempFile(stampFile.getParent(), "bundles", ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            stamps.store(out, "the bundles that the framework holds, and their sizes and checksums");
        }
        Files.move(part, stampFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
