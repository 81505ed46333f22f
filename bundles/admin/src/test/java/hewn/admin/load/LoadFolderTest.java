package hewn.admin.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFolderTest {
    @TempDir
    private Path path;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void complainsOnceOfAFileThatRestsAndAgainOfOtherContent() throws IOException {
        LoadFolder folder = folder();
        drop("junk.jar", "junk");

        folder.look();
        assertThat(complaints).as("it may still be written").isEmpty();

        folder.look();
        folder.look();
        assertThat(complaints).containsExactly("junk.jar");

        drop("junk.jar", "other junk");
        folder.look();
        folder.look();
        assertThat(complaints).containsExactly("junk.jar", "junk.jar");
    }

    @Test
    void passesOverOtherFilesAndFolders() throws IOException {
        LoadFolder folder = folder();
        drop("README.txt", "not a jar, and no one thinks so");
        Files.createDirectory(path.resolve("folder.jar"));

        folder.look();
        folder.look();

        assertThat(complaints).isEmpty();
    }

    private LoadFolder folder() {
        return new LoadFolder(
                path, (jar, fault) -> complaints.add(jar.getFileName().toString()));
    }

    private void drop(String name, String content) throws IOException {
        Files.writeString(path.resolve(name), content);
    }
}
