package hewn.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
    @Test
    void putsANewSectionAtTheEnd() {
        assertThat(new Document("# Title\n").with("a", "table").text())
                .isEqualTo("# Title\n\n<!-- bench a -->\n\ntable\n\n<!-- end a -->\n");
    }

    @Test
    void replacesASectionAndNothingElse() {
        Document document = new Document("before\n").with("a", "1").with("b", "2");
        assertThat(document.with("a", "3").text()).isEqualTo(document.text().replace("\n1\n", "\n3\n"));
    }

    @Test
    void readsWhatItWrote(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("document.md");
        Document document = Document.read(file).with("a", "1");
        document.write(file);
        assertThat(Document.read(file)).isEqualTo(document);
    }

    @Test
    void refusesASectionWithoutAnEnd() {
        assertThatThrownBy(() -> new Document("<!-- bench a -->").with("a", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- end a -->");
    }
}
