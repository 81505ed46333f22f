package hewn.placement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strategies/README.md shows is code that is compiled, and tested, here. */
class StrategiesReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path SAMPLE = Path.of("src", "test", "java", "hewn", "strategies", "first", "fit");

    @ParameterizedTest
    @CsvSource({"0, FirstFit.java", "1, FirstFitTest.java"})
    void quotesTheSample(int number, String file) throws IOException {
        assertThat(blocks("java").get(number)).isEqualTo(Files.readString(SAMPLE.resolve(file)));
    }

    @Test
    void showsThePomOfAStrategy() throws IOException {
        String pom = Files.readString(ROOT.resolve("strategies/single-device/pom.xml"));
        assertThat(blocks("xml").get(0))
                .isEqualTo(pom.replace("single.device", "first.fit")
                        .replace("single-device", "first-fit")
                        .replaceAll(
                                "<description>.*</description>",
                                "<description>Fills device after device</description>"));
    }

    private static List<String> blocks(String language) throws IOException {
        String readme = Files.readString(ROOT.resolve("strategies/README.md"));
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
