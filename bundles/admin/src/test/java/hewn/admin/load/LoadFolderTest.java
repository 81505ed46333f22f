package hewn.admin.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFolderTest {
    @TempDir
    private Path path;

    @Test
    void complainsOfAFileThatRestsAsLongAsItLiesThere() throws IOException {
        LoadFolder folder = new LoadFolder(path);
        drop("junk.jar", "junk");
        assertThat(folder.look()).as("it may still be written").isEmpty();

        List<Complaint> complaints = folder.look();
        assertThat(complaints)
                .extracting(Complaint::words)
                .singleElement()
                .asString()
                .contains("junk.jar", "no jar");
        assertThat(folder.look()).as("the same complaint").isEqualTo(complaints);

        Files.delete(path.resolve("junk.jar"));
        assertThat(folder.look()).isEmpty();
    }

    @Test
    void complainsAnewOfOtherContent() throws IOException {
        LoadFolder folder = new LoadFolder(path);
        drop("junk.jar", "junk");
        folder.look();
        List<Complaint> complaints = folder.look();

        drop("junk.jar", "other junk");
        Files.setLastModifiedTime(path.resolve("junk.jar"), FileTime.fromMillis(1));
        assertThat(folder.look()).isEmpty();
        assertThat(folder.look()).hasSize(1).doesNotContainAnyElementsOf(complaints);
    }

    @Test
    void passesOverOtherFilesAndFolders() throws IOException {
        LoadFolder folder = new LoadFolder(path);
        drop("README.txt", "not a jar, and no one thinks so");
        Files.createDirectory(path.resolve("folder.jar"));

        folder.look();
        assertThat(folder.look()).isEmpty();
    }

    private void drop(String name, String content) throws IOException {
        Files.writeString(path.resolve(name), content);
    }
}
