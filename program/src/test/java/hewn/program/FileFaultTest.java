package hewn.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFaultTest {
    @Test
    void saysInWordsWhatIsWrongWithWhichFile() {
        assertThat(FileFault.of(new NoSuchFileException("/proc/x")))
                .isEqualTo("'/proc/x' is not there and can't be made");
        assertThat(FileFault.of(new AccessDeniedException("/root/x"))).isEqualTo("there is no right to use '/root/x'");
        assertThat(FileFault.of(new FileAlreadyExistsException("/x"))).isEqualTo("'/x' is a file, and no folder");
        assertThat(FileFault.of(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("No space left on device at '/x'");
        assertThat(FileFault.of(new IOException("Is a directory"))).isEqualTo("Is a directory");
        assertThat(FileFault.of(new IOException())).isEqualTo("the disk failed");
    }

    @Test
    void saysThatAFileToReadIsNotThere() {
        assertThat(FileFault.ofReading(new NoSuchFileException("/x"))).isEqualTo("there is no file '/x'");
        assertThat(FileFault.ofReading(new AccessDeniedException("/x"))).isEqualTo("there is no right to use '/x'");
    }
}
