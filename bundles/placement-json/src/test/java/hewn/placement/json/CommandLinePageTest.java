package hewn.placement.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that the pages for people show can be read. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of(System.getProperty("hewn.root"), "docs/command-line.md");
    private static final Pattern SAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySampleOfAFleetCanBeRead() throws Exception {
        List<String> samples = SAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(json)?", ""))
                .filter(json -> json.contains("\"fleet\""))
                .toList();
        assertThat(samples).isNotEmpty();
        for (String sample : samples) {
            assertThat(FleetFile.read(sample.getBytes(UTF_8)).devices()).hasSize(3);
        }
    }
}
