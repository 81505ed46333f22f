package hewn.deployer.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeTest {
    @ParameterizedTest
    @EnumSource
    void isInTheListOfAllErrorsWithARemedy(FailureCode code) throws IOException {
        Path list = Path.of(System.getProperty("hewn.root"), "docs", "errors.md");
        String deployments =
                Files.readString(list).split("## Deployments", 2)[1].split("\n## ", 2)[0];
        assertThat(deployments).containsPattern("(?m)^\\| `" + code + "` \\| \\S.* \\| \\S.* \\|$");
    }
}
