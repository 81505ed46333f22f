package hewn.itests.framework;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The gateway's distribution as it was built, installed into the framework of a test. */
final class Distribution {
    private static final Path HOME =
            Path.of(System.getProperty("hewn.distribution")).normalize();

    private Distribution() {}

    /** Every bundle of {@code bundle/} but the console, which would read the build's standard input. */
    static Option installed() {
        Path scratch = scratch();
        Path load = scratch.resolve("load");
        return composite(
                junitBundles(),
                composite(bundles().stream().map(Distribution::install).toArray(Option[]::new)),
                systemProperty("hewn.home").value(HOME.toString()),
                systemProperty("hewn.data").value(scratch.toString()),
                systemProperty("hewn.load").value(load.toString()),
                // The broker and the answers of devices: any free port.
                systemProperty("hewn.mqtt.port").value(Integer.toString(freePort())),
                systemProperty("hewn.tensors.port").value("0"),
                systemProperty("logback.configurationFile")
                        .value(HOME.resolve("conf/logback.xml").toString()),
                frameworkProperty("felix.cm.dir")
                        .value(scratch.resolve("config").toString()),
                frameworkProperty("felix.fileinstall.dir").value(load.toString()),
                frameworkProperty("felix.fileinstall.tmpdir")
                        .value(scratch.resolve("fileinstall").toString()),
                frameworkProperty("felix.fileinstall.poll").value("100"),
                frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
                // 0: any free port.
                frameworkProperty("org.osgi.service.http.port").value("0"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path scratch() {
        try {
            Path parent = Files.createDirectories(Path.of(System.getProperty("hewn.scratch")));
            Path scratch = Files.createTempDirectory(parent, "gateway");
            Files.createDirectory(scratch.resolve("load"));
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Option install(Path file) {
        var bundle = bundle(file.toUri().toString());
        try (var jar = new JarFile(file.toFile())) {
            boolean fragment = jar.getManifest().getMainAttributes().getValue("Fragment-Host") != null;
            return bundle.start(!fragment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> bundles() {
        return jars("bundle").stream()
                .filter(file -> !file.getFileName().toString().contains("gogo.shell"))
                .toList();
    }

    private static List<Path> jars(String folder) {
        try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the distribution is not built: package gateway-app/distribution", e);
        }
    }
}
