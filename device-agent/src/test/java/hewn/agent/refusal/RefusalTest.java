package hewn.agent.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    @ParameterizedTest
    @EnumSource
    void isInTheListOfAllErrorsWithARemedy(Refusal code) throws IOException {
        Path list = Path.of(System.getProperty("hewn.root"), "docs", "errors.md");
        String devices = Files.readString(list).split("## Devices", 2)[1];
        assertThat(devices).containsPattern("(?m)^\\| `" + code + "` \\| \\S.* \\| \\S.* \\|$");
    }
}
