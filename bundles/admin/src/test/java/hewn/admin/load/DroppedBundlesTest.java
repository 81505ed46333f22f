package hewn.admin.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DroppedBundlesTest {
    @Test
    void namesTheFileOfABundleByItsPath() {
        Path jar = Path.of("load", "my strategy.jar").toAbsolutePath();
        assertThat(DroppedBundles.path(jar.toUri().toString())).isEqualTo(jar.toString());
    }

    @Test
    void namesWhatCameFromElsewhereByItsLocation() {
        assertThat(DroppedBundles.path("blueprint:file:/a.xml")).isEqualTo("blueprint:file:/a.xml");
        assertThat(DroppedBundles.path("jar:file:/nowhere.jar!/a")).isEqualTo("jar:file:/nowhere.jar!/a");
        assertThat(DroppedBundles.path("a b")).isEqualTo("a b");
    }
}
