package hewn.admin.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedJarTest {
    @TempDir
    private Path folder;

    @Test
    void findsNothingWrongWithABundle() throws IOException {
        assertThat(new DroppedJar(jar("good.jar", "Bundle-SymbolicName", "a.b", "Bundle-Version", "1.2.3")).fault())
                .isEmpty();
    }

    @Test
    void tellsAFileThatIsNoJar() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk.jar"), "junk");

        assertThat(new DroppedJar(junk).fault()).get().asString().contains("no jar", "copy it again", "rename");
    }

    @Test
    void tellsHalfOfABundle() throws IOException {
        byte[] whole = Files.readAllBytes(jar("a.jar", "Bundle-SymbolicName", "a.b", "Bundle-Version", "1.2.3"));
        Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(new DroppedJar(half).fault()).get().asString().contains("a part of one");
    }

    @Test
    void tellsWhatAManifestLacksOfABundle() throws IOException {
        assertThat(new DroppedJar(jar("plain.jar")).fault()).get().asString().contains("no Bundle-SymbolicName");
        assertThat(new DroppedJar(jar("early.jar", "Bundle-SymbolicName", "a.b")).fault())
                .get()
                .asString()
                .contains("no Bundle-Version");
        assertThat(new DroppedJar(jar("odd.jar", "Bundle-SymbolicName", "a.b", "Bundle-Version", "one")).fault())
                .get()
                .asString()
                .contains("'one'", "1.0.0");
    }

    private Path jar(String name, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        Path file = folder.resolve(name);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
