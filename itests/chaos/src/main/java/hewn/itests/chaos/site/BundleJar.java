package hewn.itests.chaos.site;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The bytes of a file that is dropped as a bundle, whether it is one or not. */
public final class BundleJar {
    private final byte[] bytes;

    private BundleJar(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What is in a jar. */
    static BundleJar of(byte[] bytes) {
        return new BundleJar(bytes.clone());
    }

    /**
     * A file that is no jar.
     *
     * @param words what is in it
     * @return the bytes
     */
    public static BundleJar ofText(String words) {
        return new BundleJar(words.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * This bundle with another value of a header.
     *
     * @param header of the manifest
     * @param value the new one
     * @return a copy
     * @throws IOException if this is no jar
     */
    public BundleJar with(String header, String value) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (JarInputStream from = new JarInputStream(new ByteArrayInputStream(bytes))) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue(header, value);
            try (JarOutputStream to = new JarOutputStream(copy, manifest)) {
                for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.transferTo(to);
                }
            }
        }
        return new BundleJar(copy.toByteArray());
    }

    /**
     * The first half of it, as an interrupted copy leaves it.
     *
     * @return a part
     */
    public BundleJar half() {
        return new BundleJar(Arrays.copyOf(bytes, bytes.length / 2));
    }

    /**
     * Writes it.
     *
     * @param file is made, or overwritten where it lies
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        Files.write(file, bytes);
    }
}
